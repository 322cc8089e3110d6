import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PackStudioBridge } from '#schemas/contract/electron-wire.ts';
import { ElectronDouble } from './driver.ts';
import type { DoubleSetup, JournalEntry, SenderFrame } from './messages.ts';
import { bundlePreload } from './preload-bundle.ts';
import { loadPreloadInNode, type LoadedPreload } from './preload-in-node.ts';

const FAKE_MAIN = join(import.meta.dirname, 'fake-main.ts');
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

let folder: string;
let double: ElectronDouble;
let windowId: number;
let preload: LoadedPreload;
let bridge: PackStudioBridge;
let journal: readonly JournalEntry[];

function start(setup: Partial<DoubleSetup> = {}, ...args: string[]): ElectronDouble {
  return ElectronDouble.start({
    main: FAKE_MAIN,
    arguments: args,
    setup: { appPath: join(folder, 'app'), appData: join(folder, 'config'), ...setup },
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-studio-shell-'));
  await mkdir(join(folder, 'app/out/renderer/assets'), { recursive: true });
  await mkdir(join(folder, 'app/docs'));
  await writeFile(join(folder, 'app/docs/format.md'), '# Format');
  await writeFile(join(folder, 'app/package.json'), '{"name":"pack-studio"}');
  await writeFile(join(folder, 'app/out/renderer/index.html'), '<!doctype html>');
  await writeFile(join(folder, 'app/out/renderer/assets/app.js'), 'export {};');
  double = start();
  ({ windowId } = await double.nextWindow());
  preload = loadPreloadInNode(await bundlePreload(), double, windowId);
  bridge = preload.bridge;
  journal = await double.ask('journal');
});
afterAll(async () => {
  await double.close();
  await rm(folder, { recursive: true });
});

/** Arguments of the calls with this name. */
function calls(name: string, entries = journal): readonly (readonly unknown[])[] {
  return entries.filter((entry) => entry.name === name).map(({ args }) => args);
}
const position = (name: string): number => journal.findIndex((entry) => entry.name === name);

describe('start of the main process', () => {
  it('E1 makes its one window with exactly these web preferences', () => {
    expect(
      calls('BrowserWindow').map(([options]) => (options as { webPreferences: unknown }).webPreferences),
    ).toEqual([
      {
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        preload: join(folder, 'app/out/preload/index.cjs'),
      },
    ]);
  });

  it('E2 enables the sandbox before the application is ready', () => {
    expect(position('app.enableSandbox')).toBeGreaterThanOrEqual(0);
    expect(position('app.enableSandbox')).toBeLessThan(position('ready'));
  });

  it('E4 registers app:// as a secure standard scheme before the application is ready, without a way around the policy', () => {
    expect(position('protocol.registerSchemesAsPrivileged')).toBeLessThan(position('ready'));
    expect(calls('protocol.registerSchemesAsPrivileged')).toEqual([
      [
        [
          {
            scheme: 'app',
            privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
          },
        ],
      ],
    ]);
    expect(calls('loadURL')).toEqual([['app://studio/index.html']]);
  });

  it('keeps what the browser stores apart from the settings', () => {
    expect(calls('app.setPath')).toEqual([['userData', join(folder, 'config/pack-studio/browser')]]);
    expect(position('app.setPath')).toBeLessThan(position('app.requestSingleInstanceLock'));
  });

  it('E3 handles every kind of permission before there is a window', () => {
    for (const name of ['PermissionRequest', 'PermissionCheck', 'DevicePermission', 'DisplayMediaRequest']) {
      expect(position(`session.set${name}Handler`)).toBeGreaterThanOrEqual(0);
      expect(position(`session.set${name}Handler`)).toBeLessThan(position('BrowserWindow'));
    }
  });

  it('E5 E6 locks the contents of a window before its page is loaded', () => {
    expect(position('webContents.setWindowOpenHandler')).toBeLessThan(position('loadURL'));
  });
});

describe('permissions and navigation', () => {
  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'clipboard-sanitized-write',
    'openExternal',
    'fileSystem',
    'unknown',
  ])('E3 denies %s', async (name) => {
    expect(await double.ask('permission', name)).toEqual({ request: false, check: false, device: false });
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'E6 prevents %s, even to its own page',
    async (event) => {
      for (const url of ['https://example.org/', 'file:///etc/passwd', 'app://studio/index.html']) {
        expect(await double.ask('contentsEvent', windowId, event, { url })).toBe(true);
      }
    },
  );

  it('E5 prevents a webview from being attached', async () => {
    expect(await double.ask('contentsEvent', windowId, 'will-attach-webview', {})).toBe(true);
  });

  it('E6 denies new windows', async () => {
    for (const url of ['https://example.org/', 'app://studio/index.html', 'about:blank']) {
      expect(await double.ask('windowOpen', windowId, url)).toBe('deny');
    }
  });

  it('E7 opens pages of the list alone, by their ids', async () => {
    expect(await bridge.invoke('openExternal', { link: 'format' })).toEqual({ ok: true, value: {} });
    expect(calls('shell.openPath', await double.ask('journal'))).toEqual([
      [join(folder, 'app/docs/format.md')],
    ]);
    expect(await bridge.invoke('openExternal', { link: 'licences' })).toMatchObject({
      error: { code: 'NOT_SUPPORTED' },
    });
    for (const link of ['https://example.org', 'file:///etc/passwd', '__proto__', '../secret']) {
      expect(await bridge.invoke('openExternal', { link })).toMatchObject({
        error: { code: 'PARAMS_INVALID' },
      });
    }
    expect(calls('shell.openPath', await double.ask('journal'))).toHaveLength(1);
  });
});

