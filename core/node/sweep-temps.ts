import type { WriteTree } from '#core/ports/file-system.ts';
import { REPLACE_TEMP_PREFIX } from './durable-replace.ts';
import { joinTreePath } from './tree-path.ts';

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
