import { assertNever, StudioError } from '#core/errors.ts';
import type { ReadHandle, WriteHandle, WriteTree } from '#core/ports/file-system.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';
import type { ActionPlan, PlanStep } from './action-plan.ts';
import { requireBytes, takeBack, type UndoStep } from './undo-steps.ts';

const COPY_BYTES = 1024 * 1024;

/** What applying has done so far. */
interface Progress {
  /** The last step first. */
  readonly undo: UndoStep[];
  /** Folders with new entries that are not durable yet. */
  readonly unsynced: Set<string>;
}

/**
 * Carries out a plan in order, each step durable before the registry or a declaration speaks of it (reliability C1).
 * What the preview saw is checked before anything is written. When a step fails, what was done before is taken back,
 * unless something was deleted for good.
 * @returns how to take it back, null where something was deleted for good
 * @throws StudioError `PLAN_EXPIRED` where a file is not what the preview saw, `TARGET_EXISTS`, `IO_*`, `CANCELLED`
 */
export async function applyPlan(
  tree: WriteTree,
  plan: ActionPlan,
  slice: TimeSlice,
): Promise<readonly UndoStep[] | null> {
  for (const step of plan.steps) requirePreviewed(tree, step);
  const progress: Progress = { undo: [], unsynced: new Set() };
  let reversible = true;
  try {
    for (const step of plan.steps) {
      if (step.kind === 'remove_folder') reversible = false;
      await applyStep(tree, step, progress, slice);
      if (slice.due()) await slice.pause();
    }
    syncFolders(tree, progress);
  } catch (error) {
    if (reversible) takeBack(tree, progress.undo);
    throw error;
  }
  return reversible ? progress.undo : null;
}

function requirePreviewed(tree: WriteTree, step: PlanStep): void {
  switch (step.kind) {
    case 'write':
    case 'remove_file':
      requireBytes(tree, step.path, step.before);
      return;
    case 'expect':
      requireBytes(tree, step.path, step.bytes);
      return;
    case 'move':
      if (tree.stat(step.from)?.kind !== 'directory')
        throw new StudioError('PLAN_EXPIRED', `"${step.from}" is gone since the preview.`, {
          path: step.from,
        });
      return;
    case 'make_folder':
    case 'copy_in':
    case 'copy':
    case 'remove_empty_folder':
    case 'remove_folder':
      return;
    default:
      assertNever(step);
  }
}

/** How to take a step back is noted before it is done: a step may fail after it had its effect. */
async function applyStep(
  tree: WriteTree,
  step: PlanStep,
  progress: Progress,
  slice: TimeSlice,
): Promise<void> {
  const { undo, unsynced } = progress;
  switch (step.kind) {
    case 'make_folder':
      makeFolder(tree, step.path, progress);
      return;
    case 'write':
      requireBytes(tree, step.path, step.before);
      syncFolders(tree, progress);
      undo.unshift({ kind: 'write', path: step.path, before: step.after, after: step.before });
      tree.replaceFile(step.path, step.after);
      return;
    case 'expect':
      requireBytes(tree, step.path, step.bytes);
      return;
    case 'copy_in':
      await copyFile(tree, step.source.open(), step.path, progress, slice);
      return;
    case 'copy':
      await copyFile(tree, tree.openRead(step.from), step.path, progress, slice);
      return;
    case 'move': {
      const there = tree.stat(step.to);
      const replacesFolder = there?.kind === 'directory' && tree.list(step.to).length === 0;
      if (there !== undefined && !replacesFolder)
        throw new StudioError('TARGET_EXISTS', `There is something at "${step.to}" already.`, {
          path: step.to,
        });
      syncFolders(tree, progress);
      undo.unshift({ kind: 'move', from: step.to, to: step.from, leaveFolder: replacesFolder });
      tree.rename(step.from, step.to);
      tree.syncFolder(parentOf(step.to));
      tree.syncFolder(parentOf(step.from));
      return;
    }
    case 'remove_file':
      requireBytes(tree, step.path, step.before);
      undo.unshift({ kind: 'write', path: step.path, before: null, after: step.before });
      tree.removeFile(step.path);
      unsynced.add(parentOf(step.path));
      return;
    case 'remove_empty_folder':
      if (tree.stat(step.path)?.kind !== 'directory' || tree.list(step.path).length > 0) return;
      undo.unshift({ kind: 'make_folder', path: step.path });
      unsynced.delete(step.path);
      tree.removeFolder(step.path);
      unsynced.add(parentOf(step.path));
      return;
    case 'remove_folder':
      syncFolders(tree, progress);
      tree.removeFolder(step.path);
      unsynced.add(parentOf(step.path));
      return;
    default:
      assertNever(step);
  }
}

/** Makes a folder with its parents; those that were made are what taking it back removes, the innermost first. */
function makeFolder(tree: WriteTree, path: string, { undo, unsynced }: Progress): void {
  for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
    const folder = end < 0 ? path : path.slice(0, end);
    if (tree.stat(folder) === undefined) {
      undo.unshift({ kind: 'remove_empty_folder', path: folder });
      tree.makeFolder(folder);
      unsynced.add(parentOf(folder));
    }
    if (end < 0) break;
  }
  // Says what stands in the way where a file or a link does.
  tree.makeFolder(path);
}

function syncFolders(tree: WriteTree, { unsynced }: Progress): void {
  for (const folder of unsynced) tree.syncFolder(folder);
  unsynced.clear();
}

async function copyFile(
  tree: WriteTree,
  source: ReadHandle,
  path: string,
  { undo, unsynced }: Progress,
  slice: TimeSlice,
): Promise<void> {
  let target: WriteHandle | undefined;
  let isComplete = false;
  try {
    target = tree.createFile(path);
    const buffer = new Uint8Array(Math.min(COPY_BYTES, Math.max(source.stat.size, 1)));
    for (let position = 0; ;) {
      const count = source.readAt(position, buffer, buffer.length);
      if (count === 0) break;
      target.write(buffer.subarray(0, count));
      position += count;
      if (slice.due()) await slice.pause();
    }
    target.sync();
    undo.unshift({ kind: 'remove_copy', path, stat: target.restat() });
    unsynced.add(parentOf(path));
    isComplete = true;
  } finally {
    source.close();
    target?.close();
    if (target !== undefined && !isComplete) tree.removeFile(path);
  }
}

function parentOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}
