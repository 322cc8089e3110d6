import type { FileStat, ReadTree } from '#core/ports/file-system.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';
import { sameFileStat } from '../disk-handles.ts';
import { joinTreePath } from '../tree-path.ts';
import { isWatchedPath, WATCHED_FOLDER } from './watched-paths.ts';

/** Facts of everything watched, by project-relative path. */
export type PollScan = ReadonlyMap<string, FileStat>;

/** Walks the watched folder without following links; what cannot be read counts as not there. */
export async function pollScan(tree: ReadTree, slice: TimeSlice): Promise<PollScan> {
  const found = new Map<string, FileStat>();
  const folders = [WATCHED_FOLDER];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of listQuietly(tree, folder)) {
      const path = joinTreePath(folder, entry.name);
      if (!isWatchedPath(path)) continue;
      const stat = statQuietly(tree, path);
      if (stat === undefined) continue;
      found.set(path, stat);
      if (stat.kind === 'directory') folders.push(path);
    }
    if (slice.due()) await slice.pause();
  }
  return found;
}

function listQuietly(tree: ReadTree, folder: string): ReturnType<ReadTree['list']> {
  try {
    return tree.list(folder);
  } catch {
    return [];
  }
}

export function statQuietly(tree: ReadTree, path: string): FileStat | undefined {
  try {
    return tree.stat(path);
  } catch {
    return undefined;
  }
}

/** Paths that differ between two scans. A folder only counts when it came or went: its entries tell the rest. */
export function changedPaths(before: PollScan, after: PollScan): readonly string[] {
  const changed: string[] = [];
  for (const [path, stat] of after) {
    const earlier = before.get(path);
    if (earlier === undefined || !isSame(earlier, stat)) changed.push(path);
  }
  for (const path of before.keys()) if (!after.has(path)) changed.push(path);
  return changed;
}

function isSame(a: FileStat, b: FileStat): boolean {
  return a.kind === 'directory' && b.kind === 'directory' ? a.inode === b.inode : sameFileStat(a, b);
}
