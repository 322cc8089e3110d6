import type { PackStudioBridge } from '#schemas/contract/electron-wire.ts';
import type { ElectronDouble } from './driver.ts';

type Listener = (event: object, ...args: readonly unknown[]) => void;

/** What a preload does to its window. */
export interface LoadedPreload {
  /** Everything exposed to the page, by name. */
  readonly exposed: ReadonlyMap<string, unknown>;
  readonly bridge: PackStudioBridge;
  /** Names of the modules that it asked for. */
  readonly required: readonly string[];
}

/** Runs the preload's text for a window of the double, as a sandboxed renderer would: with `require('electron')` alone. */
export function loadPreloadInNode(code: string, double: ElectronDouble, windowId: number): LoadedPreload {
  const exposed = new Map<string, unknown>();
  const required: string[] = [];
  const listeners = new Map<string, Listener[]>();
  double.onToWindow(windowId, (channel, args) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
  });
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => void exposed.set(name, api) },
    ipcRenderer: {
      on: (channel: string, listener: Listener) =>
        void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      invoke: (channel: string, ...args: unknown[]) => double.invoke({ windowId }, channel, ...args),
      send: (channel: string, ...args: unknown[]) => void double.send({ windowId }, channel, ...args),
    },
  };
  const requireModule = (name: string): unknown => {
    required.push(name);
    if (name !== 'electron') throw new Error(`a sandboxed preload has no module ${name}`);
    return electron;
  };
  // The text of the preload, which the test has built itself, in the scope that Electron gives it.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('require', 'module', 'exports', code)(requireModule, { exports: {} }, {});
  // The preload's own type; the E12 test looks at it member by member.
  return { exposed, required, bridge: exposed.get('packStudio') as PackStudioBridge };
}
