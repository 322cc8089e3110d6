/** How a double is set up; travels to its process in an environment variable. */
export interface DoubleSetup {
  /** Folder with `package.json` and `out/`. */
  readonly appPath: string;
  readonly appData: string;
  readonly isPackaged: boolean;
  readonly displays: readonly Area[];
  /** False: another instance holds the lock. */
  readonly isFirstInstance: boolean;
}
export const SETUP_VARIABLE = 'PACK_STUDIO_ELECTRON_DOUBLE';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One call of the main process to Electron, in order. */
export interface JournalEntry {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** Who sends an IPC message; the main frame of the window unless told otherwise. */
export interface SenderFrame {
  readonly windowId: number;
  readonly url?: string;
  readonly origin?: string;
  readonly isMainFrame?: boolean;
  /** The frame is gone by the time its message arrives. */
  readonly isGone?: boolean;
  /** The message comes from contents that no window of the studio has. */
  readonly isForeign?: boolean;
}

/** What a driver can ask of the double: name to arguments and result. */
export interface DoubleVerbs {
  journal: (args: []) => readonly JournalEntry[];
  invoke: (args: [frame: SenderFrame, channel: string, ...args: unknown[]]) => unknown;
  send: (args: [frame: SenderFrame, channel: string, ...args: unknown[]]) => null;
  fetch: (args: [url: string, method: string]) => FetchAnswer;
  /** Emits an event of the contents; tells whether its default was prevented. */
  contentsEvent: (
    args: [windowId: number, name: string, details: Readonly<Record<string, unknown>>],
  ) => boolean;
  windowOpen: (args: [windowId: number, url: string]) => string;
  permission: (args: [name: string]) => {
    readonly request: boolean;
    readonly check: boolean;
    readonly device: boolean;
  };
  menuIds: (args: []) => readonly string[];
  clickMenu: (args: [id: string]) => null;
  /** The next dialog of this kind is answered so. */
  answerDialog: (args: [kind: 'showOpenDialog' | 'showMessageBox', answer: unknown]) => null;
  secondInstance: (args: [additionalData: unknown]) => null;
  moveWindow: (args: [windowId: number, bounds: Area]) => null;
  closeWindow: (args: [windowId: number]) => null;
  quit: (args: []) => null;
}

export interface FetchAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Driver to double. */
export interface DoubleRequest {
  readonly sequence: number;
  readonly verb: keyof DoubleVerbs;
  readonly args: readonly unknown[];
}

/** Double to driver. */
export type DoubleMessage =
  | { readonly kind: 'answer'; readonly sequence: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly sequence: number; readonly message: string }
  | { readonly kind: 'load'; readonly windowId: number; readonly url: string }
  | {
      readonly kind: 'to-window';
      readonly windowId: number;
      readonly channel: string;
      readonly args: readonly unknown[];
    };
