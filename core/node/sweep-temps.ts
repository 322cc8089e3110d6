import type { WriteTree } from '#core/ports/file-system.ts';
import { REPLACE_TEMP_PREFIX } from './durable-replace.ts';
import { joinTreePath, leafOf } from './tree-path.ts';

/**
 * Removes what killed replaces left in a folder (reliability C1). The caller holds the write lane of the project, so
 * no replace is at work there.
 *
 * @returns how many files were removed
 */
export function sweepReplaceTemps(tree: WriteTree, folder: string): number {
  if (tree.stat(folder)?.kind !== 'directory') return 0;
  const left = tree
    .list(folder)
    .filter((entry) => entry.kind === 'file' && entry.name.startsWith(REPLACE_TEMP_PREFIX));
  for (const entry of left) tree.removeFile(joinTreePath(folder, entry.name));
  return left.length;
}

/** The same for the folders in a folder, one level down. */
export function sweepReplaceTempsBelow(tree: WriteTree, folder: string): void {
  if (tree.stat(folder)?.kind !== 'directory') return;
  for (const entry of tree.list(folder)) {
    if (entry.kind === 'directory') sweepReplaceTemps(tree, joinTreePath(folder, entry.name));
  }
}

/** Whether the file at the path is what a killed replace left. */
export function isReplaceTemp(path: string): boolean {
  return leafOf(path).startsWith(REPLACE_TEMP_PREFIX);
}
