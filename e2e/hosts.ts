import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { _electron, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import type { HostKind } from './host-kinds.ts';
import { ElectronDouble } from './electron-double/driver.ts';
import { showDoubleInPage } from './electron-double/page.ts';
import { scratchBase } from './journeys/projects.ts';

const ROOT = join(import.meta.dirname, '..');
const EXAMPLE = join(ROOT, 'examples/lantern-cave');

/** A running studio with its page, over the built `out/`. */
export interface OpenedStudio {
  readonly page: Page;
  /** The example that the start page opens: a copy that journeys may write to. */
  readonly exampleFolder: string;
  /** Whether files and folders are chosen in dialogs of the host; otherwise in the page and in its file chooser. */
  readonly hasNativeDialogs: boolean;
  /** Chooses these files or this folder, absolute, the next time that a dialog or a file chooser asks for some. */
  chooseNext(paths: readonly string[]): Promise<void>;
  /** Ends the host and leaves the page; absent where the page ends with its host. */
  readonly endHost?: () => Promise<void>;
  /** What the host wrote to standard error: faults of the contract among it. Empty on a good day. */
  errorText(): string;
  close(): Promise<void>;
}

export interface StudioOptions {
  /** For hosts whose page is one of this browser's. */
  readonly browser: Browser;
  /** Projects that the host is started with; the first one opens by itself. None: the start page. */
  readonly projects?: readonly string[];
  /** Folders that a host without native dialogs offers besides. */
  readonly browseRoots?: readonly string[];
  readonly context?: BrowserContextOptions;
  /** Gets the page before it loads anything, where the host lets a page be made before it is loaded. */
  readonly onPage?: (page: Page) => void;
}

/** Why this kind of host cannot run here; undefined where it can. */
export function whyUnavailable(kind: HostKind): string | undefined {
  if (!existsSync(join(ROOT, 'out/renderer/index.html'))) return 'out/ is not built: npm run build';
  if (kind !== 'electron') return undefined;
  // The package's own module would start a download when it is asked for its binary.
  const isThere =
    existsSync(join(ROOT, 'node_modules/electron/path.txt')) &&
    existsSync(join(ROOT, 'node_modules/electron/dist'));
  return isThere ? undefined : 'the Electron binary is not installed';
}

/** A copy of the example project to work on, without its outputs. */
export async function copyExample(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const base = await mkdtemp(join(scratchBase(), 'pack-studio-project-'));
  const folder = join(base, 'lantern-cave');
  await cp(EXAMPLE, folder, { recursive: true, filter: (path) => path !== join(EXAMPLE, 'build') });
  return { folder, remove: () => rm(base, { recursive: true, force: true }) };
}

/** Starts a host of the given kind with settings of its own, and opens its page. */
export async function openStudio(kind: HostKind, options: StudioOptions): Promise<OpenedStudio> {
  const base = await mkdtemp(join(scratchBase(), 'pack-studio-host-'));
  const remove = (): Promise<void> => rm(base, { recursive: true, force: true });
  try {
    const opened = await OPENERS[kind](base, options);
    return {
      ...opened,
      close: async () => {
        await opened.close();
        await remove();
      },
    };
  } catch (failure) {
    await remove();
    throw failure;
  }
}

const OPENERS: Readonly<Record<HostKind, (base: string, options: StudioOptions) => Promise<OpenedStudio>>> = {
  loopback: openLoopback,
  'electron-double': openElectronDouble,
  electron: openElectron,
};

async function openLoopback(base: string, options: StudioOptions): Promise<OpenedStudio> {
  const example = join(base, 'lantern-cave');
  await cp(EXAMPLE, example, { recursive: true, filter: (path) => path !== join(EXAMPLE, 'build') });
  const child = fork(
    join(ROOT, 'e2e/loopback-main.ts'),
    [join(base, 'config'), ...(options.projects ?? [])],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
      env: {
        ...process.env,
        PACK_STUDIO_EXAMPLE: example,
        PACK_STUDIO_BROWSE: (options.browseRoots ?? []).join(delimiter),
      },
    },
  );
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.disconnect();
    await ended;
  };
  let errorText = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errorText += text));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { url: string }) => {
      resolve(message.url);
    });
    child.once('exit', (code) => {
      reject(new Error(`the host ended with ${String(code)}: ${errorText}`));
    });
  });
  const context = await options.browser.newContext(options.context);
  const page = await context.newPage();
  options.onPage?.(page);
  // Listening from the start: the browser is told to leave its own chooser closed only when somebody listens.
  const choices: (readonly string[])[] = [];
  page.on('filechooser', (chooser) => void chooser.setFiles([...(choices.shift() ?? [])]));
  await page.goto(url);
  return {
    page,
    exampleFolder: example,
    hasNativeDialogs: false,
    chooseNext: (paths) => {
      choices.push(paths);
      return Promise.resolve();
    },
    endHost: end,
    errorText: () => errorText,
    close: async () => {
      await context.close();
      await end();
    },
  };
}

