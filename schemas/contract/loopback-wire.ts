import type { Reply } from './contract.ts';

/** Path of the WebSocket on the loopback host. */
export const LOOPBACK_PATH = '/ws';
/** The subprotocol that both sides speak: JSON text messages as below. */
export const LOOPBACK_PROTOCOL = 'pack-studio.v1';
/** A client offers `token.<token>` as a second subprotocol: a browser sends no other header of its choosing. */
export const LOOPBACK_TOKEN_PREFIX = 'token.';
/** Member of the page's query that carries the token. */
export const LOOPBACK_TOKEN_QUERY = 'token';
/** Largest message to the host: more than any params of the contract need. */
export const LOOPBACK_MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

/** Client to host. `id` is a positive integer, unique among the requests under way. */
export type LoopbackRequest =
  | { readonly id: number; readonly method: string; readonly params: unknown; readonly gesture_code?: string }
  /** Ends a stream; its reply still comes. A call is not cancelled, its job is. */
  | { readonly id: number; readonly cancel: true };

/** Host to client: the answer of a call or the end of a stream, and the items of a stream before it. */
export type LoopbackAnswer =
  { readonly id: number; readonly reply: Reply<unknown> } | { readonly id: number; readonly item: unknown };
