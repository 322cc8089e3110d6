/** Day of the first stable release of each Electron major that this project was built with, from its release notes. */
export const ELECTRON_MAJOR_RELEASED: ReadonlyMap<number, string> = new Map([[45, '2026-10-21']]);

/** Electron supports its last three majors, and a new one comes every eight weeks. */
export const SUPPORTED_WEEKS = 24;

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Weeks between the release of a version's major and `nowMs` (reliability E8).
 * @returns undefined for a version that is not exact or whose major is not listed
 */
export function electronAgeWeeks(version: string, nowMs: number): number | undefined {
  const major = /^(\d+)\.\d+\.\d+$/u.exec(version)?.[1];
  const released = major === undefined ? undefined : ELECTRON_MAJOR_RELEASED.get(Number(major));
  return released === undefined ? undefined : Math.floor((nowMs - Date.parse(released)) / WEEK_MS);
}