async function openElectronDouble(base: string, options: StudioOptions): Promise<OpenedStudio> {
  const program = await makeProgram(base);
  const double = ElectronDouble.start({
    main: join(ROOT, 'out/main/index.js'),
    arguments: options.projects ?? [],
    setup: { appPath: program, appData: join(base, 'config') },
  });
  const context = await options.browser.newContext(options.context);
  const page = await context.newPage();
  options.onPage?.(page);
  await showDoubleInPage(page, double, await readFile(join(ROOT, 'out/preload/index.cjs'), 'utf8'));
  return {
    page,
    exampleFolder: join(program, 'examples/lantern-cave'),
    hasNativeDialogs: true,
    chooseNext: async (paths) => {
      await double.ask('answerDialog', 'showOpenDialog', { canceled: false, filePaths: [...paths] });
    },
    errorText: () => double.errorText,
    close: async () => {
      await context.close();
      await double.close();
    },
  };
}

/** The application's folder as it stands after a build, but with an example that may be written to. */
async function makeProgram(base: string): Promise<string> {
  const program = join(base, 'program');
  await mkdir(join(program, 'examples'), { recursive: true });
  await writeFile(join(program, 'package.json'), await readFile(join(ROOT, 'package.json')));
  await symlink(join(ROOT, 'out'), join(program, 'out'));
  await cp(EXAMPLE, join(program, 'examples/lantern-cave'), {
    recursive: true,
    filter: (path) => path !== join(EXAMPLE, 'build'),
  });
  return program;
}

async function openElectron(base: string, options: StudioOptions): Promise<OpenedStudio> {
  const program = await makeProgram(base);
  const application = await _electron.launch({
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), program, ...(options.projects ?? [])],
    env: { ...stringsOf(process.env), XDG_CONFIG_HOME: join(base, 'config'), PACK_STUDIO_CHECK_RESULTS: '1' },
  });
  let errorText = '';
  application
    .process()
    .stderr?.setEncoding('utf8')
    .on('data', (text: string) => (errorText += text));
  const page = await application.firstWindow();
  options.onPage?.(page);
  return {
    page,
    exampleFolder: join(program, 'examples/lantern-cave'),
    hasNativeDialogs: true,
    chooseNext: (paths) =>
      application.evaluate(
        ({ dialog }, filePaths) => {
          const own = dialog.showOpenDialog;
          dialog.showOpenDialog = () => {
            dialog.showOpenDialog = own;
            return Promise.resolve({ canceled: false, filePaths });
          };
        },
        [...paths],
      ),
    // Chromium itself writes there too: only the host's own lines count.
    errorText: () =>
      errorText
        .split('\n')
        .filter((line) => line.startsWith('pack-studio:'))
        .join('\n'),
    close: () => application.close(),
  };
}

function stringsOf(variables: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    ),
  );
}
