import type { WriteHandle, WriteTree } from '#core/ports/file-system.ts';
import { joinTreePath, leafOf, parentOf } from './tree-path.ts';

/** What a durable replace needs of a tree: so the disk and the crash model run the very same steps. */
export type ReplaceSteps = Pick<WriteTree, 'createFile' | 'rename' | 'removeFile' | 'syncFolder'>;

/** Marks files that a replace left behind when it was killed; they may be removed under the project lock. */
export const REPLACE_TEMP_PREFIX = '.pack-studio-tmp-';

let replaceCount = 0;

/** A name beside `path` that no other process and no other replace of this process uses. */
export function replaceTempPath(path: string): string {
  replaceCount += 1;
  const unique = `${process.pid.toString(36)}-${Date.now().toString(36)}-${replaceCount.toString(36)}`;
  return joinTreePath(parentOf(path), `${REPLACE_TEMP_PREFIX}${unique}-${leafOf(path).slice(0, 64)}`);
}

/**
 * Replaces a file so that after any crash the old bytes or the new ones are there, whole (reliability C1):
 * temp in the same folder with O_EXCL, write, fsync, close, rename, fsync of the folder. A failure of any step,
 * fsync and close included, fails the operation and removes the temp; the old file stays as it was.
 *
 * @throws StudioError `IO_NO_SPACE`, `IO_DENIED`, `IO_FAILED`
 */
export function durableReplace(
  tree: ReplaceSteps,
  path: string,
  bytes: Uint8Array,
  tempPath = replaceTempPath(path),
): void {
  const handle = tree.createFile(tempPath);
  try {
    writeAndClose(handle, bytes);
    tree.rename(tempPath, path);
  } catch (failure) {
    removeQuietly(tree, tempPath);
    throw failure;
  }
  tree.syncFolder(parentOf(path));
}

function writeAndClose(handle: WriteHandle, bytes: Uint8Array): void {
  let closed = false;
  try {
    handle.write(bytes);
    handle.sync();
    closed = true;
    handle.close();
  } finally {
    if (!closed) closeQuietly(handle);
  }
}

function closeQuietly(handle: WriteHandle): void {
  try {
    handle.close();
  } catch {
    // The failure that led here is the one to report.
  }
}

function removeQuietly(tree: ReplaceSteps, path: string): void {
  try {
    tree.removeFile(path);
  } catch {
    // The failure that led here is the one to report; a left temp is removed by the next run.
  }
}
