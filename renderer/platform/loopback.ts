import type { Reply } from '#schemas/contract/contract.ts';
import {
  LOOPBACK_PATH,
  LOOPBACK_PROTOCOL,
  LOOPBACK_TOKEN_PREFIX,
  LOOPBACK_TOKEN_QUERY,
  type LoopbackRequest,
} from '#schemas/contract/loopback-wire.ts';
import { createClient, type Transport } from './client.ts';
import type { Connection, Platform } from './platform.ts';

/** What goes over the wire, as JSON text: `{id, method, params, gesture_code?}` and `{id, cancel}` out, `{id, reply}` and `{id, item}` in. */
interface Pending {
  readonly onReply: (reply: Reply<unknown>) => void;
  readonly onItem: ((item: unknown) => void) | undefined;
}

/** The part of `WebSocket` that is used, so that tests can stand in for it. */
export interface Socket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onclose: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

const RETRY_FIRST_MS = 250;
const RETRY_LAST_MS = 4000;

const GONE_REASON =
  'The host does not answer. Start it again with “pack-studio serve”, or open the address that it printed.';
const GONE: Reply<never> = {
  ok: false,
  error: { code: 'IO_FAILED', message: 'The host went away before it answered.', remedy: GONE_REASON },
};

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isReply(value: unknown): value is Reply<unknown> {
  return isRecord(value) && (value['ok'] === true || (value['ok'] === false && isRecord(value['error'])));
}

/** A transport over sockets that `connect` opens; it opens the next one by itself when one closes. */
export function loopbackTransport(connect: () => Socket): {
  readonly transport: Transport;
  readonly watchConnection: Platform['watchConnection'];
} {
  let socket: Socket | undefined;
  let connection: Connection = { state: 'connecting' };
  let lastId = 0;
  let retryMs = RETRY_FIRST_MS;
  const pending = new Map<number, Pending>();
  const waiting: string[] = [];
  const listeners = new Set<(connection: Connection) => void>();

  const setConnection = (next: Connection) => {
    connection = next;
    for (const listener of listeners) listener(next);
  };
  const receive = (data: unknown) => {
    if (typeof data !== 'string') return;
    const message: unknown = JSON.parse(data);
    if (!isRecord(message) || typeof message['id'] !== 'number') return;
    const entry = pending.get(message['id']);
    if (entry === undefined) return;
    if (isReply(message['reply'])) {
      pending.delete(message['id']);
      entry.onReply(message['reply']);
    } else if ('item' in message) entry.onItem?.(message['item']);
  };
  const lose = () => {
    socket = undefined;
    waiting.length = 0;
    const lost = [...pending.values()];
    pending.clear();
    setConnection({ state: 'gone', reason: GONE_REASON });
    for (const entry of lost) entry.onReply(GONE);
    setTimeout(open, retryMs);
    retryMs = Math.min(retryMs * 2, RETRY_LAST_MS);
  };
  const open = () => {
    const next = connect();
    next.onopen = () => {
      socket = next;
      retryMs = RETRY_FIRST_MS;
      for (const text of waiting.splice(0)) next.send(text);
      setConnection({ state: 'open' });
    };
    next.onmessage = (event) => receive(event.data);
    next.onclose = lose;
  };
  const send = (message: LoopbackRequest) => {
    const text = JSON.stringify(message);
    if (socket === undefined) waiting.push(text);
    else socket.send(text);
  };
  const request = (method: string, params: unknown, onItem: Pending['onItem'], gestureCode?: string) => {
    lastId += 1;
    const id = lastId;
    const reply = new Promise<Reply<unknown>>((resolve) => {
      if (connection.state === 'gone') return resolve(GONE);
      pending.set(id, { onReply: resolve, onItem });
      send({ id, method, params, ...(gestureCode === undefined ? {} : { gesture_code: gestureCode }) });
    });
    return { id, reply };
  };
  open();
  return {
    transport: {
      invoke: (method, params, gestureCode) => request(method, params, undefined, gestureCode).reply,
      open: (method, params, onItem) => {
        const { id, reply } = request(method, params, onItem);
        return {
          end: reply.then((ended) => (ended.ok ? { ok: true, value: null } : ended)),
          close: () => {
            if (pending.has(id)) send({ id, cancel: true });
          },
        };
      },
    },
    watchConnection: (listener) => {
      listeners.add(listener);
      listener(connection);
      return () => listeners.delete(listener);
    },
  };
}

/** The loopback host that served this page; its token came with the address. */
export function loopbackPlatform(): Platform {
  const token = new URLSearchParams(location.search).get(LOOPBACK_TOKEN_QUERY) ?? '';
  const address = new URL(LOOPBACK_PATH, location.href);
  address.protocol = 'ws:';
  address.search = '';
  const { transport, watchConnection } = loopbackTransport(() => {
    const socket = new WebSocket(address, [LOOPBACK_PROTOCOL, LOOPBACK_TOKEN_PREFIX + token]);
    const facade: Socket = {
      send: (text) => socket.send(text),
      close: () => socket.close(),
      onopen: null,
      onclose: null,
      onmessage: null,
    };
    socket.addEventListener('open', () => facade.onopen?.());
    socket.addEventListener('close', () => facade.onclose?.());
    socket.addEventListener('message', (event: MessageEvent<unknown>) =>
      facade.onmessage?.({ data: event.data }),
    );
    return facade;
  });
  return { kind: 'loopback', client: createClient(transport), watchConnection };
}
