import { equalBytes } from '#core/bytes/equal.ts';
import { assertNever, StudioError } from '#core/errors.ts';
import type { FileStat, WriteTree } from '#core/ports/file-system.ts';

/** A step that takes an applied one back. */
export type UndoStep =
  /** Null: nothing is there, before or after. */
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly before: Uint8Array | null;
      readonly after: Uint8Array | null;
    }
  /** Removes a copy, if nobody worked on it since. */
  | { readonly kind: 'remove_copy'; readonly path: string; readonly stat: FileStat }
  | { readonly kind: 'remove_empty_folder'; readonly path: string }
  | { readonly kind: 'make_folder'; readonly path: string }
  | {
      readonly kind: 'move';
      readonly from: string;
      readonly to: string;
      /** An empty folder stood where the moved one went, and stands there again. */
      readonly leaveFolder: boolean;
    };

/**
 * A file must be what a plan was made from: somebody may have edited it since.
 * @param expected null where nothing may be there
 * @throws StudioError `PLAN_EXPIRED`
 */
export function requireBytes(tree: WriteTree, path: string, expected: Uint8Array | null): void {
  if (hasBytes(tree, path, expected)) return;
  const what = expected === null ? 'appeared' : 'changed';
  throw new StudioError('PLAN_EXPIRED', `"${path}" ${what} since the preview.`, { path });
}

function hasBytes(tree: WriteTree, path: string, expected: Uint8Array | null): boolean {
  const stat = tree.stat(path);
  if (expected === null) return stat === undefined;
  if (stat?.kind !== 'file' || stat.size !== expected.length) return false;
  return equalBytes(tree.readFile(path, expected.length).bytes, expected);
}

/**
 * Takes applied steps back, all or none: where something changed since, nothing is touched, so that no registry
 * entry is left without its folder.
 * @param steps the last applied one first
 * @returns paths that changed since; empty where everything was taken back
 * @throws StudioError `IO_*`
 */
export function undoSteps(tree: WriteTree, steps: readonly UndoStep[]): readonly string[] {
  const changed = steps.filter((step) => !isAsLeft(tree, step)).map(placeOf);
  if (changed.length > 0) return changed;
  for (const step of steps) undoStep(tree, step);
  return [];
}

/** Takes back what can be taken back after a failure; a step that never had its effect is passed over. */
export function takeBack(tree: WriteTree, steps: readonly UndoStep[]): void {
  for (const step of steps) {
    try {
      if (isAsLeft(tree, step)) undoStep(tree, step);
    } catch (error) {
      // The failure that led here is the one that is told.
      if (!(error instanceof StudioError)) throw error;
    }
  }
}

function placeOf(step: UndoStep): string {
  return step.kind === 'move' ? step.from : step.path;
}

/** True where the place of a step is as applying left it. */
function isAsLeft(tree: WriteTree, step: UndoStep): boolean {
  switch (step.kind) {
    case 'write':
      return hasBytes(tree, step.path, step.before);
    case 'remove_copy': {
      const stat = tree.stat(step.path);
      // A rename of a folder above leaves these; a change of the content does not.
      return (
        stat !== undefined &&
        stat.size === step.stat.size &&
        stat.mtimeNs === step.stat.mtimeNs &&
        stat.inode === step.stat.inode
      );
    }
    case 'remove_empty_folder':
    case 'make_folder':
      return true;
    case 'move':
      return tree.stat(step.from)?.kind === 'directory' && tree.stat(step.to) === undefined;
    default:
      return assertNever(step);
  }
}

function undoStep(tree: WriteTree, step: UndoStep): void {
  switch (step.kind) {
    case 'write':
      if (step.after !== null) tree.replaceFile(step.path, step.after);
      else {
        tree.removeFile(step.path);
        tree.syncFolder(parentOf(step.path));
      }
      return;
    case 'remove_copy':
      tree.removeFile(step.path);
      return;
    case 'remove_empty_folder':
      if (tree.stat(step.path)?.kind === 'directory' && tree.list(step.path).length === 0)
        tree.removeFolder(step.path);
      return;
    case 'make_folder':
      tree.makeFolder(step.path);
      return;
    case 'move':
      tree.rename(step.from, step.to);
      tree.syncFolder(parentOf(step.to));
      tree.syncFolder(parentOf(step.from));
      if (step.leaveFolder) tree.makeFolder(step.from);
      return;
    default:
      assertNever(step);
  }
}

function parentOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}
