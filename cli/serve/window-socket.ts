import type { WebSocket } from 'ws';
import { createConnection, type ConnectionRequest } from '#core/services/contract/connection.ts';
import type { Dispatcher } from '#core/services/contract/dispatcher.ts';
import type { LoopbackAnswer } from '#schemas/contract/loopback-wire.ts';
import { readRequestMessage } from './request-message.ts';

/** Unsent bytes of one window above which items wait (and states of the same job replace each other). */
export const CONGESTED_BYTES = 1024 * 1024;

/** WebSocket close codes (RFC 6455 7.4.1). */
const UNSUPPORTED_DATA = 1003;
const POLICY_VIOLATION = 1008;

/** Serves one window over its WebSocket until it closes. A message that is no request closes it. */
export function serveWindow(socket: WebSocket, dispatcher: Dispatcher): void {
  const send = (answer: LoopbackAnswer): void => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(JSON.stringify(answer), () => {
      if (!isCongested()) connection.drained();
    });
  };
  const isCongested = (): boolean => socket.bufferedAmount > CONGESTED_BYTES;
  const connection = createConnection(dispatcher, {
    sendItem: (id, item) => {
      send({ id, item });
    },
    isCongested,
  });

  socket.on('message', (data, isBinary) => {
    if (isBinary || !Buffer.isBuffer(data)) {
      socket.close(UNSUPPORTED_DATA);
      return;
    }
    const message = readRequestMessage(data);
    if (message === undefined) socket.close(POLICY_VIOLATION, 'not a request');
    else if ('cancel' in message) connection.cancel(message.id);
    else {
      const { id, method, params, gesture_code: gestureCode } = message;
      const request: ConnectionRequest = {
        id,
        method,
        params,
        ...(gestureCode === undefined ? {} : { gestureCode }),
      };
      void connection.request(request).then((reply) => {
        send({ id, reply });
      });
    }
  });
  socket.on('close', () => {
    connection.close();
  });
  // A broken connection closes by itself after its error.
  socket.on('error', () => undefined);
}