describe('app://', () => {
  it('E4 serves the bundle with exactly the policy', async () => {
    const page = await double.ask('fetch', 'app://studio/index.html', 'GET');
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      'content-security-policy': POLICY,
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(new TextDecoder().decode(page.body)).toBe('<!doctype html>');
    expect(
      (await double.ask('fetch', 'app://studio/nothing', 'GET')).headers['content-security-policy'],
    ).toBe(POLICY);
  });

  it.each([
    'app://studio/../package.json',
    'app://studio/..%2f..%2fpackage.json',
    'app://studio/assets/../../../package.json',
    'app://studio/%2e%2e/package.json',
    'app://studio//assets/app.js',
    'app://studio/assets/',
    'app://studio/__proto__',
    'app://other/index.html',
    'app://studio.evil/index.html',
    'app://studio:80/index.html',
    'app:index.html',
  ])('E10 has nothing at %s', async (url) => {
    expect((await double.ask('fetch', url, 'GET')).status).toBe(404);
  });

  it('E10 answers reading alone', async () => {
    expect((await double.ask('fetch', 'app://studio/assets/app.js', 'POST')).status).toBe(405);
    const head = await double.ask('fetch', 'app://studio/assets/app.js?v#f', 'HEAD');
    expect([head.status, head.body.byteLength]).toEqual([200, 0]);
  });
});

describe('IPC', () => {
  const rejected = { ok: false, error: { code: 'SENDER_REJECTED' } };

  it.each<[string, Partial<SenderFrame>]>([
    ['a frame inside the page', { isMainFrame: false }],
    ['another origin', { url: 'https://example.org/', origin: 'https://example.org' }],
    ['a document without an origin', { origin: 'null' }],
    ['another host of the scheme', { url: 'app://other/index.html', origin: 'app://other' }],
    ['a host that begins alike', { url: 'app://studio.evil/', origin: 'app://studio.evil' }],
    ['a file', { url: 'file:///index.html', origin: 'file://' }],
    ['a frame that is gone', { isGone: true }],
    ['contents of an unknown window', { isForeign: true }],
  ])('E9 rejects %s', async (_, frame) => {
    expect(await double.invoke({ windowId, ...frame }, 'pack-studio:call', 'getHostInfo', {})).toMatchObject(
      rejected,
    );
    expect(await double.invoke({ windowId, ...frame }, 'pack-studio:open', 1, 'watchJobs', {})).toMatchObject(
      rejected,
    );
  });

  it('E9 lets nobody but the owner end a stream', async () => {
    const seen: unknown[] = [];
    const stream = bridge.open('watchJobs', {}, (item) => seen.push(item));
    await expect.poll(() => seen.length).toBeGreaterThan(3);
    for (let id = 1; id < 50; id += 1)
      await double.send({ windowId, isMainFrame: false }, 'pack-studio:cancel', id);
    const before = seen.length;
    await expect.poll(() => seen.length).toBeGreaterThan(before);
    stream.close();
    expect(await stream.end).toEqual({ ok: true, value: null });
  });

  it('E9 refuses messages of any other form', async () => {
    const frame = { windowId };
    for (const method of [undefined, null, 1, {}, ['getHostInfo'], '__proto__', 'watchJobs', 'nothing']) {
      expect(await double.invoke(frame, 'pack-studio:call', method, {})).toMatchObject({
        error: { code: 'METHOD_UNKNOWN' },
      });
    }
    for (const params of [undefined, null, [], 'x', { more: 1 }, new Map(), new Date(0)]) {
      expect(await double.invoke(frame, 'pack-studio:call', 'getHostInfo', params)).toMatchObject({
        error: { code: 'PARAMS_INVALID' },
      });
    }
    for (const id of [undefined, 0, -1, 1.5, '1', Number.NaN, 2 ** 60]) {
      expect(await double.invoke(frame, 'pack-studio:open', id, 'watchJobs', {})).toMatchObject({
        error: { code: 'PARAMS_INVALID' },
      });
    }
    expect(await double.invoke(frame, 'pack-studio:open', 1000, 'getHostInfo', {})).toMatchObject({
      error: { code: 'METHOD_UNKNOWN' },
    });
  });

  it('E9 listens on the channels of the contract alone', () => {
    expect(calls('ipcMain.handle')).toEqual([['pack-studio:call'], ['pack-studio:open']]);
  });

  it('gives errors as envelopes with code and data', async () => {
    expect(await bridge.invoke('cancelJob', { job_id: 'j' })).toMatchObject({
      ok: false,
      error: { code: 'JOB_NOT_FOUND', message: 'no such job', data: { job_id: 'j' } },
    });
  });

  it('ends the streams of a page that is loaded again', async () => {
    const seen: unknown[] = [];
    void bridge.open('watchJobs', {}, (item) => seen.push(item));
    await expect.poll(() => seen.length).toBeGreaterThan(3);
    await double.ask('contentsEvent', windowId, 'did-start-navigation', {
      isMainFrame: true,
      isSameDocument: false,
    });
    const before = seen.length;
    // A stream that had not ended would go on meanwhile.
    await bridge.invoke('getHostInfo', {});
    const stream = bridge.open('watchJobs', {}, () => undefined);
    stream.close();
    await stream.end;
    expect(seen).toHaveLength(before);
  });
});

