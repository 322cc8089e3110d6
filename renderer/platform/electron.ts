import type { PackStudioBridge } from '#schemas/contract/electron-wire.ts';
import { createClient } from './client.ts';
import type { Platform } from './platform.ts';

declare global {
  interface Window {
    /** The one frozen object that the preload of the desktop application exposes (reliability E12). */
    readonly packStudio?: PackStudioBridge;
  }
}

/** The desktop application; undefined where the page runs in a browser. */
export function electronPlatform(): Platform | undefined {
  const bridge = window.packStudio;
  if (bridge === undefined) return undefined;
  return {
    kind: 'electron',
    client: createClient(bridge),
    onCommand: bridge.onCommand,
    watchConnection: (listener) => {
      listener({ state: 'open' });
      return () => undefined;
    },
  };
}
