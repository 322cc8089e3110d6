import { equalBytes } from '#core/bytes/equal.ts';
import { assertNever, StudioError } from '#core/errors.ts';
import type { ReadHandle, WriteHandle, WriteTree } from '#core/ports/file-system.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';
import type { ActionPlan, PlanStep } from './action-plan.ts';

const COPY_BYTES = 1024 * 1024;

/** A step that takes an applied one back. */
export type UndoStep =
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly before: Uint8Array;
      readonly after: Uint8Array | null;
    }
  | { readonly kind: 'remove_file'; readonly path: string }
  | { readonly kind: 'remove_empty_folder'; readonly path: string }
  | { readonly kind: 'move'; readonly from: string; readonly to: string };

/**
 * Carries out a plan in order, each step durable before the next (reliability C1). Returns how to take it back, or
 * null where something was deleted for good. When a step fails, what was done before is taken back.
 * @throws StudioError `PLAN_EXPIRED` where a file is not what the preview saw, `TARGET_EXISTS`, `IO_*`, `CANCELLED`
 */
export async function applyPlan(
  tree: WriteTree,
  plan: ActionPlan,
  slice: TimeSlice,
): Promise<readonly UndoStep[] | null> {
  const undo: UndoStep[] = [];
  let reversible = true;
  try {
    for (const step of plan.steps) {
      undo.unshift(...(await applyStep(tree, step, slice)));
      if (step.kind === 'remove_folder') reversible = false;
      if (slice.due()) await slice.pause();
    }
  } catch (error) {
    if (reversible) undoSteps(tree, undo);
    throw error;
  }
  return reversible ? undo : null;
}

async function applyStep(tree: WriteTree, step: PlanStep, slice: TimeSlice): Promise<readonly UndoStep[]> {
  switch (step.kind) {
    case 'make_folder':
      return makeFolder(tree, step.path);
    case 'write':
      requireBytes(tree, step.path, step.before);
      tree.replaceFile(step.path, step.after);
      return [{ kind: 'write', path: step.path, before: step.after, after: step.before }];
    case 'copy_in':
      await copyFile(tree, step.source.open(), step.path, slice);
      return [{ kind: 'remove_file', path: step.path }];
    case 'copy':
      await copyFile(tree, tree.openRead(step.from), step.path, slice);
      return [{ kind: 'remove_file', path: step.path }];
    case 'move':
      if (tree.stat(step.to) !== undefined)
        throw new StudioError('TARGET_EXISTS', `There is something at "${step.to}" already.`, {
          path: step.to,
        });
      tree.rename(step.from, step.to);
      tree.syncFolder(parentOf(step.to));
      tree.syncFolder(parentOf(step.from));
      return [{ kind: 'move', from: step.to, to: step.from }];
    case 'remove_folder':
      tree.removeFolder(step.path);
      return [];
    default:
      return assertNever(step);
  }
}

/** Makes a folder with its parents; those that were made are what undoing removes, the innermost first. */
function makeFolder(tree: WriteTree, path: string): readonly UndoStep[] {
  const made: UndoStep[] = [];
  for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
    const folder = end < 0 ? path : path.slice(0, end);
    if (tree.stat(folder) === undefined) made.unshift({ kind: 'remove_empty_folder', path: folder });
    if (end < 0) break;
  }
  tree.makeFolder(path);
  return made;
}

async function copyFile(tree: WriteTree, source: ReadHandle, path: string, slice: TimeSlice): Promise<void> {
  let target: WriteHandle | undefined;
  let complete = false;
  try {
    target = tree.createFile(path);
    const buffer = new Uint8Array(COPY_BYTES);
    for (let position = 0; ;) {
      const count = source.readAt(position, buffer, buffer.length);
      if (count === 0) break;
      target.write(buffer.subarray(0, count));
      position += count;
      if (slice.due()) await slice.pause();
    }
    target.sync();
    complete = true;
  } finally {
    source.close();
    target?.close();
    if (target !== undefined && !complete) tree.removeFile(path);
  }
}

/** The file must be what the plan was made from: somebody may have edited it since. */
function requireBytes(tree: WriteTree, path: string, expected: Uint8Array | null): void {
  const stat = tree.stat(path);
  if (expected === null) {
    if (stat !== undefined)
      throw new StudioError('PLAN_EXPIRED', `"${path}" appeared since the preview.`, { path });
    return;
  }
  if (stat?.size !== expected.length)
    throw new StudioError('PLAN_EXPIRED', `"${path}" changed since the preview.`, { path });
  if (!equalBytes(tree.readFile(path, expected.length).bytes, expected)) {
    throw new StudioError('PLAN_EXPIRED', `"${path}" changed since the preview.`, { path });
  }
}

/**
 * Takes applied steps back, the last one first. Files that changed since are left alone.
 * @returns paths that could not be taken back
 */
export function undoSteps(tree: WriteTree, steps: readonly UndoStep[]): readonly string[] {
  const left: string[] = [];
  for (const step of steps) {
    try {
      undoStep(tree, step);
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      left.push(step.kind === 'move' ? step.to : step.path);
    }
  }
  return left;
}

function undoStep(tree: WriteTree, step: UndoStep): void {
  switch (step.kind) {
    case 'write':
      requireBytes(tree, step.path, step.before);
      if (step.after === null) tree.removeFile(step.path);
      else tree.replaceFile(step.path, step.after);
      return;
    case 'remove_file':
      tree.removeFile(step.path);
      return;
    case 'remove_empty_folder':
      if (tree.stat(step.path)?.kind === 'directory' && tree.list(step.path).length === 0)
        tree.removeFolder(step.path);
      return;
    case 'move':
      if (tree.stat(step.to) !== undefined)
        throw new StudioError('TARGET_EXISTS', undefined, { path: step.to });
      tree.rename(step.from, step.to);
      tree.syncFolder(parentOf(step.to));
      return;
    default:
      assertNever(step);
  }
}

function parentOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}
