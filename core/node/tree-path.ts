import { StudioError } from '#core/errors.ts';

const UNSAFE = /(?:^|\/)\.{0,2}(?:\/|$)|\0/;
const BACKSLASH_SEPARATES = process.platform === 'win32';

/**
 * The last guard before a path meets the operating system (reliability H7): no absolute path, no empty, `.` or
 * `..` segment, no NUL. Paths from files were parsed as `RelPath` long before, so a violation is a programming error.
 */
export function checkTreePath(path: string): void {
  if (path === '') return;
  if (UNSAFE.test(path) || (BACKSLASH_SEPARATES && /[\\:]/.test(path))) {
    throw new StudioError('INTERNAL', 'a path leaves its tree', { path });
  }
}

/** Folder part of a tree path, `''` for the tree itself. */
export function parentOf(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut < 0 ? '' : path.slice(0, cut);
}

/** Last segment of a tree path. */
export function leafOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Path of an entry in a folder of the tree. */
export function joinTreePath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
