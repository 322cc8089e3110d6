import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ContractPort } from '#schemas/contract/client.ts';
import type { Reply } from '#schemas/contract/contract.ts';
import {
  LOOPBACK_PATH,
  LOOPBACK_PROTOCOL,
  LOOPBACK_TOKEN_PREFIX,
  LOOPBACK_TOKEN_QUERY,
  type LoopbackAnswer,
  type LoopbackRequest,
} from '#schemas/contract/loopback-wire.ts';

interface Waiting {
  readonly onItem: (item: unknown) => void;
  readonly onReply: (reply: Reply<unknown>) => void;
}

/** The loopback transport from Node, as a browser's window would use it. */
export async function connectLoopback(
  pageUrl: string,
): Promise<{ readonly port: ContractPort; close(): Promise<void> }> {
  const { origin, host, searchParams } = new URL(pageUrl);
  const token = searchParams.get(LOOPBACK_TOKEN_QUERY) ?? '';
  const socket = new WebSocket(
    `ws://${host}${LOOPBACK_PATH}`,
    [LOOPBACK_PROTOCOL, LOOPBACK_TOKEN_PREFIX + token],
    {
      headers: { Origin: origin },
    },
  );
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  socket.on('message', (data: Buffer) => {
    // The host's own messages, whose values the suite checks.
    const answer = JSON.parse(data.toString('utf8')) as LoopbackAnswer;
    if ('item' in answer) waiting.get(answer.id)?.onItem(answer.item);
    else {
      waiting.get(answer.id)?.onReply(answer.reply);
      waiting.delete(answer.id);
    }
  });
  const send = (message: LoopbackRequest): void => {
    socket.send(JSON.stringify(message));
  };
  const request = (method: string, params: unknown, onItem: Waiting['onItem'], gestureCode?: string) => {
    const id = (lastId += 1);
    const reply = new Promise<Reply<unknown>>((resolve) => waiting.set(id, { onItem, onReply: resolve }));
    send({ id, method, params, ...(gestureCode === undefined ? {} : { gesture_code: gestureCode }) });
    return { id, reply };
  };
  await once(socket, 'open');

  return {
    port: {
      call: (method, params, gestureCode) => request(method, params, () => undefined, gestureCode).reply,
      async open(method, params, onItem, signal) {
        const { id, reply } = request(method, params, onItem);
        signal.addEventListener('abort', () => {
          send({ id, cancel: true });
        });
        const end = await reply;
        return end.ok ? { ok: true, value: null } : end;
      },
    },
    async close() {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}
