import { contract, METHOD_NAMES, type Client, type Reply } from './contract.ts';

/** What of an `AbortSignal` the contract needs. */
export interface Cancellation {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}

/** A way to a host without types: what a transport implements once for all methods. */
export interface ContractPort {
  /** `gestureCode` answers `GESTURE_REQUIRED`, on hosts that work with codes. */
  call(method: string, params: unknown, gestureCode?: string): Promise<Reply<unknown>>;
  open(
    method: string,
    params: unknown,
    onItem: (item: unknown) => void,
    signal: Cancellation,
  ): Promise<Reply<null>>;
}

/** The typed client over a transport: every method of the contract, none by hand. */
export function makeClient(port: ContractPort): Client {
  const methods = METHOD_NAMES.map((method) => [
    method,
    contract[method].kind === 'call'
      ? (params: unknown, gestureCode?: string) => port.call(method, params, gestureCode)
      : (params: unknown, onItem: (item: unknown) => void, signal: Cancellation) =>
          port.open(method, params, onItem, signal),
  ]);
  // Each entry has the kind that the contract names, and the host answers by its schemas (checked in the suite).
  return Object.freeze(Object.fromEntries(methods)) as Client;
}