describe('preload', () => {
  it('E12 exposes one frozen object, with three functions and nothing of Electron', () => {
    expect([...preload.exposed.keys()]).toEqual(['packStudio']);
    expect(Object.keys(bridge).sort()).toEqual(['invoke', 'onCommand', 'open']);
    expect(Object.isFrozen(bridge)).toBe(true);
    for (const member of Object.values(bridge)) expect(typeof member).toBe('function');
    expect(preload.required).toEqual(['electron']);
  });

  it('E12 hands no event of Electron to the page', async () => {
    const heard: unknown[][] = [];
    bridge.onCommand((...args) => heard.push(args));
    await double.ask('clickMenu', 'project.open');
    await expect.poll(() => heard).toEqual([['project.open', undefined]]);
  });
});

describe('dialogs', () => {
  it('give handles, never paths of the window', async () => {
    expect(await bridge.invoke('chooseFolder', { title: 'Open' })).toEqual({
      ok: true,
      value: { folder: null },
    });
    await double.ask('answerDialog', 'showOpenDialog', { canceled: false, filePaths: ['/games/one'] });
    expect(await bridge.invoke('chooseFolder', { title: 'Open' })).toEqual({
      ok: true,
      value: { folder: 'handle of /games/one' },
    });
    expect(await bridge.invoke('getHostInfo', {})).toMatchObject({
      value: { transport: 'electron', native_dialogs: true, gestures: { kind: 'dialog' } },
    });
  });
});

describe('single instance', () => {
  it('E14 leaves at once, without a window or a studio, where another instance runs', async () => {
    const second = start({ isFirstInstance: false }, 'games/two', '--flag');
    expect(await second.ended()).toBe(0);
    expect(second.errorText).toBe('');
  });

  it('E14 hands its folders on when it claims the lock', async () => {
    const named = start({}, 'games/two', '--flag');
    await named.nextWindow();
    const entries = await named.ask('journal');
    expect(calls('app.requestSingleInstanceLock', entries)).toEqual([
      [{ projects: [join(folder, 'app/games/two')] }],
    ]);
    await named.close();
  });

  it('E14 comes to the front and offers the folders of a second start as handles', async () => {
    const heard: unknown[][] = [];
    bridge.onCommand((...args) => heard.push(args));
    await double.ask('secondInstance', { projects: ['/games/two', 3] });
    await expect.poll(() => heard).toEqual([['project.open-offered', 'offered-0']]);
    expect(calls('focus', await double.ask('journal'))).toHaveLength(1);
    for (const data of [undefined, null, 'x', { projects: 'x' }]) await double.ask('secondInstance', data);
    expect(heard).toHaveLength(1);
  });
});

describe('window state', () => {
  it('C4 is written when the window closes, and the program ends with it', async () => {
    const own = start();
    const opened = await own.nextWindow();
    await own.ask('moveWindow', opened.windowId, { x: 10, y: 20, width: 1100, height: 700 });
    void own.ask('closeWindow', opened.windowId).catch(() => undefined);
    expect(await own.ended()).toBe(0);
    expect(own.errorText).toBe('');
  });

  it('says what is wrong where the window was not built', async () => {
    const empty = join(folder, 'empty');
    await cp(join(folder, 'app/package.json'), join(empty, 'package.json'));
    const broken = start({ appPath: empty });
    expect(await broken.ended()).toBe(1);
  });
});
