import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '#core/errors.ts';
import { openDiskTree } from '#core/node/disk-tree.ts';
import type { WriteTree } from '#core/ports/file-system.ts';

/** A project folder that was found and can be worked on. */
export interface ProjectFolder {
  /** Absolute, without links. */
  readonly root: string;
  /** Writes fail with `IO_DENIED` where `readOnlyReason` is told. */
  readonly tree: WriteTree;
  /** Why the project can only be read; undefined where it can be written. */
  readonly readOnlyReason: string | undefined;
}

/**
 * Opens a folder as a project; it need not be initialised. A folder that cannot be written can be listed, diagnosed
 * and inspected (asset-workspace 1).
 * @throws StudioError `PROJECT_NOT_FOUND`, `PROJECT_NOT_A_FOLDER`
 */
export function openProjectFolder(path: string): ProjectFolder {
  let root: string;
  try {
    root = realpathSync(path);
  } catch (cause) {
    throw new StudioError('PROJECT_NOT_FOUND', `There is no folder "${path}".`, {}, { cause });
  }
  if (!statSync(root).isDirectory())
    throw new StudioError('PROJECT_NOT_A_FOLDER', `"${path}" is not a folder.`);
  return { root, tree: openDiskTree(root, { writable: true }), readOnlyReason: readOnlyReason(root) };
}

function readOnlyReason(root: string): string | undefined {
  for (const folder of ['', 'assets', 'assets/.prometeu', 'build']) {
    const path = join(root, folder);
    if (!existsSync(path)) continue;
    try {
      accessSync(path, constants.W_OK);
    } catch {
      return folder === ''
        ? 'The project folder cannot be written.'
        : `The folder ${folder}/ cannot be written.`;
    }
  }
  return undefined;
}
