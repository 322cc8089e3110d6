import { StudioError } from '#core/errors.ts';
import type { Reply } from '#schemas/contract/contract.ts';
import type { Dispatcher } from './dispatcher.ts';

/** Requests of one window that may be under way at once, streams included. */
export const MAX_CONCURRENT_REQUESTS = 64;
/** Items kept for a reader that does not keep up; beyond it the stream ends, so that memory stays bounded. */
export const MAX_QUEUED_ITEMS = 10_000;

/** The sending side of a transport. */
export interface ConnectionPort {
  sendItem(id: number, item: unknown): void;
  /** True while the other side has too much unread; `Connection.drained` is called when that is over. */
  isCongested(): boolean;
}

export interface ConnectionRequest {
  /** Unique among the requests under way. */
  readonly id: number;
  readonly method: string;
  readonly params: unknown;
  readonly gestureCode?: string;
}

/** One window and its requests: what Electron's and the loopback transport share. Never throws. */
export interface Connection {
  request(request: ConnectionRequest): Promise<Reply<unknown>>;
  /** Ends a stream early. A call goes on: what it started is ended by `cancelJob`. */
  cancel(id: number): void;
  drained(): void;
  /** The window is gone: every stream ends and further requests are refused. */
  close(): void;
}

interface OpenStream {
  readonly abort: AbortController;
  readonly latestBy: string | undefined;
  readonly queue: Map<unknown, unknown>;
  lagged: boolean;
}

/** @param port how items reach the window; replies are what `request` resolves to */
export function createConnection(dispatcher: Dispatcher, port: ConnectionPort): Connection {
  const underWay = new Set<number>();
  const streams = new Map<number, OpenStream>();
  let closed = false;

  const send = (id: number, stream: OpenStream): void => {
    for (const [key, item] of stream.queue) {
      if (closed) return;
      stream.queue.delete(key);
      port.sendItem(id, item);
    }
  };

  const deliver = (id: number, stream: OpenStream, item: unknown): void => {
    const key = coalescingKey(stream.latestBy, item);
    // The latest takes the place in line that the older one would have had.
    stream.queue.set(key, item);
    if (!port.isCongested()) send(id, stream);
    else if (stream.queue.size > MAX_QUEUED_ITEMS) {
      stream.lagged = true;
      stream.queue.clear();
      stream.abort.abort();
    }
  };

  const openStream = async ({ id, method, params }: ConnectionRequest, latestBy: string | undefined) => {
    const stream: OpenStream = { abort: new AbortController(), latestBy, queue: new Map(), lagged: false };
    streams.set(id, stream);
    try {
      const onItem = (item: unknown): void => {
        deliver(id, stream, item);
      };
      const reply = await dispatcher.open(method, params, onItem, stream.abort.signal);
      if (stream.lagged) return refusal(new StudioError('STREAM_LAGGED'));
      if (!stream.abort.signal.aborted) send(id, stream);
      return reply;
    } finally {
      streams.delete(id);
    }
  };

  return {
    async request(request) {
      if (closed) return refusal(new StudioError('CANCELLED', 'The connection is closed.'));
      if (underWay.has(request.id)) return refusal(new StudioError('PARAMS_INVALID', 'The id is in use.'));
      if (underWay.size >= MAX_CONCURRENT_REQUESTS) return refusal(new StudioError('TOO_MANY_REQUESTS'));
      underWay.add(request.id);
      try {
        const description = dispatcher.describe(request.method);
        return description?.kind === 'stream'
          ? await openStream(request, description.latestBy)
          : await dispatcher.call(request.method, request.params, request.gestureCode);
      } finally {
        underWay.delete(request.id);
      }
    },
    cancel(id) {
      const stream = streams.get(id);
      stream?.queue.clear();
      stream?.abort.abort();
    },
    drained() {
      for (const [id, stream] of streams) {
        if (port.isCongested()) return;
        send(id, stream);
      }
    },
    close() {
      closed = true;
      for (const stream of streams.values()) stream.abort.abort();
    },
  };
}

function refusal(error: StudioError): Reply<never> {
  return { ok: false, error: error.toDocument() };
}

/** Items without the member, and streams that keep every item, get a key of their own. */
function coalescingKey(latestBy: string | undefined, item: unknown): unknown {
  if (latestBy === undefined || typeof item !== 'object' || item === null) return Symbol('item');
  return Object.getOwnPropertyDescriptor(item, latestBy)?.value ?? Symbol('item');
}
