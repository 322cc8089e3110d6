import type { Client } from '#schemas/contract/contract.ts';

/** Whether the host answers. `gone` carries what a person may do about it. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  | { readonly state: 'gone'; readonly reason: string };

/** The host as the renderer knows it: the typed contract and whether it answers (architecture "Contract"). */
export interface Platform {
  readonly kind: 'electron' | 'loopback' | 'sample';
  readonly client: Client;
  /** Calls `listener` with the connection now and at each change; the answer ends that. */
  readonly watchConnection: (listener: (connection: Connection) => void) => () => void;
  /** Commands that the host itself offers, such as those of its menu; `argument` is a folder handle. */
  readonly onCommand?: (listener: (commandId: string, argument?: string) => void) => void;
}
