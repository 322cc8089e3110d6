/**
 * A small double of the `electron` module for Node: as much as the studio's main process uses. It notes every call
 * and is driven from another process by messages (`driver.ts`). It knows nothing of context isolation, the sandbox,
 * fuses, archives or native dialogs: those need the real thing.
 */
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { journal, note } from './journal.ts';
import {
  SETUP_VARIABLE,
  type Area,
  type DoubleMessage,
  type DoubleRequest,
  type DoubleSetup,
  type DoubleVerbs,
  type SenderFrame,
} from './messages.ts';

type Listener = (...args: unknown[]) => unknown;
type Decide = (decision: unknown) => void;

// Written by `driver.ts`, whose type it has.
const setup = JSON.parse(process.env[SETUP_VARIABLE] ?? '{}') as DoubleSetup;

function tell(message: DoubleMessage): void {
  if (process.connected) process.send?.(message);
}

/** An event whose default can be prevented. */
function preventable(details: Readonly<Record<string, unknown>>) {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
  };
  return event;
}

class WebContents extends EventEmitter {
  readonly id: number;
  readonly mainFrame: {
    readonly frameTreeNodeId: number;
    readonly parent: null;
    url: string;
    origin: string;
  };
  windowOpenHandler: Listener = () => ({ action: 'allow' });
  loading = false;

  constructor(id: number) {
    super();
    this.id = id;
    this.mainFrame = { frameTreeNodeId: id * 100, parent: null, url: 'about:blank', origin: 'null' };
  }
  setWindowOpenHandler(handler: Listener): void {
    note('webContents.setWindowOpenHandler');
    this.windowOpenHandler = handler;
  }
  send(channel: string, ...args: unknown[]): void {
    tell({ kind: 'to-window', windowId: this.id, channel, args });
  }
  isDestroyed(): boolean {
    return !windows.has(this.id);
  }
  isLoading(): boolean {
    return this.loading;
  }
}

const windows = new Map<number, BrowserWindow>();
let lastWindow = 0;

export class BrowserWindow extends EventEmitter {
  readonly id: number;
  readonly webContents: WebContents;
  #bounds: Area;
  #isMaximized = false;

  constructor(options: Partial<Area>) {
    super();
    note('BrowserWindow', options);
    this.id = lastWindow += 1;
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    this.webContents = new WebContents(this.id);
    windows.set(this.id, this);
    app.emit('web-contents-created', preventable({}), this.webContents);
  }
  loadURL(url: string): Promise<void> {
    note('loadURL', url);
    const contents = this.webContents;
    contents.emit('did-start-navigation', preventable({ url, isMainFrame: true, isSameDocument: false }));
    contents.mainFrame.url = url;
    // `URL` knows no origin of a scheme that only Electron registers.
    contents.mainFrame.origin = /^[a-z]+:\/\/[^/]*/u.exec(url)?.[0] ?? 'null';
    tell({ kind: 'load', windowId: this.id, url });
    setImmediate(() => {
      this.emit('ready-to-show');
      contents.emit('did-finish-load');
    });
    return Promise.resolve();
  }
  show(): void {
    note('show');
  }
  focus(): void {
    note('focus');
  }
  restore(): void {
    note('restore');
  }
  isMinimized(): boolean {
    return false;
  }
  maximize(): void {
    note('maximize');
    this.#isMaximized = true;
  }
  isMaximized(): boolean {
    return this.#isMaximized;
  }
  getNormalBounds(): Area {
    return this.#bounds;
  }
  move(bounds: Area): void {
    this.#bounds = bounds;
    this.emit('move');
  }
  close(): void {
    this.emit('close', preventable({}));
    windows.delete(this.id);
    this.webContents.emit('destroyed');
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }
}

class App extends EventEmitter {
  readonly isPackaged = setup.isPackaged;
  #isReady = false;
  #isQuitting = false;

