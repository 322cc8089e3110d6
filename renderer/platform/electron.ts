import { createClient, type Transport } from './client.ts';
import type { Platform } from './platform.ts';

declare global {
  interface Window {
    /** The one frozen object that the preload of the desktop application exposes (reliability E12). */
    readonly packStudio?: Transport;
  }
}

/** The desktop application; undefined where the page runs in a browser. */
export function electronPlatform(): Platform | undefined {
  const transport = window.packStudio;
  if (transport === undefined) return undefined;
  return {
    kind: 'electron',
    client: createClient(transport),
    watchConnection: (listener) => {
      listener({ state: 'open' });
      return () => undefined;
    },
  };
}
