import { mkdirSync } from 'node:fs';
import type * as Electron from 'electron';
import { listBundleFiles } from '#core/node/bundle-files.ts';
import { createDispatcher, faultLine } from '#core/services/contract/dispatcher.ts';
import type { HostEnvironment } from '#core/services/host-environment.ts';
import type { CreateStudio, Studio } from '#core/services/studio.ts';
import { ELECTRON_CHANNELS, OFFERED_PROJECT_COMMAND } from '#schemas/contract/electron-wire.ts';
import { registerIpc, type IpcWindows } from '../ipc/register-ipc.ts';
import { handleAppProtocol, registerAppScheme } from './app-protocol.ts';
import { createDialogConfirmation } from './confirm.ts';
import { createNativeDialogs } from './dialogs.ts';
import { createLinkOpener } from './external-links.ts';
import { installMenu } from './menu.ts';
import { lockNavigation } from './navigation.ts';
import { denyPermissions } from './permissions.ts';
import { programFolders, type ProgramFolders } from './resource-folders.ts';
import { claimSingleInstance, projectArguments } from './single-instance.ts';
import { openWindow } from './window.ts';
import { placeWindow, trackWindowState } from './window-state.ts';

/** What of Electron the desktop host uses. */
export type ElectronModule = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'nativeTheme'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
>;

/** What of the process it uses. */
export interface DesktopProcess {
  readonly argv: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly resourcesPath: string;
  cwd(): string;
}

export interface DesktopOptions {
  readonly electron: ElectronModule;
  readonly process: DesktopProcess;
  readonly createStudio: CreateStudio;
  readonly log: (line: string) => void;
  /** Tests: results are checked against the contract too. */
  readonly checkResults: boolean;
}

/** The desktop application, from the first switch to the end of its jobs. Runs once in a process. */
export async function startDesktop(options: DesktopOptions): Promise<void> {
  const { app, dialog, protocol, session } = options.electron;
  // Both must come before the application is ready (reliability E2, E4).
  app.enableSandbox();
  registerAppScheme(protocol);
  lockNavigation(app);
  const folders = programFolders(app, options.process.resourcesPath);
  // The browser's own files stay apart from the settings; the lock of the single instance is among them.
  // Electron takes only a folder that is there.
  mkdirSync(folders.browserData, { recursive: true, mode: 0o700 });
  app.setPath('userData', folders.browserData);

  const argumentStart = app.isPackaged ? 1 : 2;
  const projects = projectArguments(options.process.argv.slice(argumentStart), options.process.cwd());
  const running: { desktop?: Desktop } = {};
  const isFirst = claimSingleInstance(app, projects, (offered) => {
    running.desktop?.offer(offered);
  });
  if (!isFirst) {
    app.quit();
    return;
  }

  await app.whenReady();
  try {
    handleAppProtocol(protocol, await listBundleFiles(folders.renderer));
  } catch (failure) {
    options.log(`the window's files cannot be read: ${String(failure)}`);
    dialog.showErrorBox(
      'Pack Studio cannot start',
      'Its window is missing. Install it again, or run `npm run build`.',
    );
    app.exit(1);
    return;
  }
  denyPermissions(session.defaultSession);
  running.desktop = new Desktop(options, folders, projects);
  running.desktop.open();
}

/** The studio with its one window. */
class Desktop {
  readonly #options: DesktopOptions;
  readonly #folders: ProgramFolders;
  readonly #studio: Studio;
  readonly #windows: IpcWindows;
  #window: Electron.BrowserWindow | undefined;

  constructor(options: DesktopOptions, folders: ProgramFolders, projects: readonly string[]) {
    const { app, dialog, ipcMain, Menu, shell } = options.electron;
    const currentWindow = (): Electron.BrowserWindow | undefined => this.#window;
    this.#options = options;
    this.#folders = folders;
    this.#studio = options.createStudio({
      appVersion: app.getVersion(),
      transport: 'electron',
      platform: platformName(options.process.platform),
      configFolder: folders.config,
      exampleFolder: folders.example,
      browseRoots: [],
      servedProjects: projects,
      gestures: { kind: 'dialog', reason: null },
      dialogs: createNativeDialogs(dialog, currentWindow),
      openExternal: createLinkOpener(shell, folders.resources),
    });
    const dispatcher = createDispatcher(this.#studio.handlers, {
      checkResults: options.checkResults,
      onFault: (fault) => {
        options.log(faultLine(fault));
      },
      confirmGesture: createDialogConfirmation(dialog, currentWindow),
    });
    this.#windows = registerIpc(ipcMain, dispatcher);
    installMenu(Menu, options.process.platform, (commandId) => {
      this.#sendCommand(commandId);
    });
    app.on('window-all-closed', () => {
      if (options.process.platform !== 'darwin') app.quit();
    });
    app.on('activate', () => {
      this.open();
    });
    this.#closeBeforeQuit();
  }

  /** Opens the window, or brings it to the front. */
  open(): void {
    if (this.#window !== undefined) {
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.focus();
      return;
    }
    const { BrowserWindow, nativeTheme, screen } = this.#options.electron;
    const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const placement = placeWindow(this.#studio.windowState.read(), workAreas);
    const window = openWindow(
      BrowserWindow,
      nativeTheme,
      placement,
      this.#folders.preload,
      ({ webContents }) => {
        this.#windows.admit(webContents);
      },
    );
    trackWindowState(window, this.#studio.windowState, this.#options.log);
    window.once('closed', () => {
      this.#window = undefined;
    });
    this.#window = window;
  }

  /** A second start of the program: its folders are offered to the window as handles (reliability E14). */
  offer(projects: readonly string[]): void {
    this.open();
    for (const project of projects)
      this.#sendCommand(OFFERED_PROJECT_COMMAND, this.#studio.offerFolder(project));
  }

  #sendCommand(commandId: string, ...argument: readonly string[]): void {
    const contents = this.#window?.webContents;
    if (contents === undefined) return;
    const send = (): void => {
      contents.send(ELECTRON_CHANNELS.command, commandId, ...argument);
    };
    if (contents.isLoading()) contents.once('did-finish-load', send);
    else send();
  }

  /** Jobs and watchers end before the process does. */
  #closeBeforeQuit(): void {
    const { app } = this.#options.electron;
    let closed = false;
    app.on('will-quit', (event) => {
      if (closed) return;
      event.preventDefault();
      this.#studio
        .close()
        .catch((failure: unknown) => {
          this.#options.log(`the studio did not end well: ${String(failure)}`);
        })
        .finally(() => {
          closed = true;
          app.quit();
        });
    });
  }
}

function platformName(platform: NodeJS.Platform): HostEnvironment['platform'] {
  const names: Partial<Record<NodeJS.Platform, HostEnvironment['platform']>> = {
    linux: 'linux',
    darwin: 'macos',
    win32: 'windows',
  };
  return names[platform] ?? 'other';
}
