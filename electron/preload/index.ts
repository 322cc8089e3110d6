import { contextBridge, ipcRenderer } from 'electron';
import {
  ELECTRON_CHANNELS,
  type ElectronAnswer,
  type PackStudioBridge,
} from '#schemas/contract/electron-wire.ts';
import type { Reply } from '#schemas/contract/contract.ts';

interface OpenStream {
  readonly onItem: (item: unknown) => void;
  readonly onEnd: (reply: Reply<null>) => void;
}

const streams = new Map<number, OpenStream>();
let lastId = 0;

ipcRenderer.on(ELECTRON_CHANNELS.answer, (_event, answer: ElectronAnswer) => {
  const stream = streams.get(answer.id);
  if ('item' in answer) {
    stream?.onItem(answer.item);
    return;
  }
  streams.delete(answer.id);
  stream?.onEnd(answer.reply);
});

/** One frozen object without `ipcRenderer` or an event in it (reliability E12). */
const bridge: PackStudioBridge = Object.freeze({
  invoke: (method: string, params: unknown): Promise<Reply<unknown>> =>
    ipcRenderer.invoke(ELECTRON_CHANNELS.call, method, params),

  open(method: string, params: unknown, onItem: (item: unknown) => void) {
    const id = (lastId += 1);
    const end = new Promise<Reply<null>>((resolve, reject) => {
      streams.set(id, { onItem, onEnd: resolve });
      ipcRenderer.invoke(ELECTRON_CHANNELS.open, id, method, params).then((taken: Reply<null>) => {
        if (taken.ok) return;
        streams.delete(id);
        resolve(taken);
      }, reject);
    });
    return Object.freeze({
      end,
      close: () => {
        ipcRenderer.send(ELECTRON_CHANNELS.cancel, id);
      },
    });
  },

  onCommand(listener: (commandId: string, argument?: string) => void) {
    ipcRenderer.on(ELECTRON_CHANNELS.command, (_event, commandId: string, argument?: string) => {
      listener(commandId, argument);
    });
  },
});

contextBridge.exposeInMainWorld('packStudio', bridge);
