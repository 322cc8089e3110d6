import type { Reply } from './contract.ts';

/** Channels between the preload and the main process; nothing else is listened to. */
export const ELECTRON_CHANNELS = {
  /** invoke `(method, params)` → `Reply` */
  call: 'pack-studio:call',
  /** invoke `(id, method, params)` → `Reply<null>`: whether the stream was taken; answers follow on `answer` */
  open: 'pack-studio:open',
  /** send `(id)`: ends a stream, whose reply still comes */
  cancel: 'pack-studio:cancel',
  /** to the window: `ElectronAnswer` */
  answer: 'pack-studio:answer',
  /** to the window: `(commandId, argument?)` from the menu or from a second start of the program */
  command: 'pack-studio:command',
} as const;

/** An item of a stream, or its end. Both come on one channel, so that their order holds. */
export type ElectronAnswer =
  { readonly id: number; readonly item: unknown } | { readonly id: number; readonly reply: Reply<null> };

/** What the window sees of the desktop host, as `window.packStudio` (reliability E12). */
export interface PackStudioBridge {
  readonly invoke: (method: string, params: unknown) => Promise<Reply<unknown>>;
  readonly open: (
    method: string,
    params: unknown,
    onItem: (item: unknown) => void,
  ) => { readonly end: Promise<Reply<null>>; readonly close: () => void };
  /** `argument` is a folder handle with `OFFERED_PROJECT_COMMAND`, else absent. */
  readonly onCommand: (listener: (commandId: string, argument?: string) => void) => void;
}

/** Command that comes with the handle of a folder that a second start of the program was given (reliability E14). */
export const OFFERED_PROJECT_COMMAND = 'project.open-offered';
