import type { Client } from '#schemas/contract/contract.ts';
import type { Platform } from '../platform/platform.ts';

let current: Platform | undefined;

/** Says which host this page belongs to; once, before anything is shown. */
export function setPlatform(platform: Platform): void {
  current = platform;
}

export function platform(): Platform {
  if (current === undefined) throw new Error('The platform is set before anything is shown.');
  return current;
}

/** The host of this page, typed by the contract. */
export function client(): Client {
  return platform().client;
}
