import type { IpcMain, WebContents } from 'electron';
import { StudioError } from '#core/errors.ts';
import { createConnection, type Connection } from '#core/services/contract/connection.ts';
import type { Dispatcher } from '#core/services/contract/dispatcher.ts';
import type { Reply } from '#schemas/contract/contract.ts';
import { ELECTRON_CHANNELS, type ElectronAnswer } from '#schemas/contract/electron-wire.ts';
import { isPlainData } from './plain-data.ts';
import { isTrustedSender, type SenderEvent } from './sender.ts';

/** Windows that may ask. */
export interface IpcWindows {
  /** From now on messages of its main frame are answered, until it is gone. */
  admit(contents: WebContents): void;
}

/** Puts the dispatcher behind Electron's IPC (architecture "Contract", reliability E9). */
export function registerIpc(ipcMain: Pick<IpcMain, 'handle' | 'on'>, dispatcher: Dispatcher): IpcWindows {
  const connections = new Map<WebContents, Connection>();
  /** Calls have no id of their own on this transport; streams use positive ones. */
  let lastCall = 0;

  const connectionOf = (event: SenderEvent): Connection | undefined =>
    isTrustedSender(event, (contents) => connections.has(contents))
      ? connections.get(event.sender)
      : undefined;

  ipcMain.handle(
    ELECTRON_CHANNELS.call,
    async (event, method: unknown, params: unknown): Promise<Reply<unknown>> => {
      const connection = connectionOf(event);
      if (connection === undefined) return refusal(new StudioError('SENDER_REJECTED'));
      if (typeof method !== 'string') return refusal(new StudioError('METHOD_UNKNOWN'));
      if (!isPlainData(params))
        return refusal(new StudioError('PARAMS_INVALID', 'The params are no plain data.'));
      if (dispatcher.describe(method)?.kind === 'stream')
        return refusal(new StudioError('METHOD_UNKNOWN', `${method} is a stream`));
      return connection.request({ id: (lastCall -= 1), method, params });
    },
  );

  ipcMain.handle(
    ELECTRON_CHANNELS.open,
    (event, id: unknown, method: unknown, params: unknown): Reply<null> => {
      const connection = connectionOf(event);
      if (connection === undefined) return refusal(new StudioError('SENDER_REJECTED'));
      if (!isStreamId(id))
        return refusal(new StudioError('PARAMS_INVALID', 'The id is not a positive integer.'));
      if (typeof method !== 'string') return refusal(new StudioError('METHOD_UNKNOWN'));
      if (!isPlainData(params))
        return refusal(new StudioError('PARAMS_INVALID', 'The params are no plain data.'));
      if (dispatcher.describe(method)?.kind === 'call')
        return refusal(new StudioError('METHOD_UNKNOWN', `${method} is a call`));
      const { sender } = event;
      void connection.request({ id, method, params }).then((reply) => {
        // After a reload the same id may be another stream of the new page.
        if (connections.get(sender) !== connection) return;
        answer(sender, { id, reply: reply.ok ? { ok: true, value: null } : reply });
      });
      return { ok: true, value: null };
    },
  );

  ipcMain.on(ELECTRON_CHANNELS.cancel, (event, id: unknown) => {
    if (isStreamId(id)) connectionOf(event)?.cancel(id);
  });

  const connect = (contents: WebContents): void => {
    connections.get(contents)?.close();
    connections.set(
      contents,
      createConnection(dispatcher, {
        sendItem: (id, item) => {
          answer(contents, { id, item });
        },
        // Electron tells nothing of what a window has not read yet; services bound progress themselves.
        isCongested: () => false,
      }),
    );
  };
  const forget = (contents: WebContents): void => {
    connections.get(contents)?.close();
    connections.delete(contents);
  };

  return {
    admit(contents) {
      connect(contents);
      // A page that is loaded again starts its ids again: what the old one had open ends.
      contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
        if (isMainFrame && !isSameDocument) connect(contents);
      });
      contents.on('render-process-gone', () => {
        connect(contents);
      });
      contents.once('destroyed', () => {
        forget(contents);
      });
    },
  };
}

function answer(contents: WebContents, message: ElectronAnswer): void {
  if (!contents.isDestroyed()) contents.send(ELECTRON_CHANNELS.answer, message);
}

function isStreamId(id: unknown): id is number {
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0;
}

function refusal(error: StudioError): Reply<never> {
  return { ok: false, error: error.toDocument() };
}
