import type { Page } from '@playwright/test';
import type { ElectronDouble } from './driver.ts';

/** Where the page of `app://studio` is seen by a browser that knows no such scheme: a secure context too. */
const PAGE_ORIGIN = 'https://studio.pack-studio.test';
const APP_ORIGIN = 'app://studio';

/**
 * Makes a browser page the window of a double: the built preload runs before the page, its IPC goes to the double's
 * main process, and files come from the main process's own `app://` handler, with its headers.
 */
export async function showDoubleInPage(
  page: Page,
  double: ElectronDouble,
  preloadCode: string,
): Promise<void> {
  const { windowId, url } = await double.nextWindow();
  await page.route(`${PAGE_ORIGIN}/**`, async (route) => {
    const request = route.request();
    const answer = await double.ask(
      'fetch',
      APP_ORIGIN + request.url().slice(PAGE_ORIGIN.length),
      request.method(),
    );
    await route.fulfill({ status: answer.status, headers: answer.headers, body: Buffer.from(answer.body) });
  });
  await page.exposeBinding('electronDoubleInvoke', (_source, channel: string, args: unknown[]) =>
    double.invoke({ windowId }, channel, ...args),
  );
  await page.exposeBinding('electronDoubleSend', (_source, channel: string, args: unknown[]) =>
    double.send({ windowId }, channel, ...args),
  );
  double.onToWindow(windowId, (channel, args) => {
    // A page that is closing hears nothing any more.
    page.evaluate(deliver, { channel, args }).catch(() => undefined);
  });
  await page.addInitScript(
    `(${preloadScope.toString()})(function (require, module, exports) {${preloadCode}\n});`,
  );
  await page.goto(PAGE_ORIGIN + url.slice(APP_ORIGIN.length));
}

interface DoubleWindow {
  electronDoubleInvoke(channel: string, args: readonly unknown[]): Promise<unknown>;
  electronDoubleSend(channel: string, args: readonly unknown[]): Promise<void>;
  electronDoubleListeners?: Map<string, ((event: object, ...args: readonly unknown[]) => void)[]>;
}

/** Runs in the page, hence on its own: hands a message of the main process to the preload's listeners. */
function deliver({ channel, args }: { channel: string; args: readonly unknown[] }): void {
  const { electronDoubleListeners: listeners } = window as unknown as DoubleWindow;
  for (const listener of listeners?.get(channel) ?? []) listener({}, ...args);
}

/** Runs in the page, hence on its own: gives the preload the `electron` of a sandboxed renderer. */
function preloadScope(
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  const page = window as unknown as DoubleWindow;
  const listeners: NonNullable<DoubleWindow['electronDoubleListeners']> = new Map();
  page.electronDoubleListeners = listeners;
  preload(
    () => ({
      contextBridge: {
        exposeInMainWorld: (name: string, api: unknown) => {
          Object.defineProperty(window, name, { value: api, writable: false, configurable: false });
        },
      },
      ipcRenderer: {
        on: (channel: string, listener: (event: object) => void) => {
          listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
        },
        invoke: (channel: string, ...args: readonly unknown[]) => page.electronDoubleInvoke(channel, args),
        send: (channel: string, ...args: readonly unknown[]) => void page.electronDoubleSend(channel, args),
      },
    }),
    { exports: {} },
    {},
  );
}