  constructor() {
    super();
    setImmediate(() => {
      note('ready');
      this.#isReady = true;
      this.emit('ready');
    });
  }
  whenReady(): Promise<void> {
    return this.#isReady ? Promise.resolve() : new Promise((resolve) => this.once('ready', resolve));
  }
  enableSandbox(): void {
    note('app.enableSandbox');
  }
  getAppPath(): string {
    return setup.appPath;
  }
  getPath(name: string): string {
    return name === 'appData' ? setup.appData : join(setup.appData, name);
  }
  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set '${name}' path`);
    note('app.setPath', name, path);
  }
  getVersion(): string {
    return '0.0.0-double';
  }
  requestSingleInstanceLock(additionalData: unknown): boolean {
    note('app.requestSingleInstanceLock', additionalData);
    return setup.isFirstInstance;
  }
  quit(): void {
    note('app.quit');
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    for (const window of windows.values()) window.close();
    const event = preventable({});
    this.emit('will-quit', event);
    this.#isQuitting = false;
    if (!event.defaultPrevented) this.exit(0);
  }
  exit(code: number): void {
    note('app.exit', code);
    process.exitCode = code;
    if (process.connected) process.disconnect();
  }
}

export const app = new App();

const handlers = new Map<string, Listener>();

export const ipcMain = Object.assign(new EventEmitter(), {
  handle(channel: string, listener: Listener): void {
    note('ipcMain.handle', channel);
    handlers.set(channel, listener);
  },
});

let handleProtocol: ((request: Request) => Promise<Response>) | undefined;
/** `Request` refuses URLs of unknown schemes only in parts; the handler reads these two members. */
export const protocol = {
  registerSchemesAsPrivileged(schemes: unknown): void {
    note('protocol.registerSchemesAsPrivileged', schemes);
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    note('protocol.handle', scheme);
    handleProtocol = handler;
  },
};

const permissionHandlers = new Map<string, Listener>();
const setHandler =
  (name: string) =>
  (handler: Listener): void => {
    note(`session.${name}`);
    permissionHandlers.set(name, handler);
  };
export const session = {
  defaultSession: {
    setPermissionRequestHandler: setHandler('setPermissionRequestHandler'),
    setPermissionCheckHandler: setHandler('setPermissionCheckHandler'),
    setDevicePermissionHandler: setHandler('setDevicePermissionHandler'),
    setDisplayMediaRequestHandler: setHandler('setDisplayMediaRequestHandler'),
  },
};

const dialogAnswers = new Map<string, unknown[]>();
const showDialog =
  (kind: string, dismissed: unknown) =>
  (...args: unknown[]): Promise<unknown> => {
    note(`dialog.${kind}`, args.at(-1));
    return Promise.resolve(dialogAnswers.get(kind)?.shift() ?? dismissed);
  };
export const dialog = {
  showOpenDialog: showDialog('showOpenDialog', { canceled: true, filePaths: [] }),
  showMessageBox: showDialog('showMessageBox', { response: 0 }),
  showErrorBox(title: string, content: string): void {
    note('dialog.showErrorBox', title, content);
  },
};

interface MenuItem {
  readonly id?: string;
  readonly submenu?: readonly MenuItem[];
  readonly click?: () => void;
}
let applicationMenu: readonly MenuItem[] = [];
export const Menu = {
  buildFromTemplate: (template: readonly MenuItem[]): readonly MenuItem[] => template,
  setApplicationMenu(menu: readonly MenuItem[]): void {
    note('Menu.setApplicationMenu');
    applicationMenu = menu;
  },
};
const menuItems = (items: readonly MenuItem[]): readonly MenuItem[] =>
  items.flatMap((item) => [item, ...menuItems(Array.isArray(item.submenu) ? item.submenu : [])]);

export const screen = { getAllDisplays: () => setup.displays.map((workArea) => ({ workArea })) };
export const nativeTheme = { shouldUseDarkColors: false };
export const shell = {
  openPath(path: string): Promise<string> {
    note('shell.openPath', path);
    return Promise.resolve('');
  },
};

function windowOf(id: number): BrowserWindow {
  const window = windows.get(id);
  if (window === undefined) throw new Error(`no window ${id}`);
  return window;
}

/** An IPC event as the sender would make it. */
function ipcEvent(frame: SenderFrame) {
  const own = windowOf(frame.windowId).webContents;
  const sender = frame.isForeign === true ? new WebContents(own.id) : own;
  const senderFrame = {
    frameTreeNodeId: sender.mainFrame.frameTreeNodeId + (frame.isMainFrame === false ? 1 : 0),
    parent: frame.isMainFrame === false ? sender.mainFrame : null,
    url: frame.url ?? own.mainFrame.url,
    origin: frame.origin ?? own.mainFrame.origin,
  };
  return { sender, senderFrame: frame.isGone === true ? null : senderFrame };
}

const verbs: { readonly [V in keyof DoubleVerbs]: (...args: Parameters<DoubleVerbs[V]>[0]) => unknown } = {
  journal: () => journal,
  invoke(frame, channel, ...args) {
    const handler = handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return handler(ipcEvent(frame), ...args);
  },
  send(frame, channel, ...args) {
    ipcMain.emit(channel, ipcEvent(frame), ...args);
    return null;
  },
  async fetch(url, method) {
    // A standard scheme is normalised as Chromium does before the handler sees it; Node's `Request` keeps it alike.
    const response = await handleProtocol?.({ url, method } as Request);
    if (response === undefined) throw new Error('no protocol handler');
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    };
  },
  contentsEvent(id, name, details) {
    const event = preventable(details);
    windowOf(id).webContents.emit(name, event);
    return event.defaultPrevented;
  },
  windowOpen: (id, url) => {
    const answer = windowOf(id).webContents.windowOpenHandler({ url });
    return typeof answer === 'object' && answer !== null && 'action' in answer ? answer.action : undefined;
  },
  permission(name) {
    let request: unknown = true;
    const decide: Decide = (decision) => {
      request = decision;
    };
    permissionHandlers.get('setPermissionRequestHandler')?.(undefined, name, decide);
    const check = permissionHandlers.get('setPermissionCheckHandler')?.(undefined, name) ?? true;
    return {
      request,
      check,
      device: permissionHandlers.get('setDevicePermissionHandler')?.({ deviceType: name }) ?? true,
    };
  },
  menuIds: () => menuItems(applicationMenu).flatMap(({ id }) => (id === undefined ? [] : [id])),
  clickMenu(id) {
    menuItems(applicationMenu)
      .find((item) => item.id === id)
      ?.click?.();
    return null;
  },
  answerDialog(kind, answer) {
    dialogAnswers.set(kind, [...(dialogAnswers.get(kind) ?? []), answer]);
    return null;
  },
  secondInstance(additionalData) {
    app.emit('second-instance', preventable({}), [], '/', additionalData);
    return null;
  },
  moveWindow(id, bounds) {
    windowOf(id).move(bounds);
    return null;
  },
  closeWindow(id) {
    windowOf(id).close();
    return null;
  },
  quit() {
    app.quit();
    return null;
  },
};

// As Electron does, the process ends whatever is still open; also when its driver is gone.
process.on('disconnect', () => {
  process.exit();
});
process.on('message', ({ sequence, verb, args }: DoubleRequest) => {
  const run = verbs[verb] as (...args: readonly unknown[]) => unknown;
  Promise.resolve()
    .then(() => run(...args))
    .then(
      (value) => {
        tell({ kind: 'answer', sequence, value });
      },
      (failure: unknown) => {
        // Electron keeps nothing of an error but its message.
        tell({
          kind: 'failure',
          sequence,
          message: failure instanceof Error ? failure.message : String(failure),
        });
      },
    );
});
