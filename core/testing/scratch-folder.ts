import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

/**
 * Folders on the real disk for one test file, removed after each test. The name has a space and a non-ASCII letter
 * on purpose: real project paths do (reliability D1).
 */
export function useScratchFolders(): () => string {
  const made: string[] = [];
  afterEach(() => {
    for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'pack studio ü-')));
    made.push(folder);
    return folder;
  };
}

/** The code of the `StudioError` that `action` throws; fails loudly where it throws none. */
export function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (failure) {
    return failure instanceof Error && 'code' in failure
      ? String(failure.code)
      : `not coded: ${String(failure)}`;
  }
  return 'nothing thrown';
}

/** The same for a promise. */
export async function rejectionCodeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (failure) {
    return codeOf(() => {
      throw failure;
    });
  }
  return 'nothing thrown';
}
