import type { CallName, Client, MethodName, Reply, StreamName } from '#schemas/contract/contract.ts';

/** One stream as a transport carries it. */
export interface OpenStream {
  readonly end: Promise<Reply<null>>;
  readonly close: () => void;
}

/** What a transport has to do; the frozen object of the Electron preload has this very shape. */
export interface Transport {
  /** `gestureCode` is for hosts that confirm by codes; others ignore it. */
  readonly invoke: (method: CallName, params: unknown, gestureCode?: string) => Promise<Reply<unknown>>;
  readonly open: (method: StreamName, params: unknown, onItem: (item: unknown) => void) => OpenStream;
}

/** Every stream of the contract; the type makes a missing or a wrong name an error. */
const STREAMS: Readonly<Record<StreamName, true>> = { watchJobs: true, watchProject: true };

function isStream(method: MethodName): method is StreamName {
  return Object.hasOwn(STREAMS, method);
}

type StreamSignal = Parameters<Client[StreamName]>[2];

/**
 * The client of the contract over any transport. Methods appear on first use, so that the renderer carries the
 * types of the contract and not its schemas; the host checks params, and in tests its own results.
 */
export function createClient(transport: Transport): Client {
  const call = (method: CallName) => (params: unknown, gestureCode?: string) =>
    transport.invoke(method, params, gestureCode);
  const stream =
    (method: StreamName) =>
    async (params: unknown, onItem: (item: unknown) => void, signal: StreamSignal) => {
      if (signal.aborted) return { ok: true, value: null } satisfies Reply<null>;
      const opened = transport.open(method, params, onItem);
      signal.addEventListener('abort', opened.close);
      return await opened.end;
    };
  const methods = new Map<MethodName, unknown>();
  const proxy: unknown = new Proxy(Object.freeze({}), {
    get(_target, name) {
      if (typeof name !== 'string' || name === 'then') return undefined;
      const method = name as MethodName;
      const known = methods.get(method) ?? (isStream(method) ? stream(method) : call(method));
      methods.set(method, known);
      return known;
    },
  });
  return proxy as Client;
}
