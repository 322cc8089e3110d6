import * as fs from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf, ioError } from './io-errors.ts';

/**
 * Makes a folder that a person named, with its parents; existing ones are fine. Node's own recursive call never ends
 * where a file system refuses new folders as if the parent were missing (`/proc`), so each level is made once here.
 *
 * @param mode of the folders that are made
 * @throws StudioError `TARGET_EXISTS` where something else is in the way, `IO_DENIED`, `IO_NO_SPACE`, `IO_FAILED`
 */
export function makeFolders(path: string, mode = 0o777): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolders(parent, mode);
  try {
    fs.mkdirSync(path, { mode });
  } catch (failure) {
    if (errnoOf(failure) === 'EEXIST' && isFolder(path)) return;
    throw ioError(failure, 'make', path);
  }
}

function isFolder(path: string): boolean {
  return fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
