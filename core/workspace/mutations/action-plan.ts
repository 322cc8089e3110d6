import type { ReadHandle, ReadTree } from '#core/ports/file-system.ts';
import type { Random } from '#core/ports/clock.ts';
import type { WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';

/** A file from outside the project that an action copies in: from a dialog, an upload or a command line. */
export interface SourceFile {
  /** The name that a person knows it by; becomes the file name in the root. */
  readonly name: string;
  readonly sizeBytes: number;
  /** @throws StudioError where it is not a regular file any more */
  open(): ReadHandle;
}

/**
 * One step of a plan, paths relative to the project folder. Steps run in order, and every prefix of them leaves a
 * workspace that the doctor understands: the registry is written last where something is added, and a moved folder
 * is found by its uuid.
 */
export type PlanStep =
  | { readonly kind: 'make_folder'; readonly path: string }
  /** Durable replace; `before` is what must be there still, null where nothing may be there. */
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly before: Uint8Array | null;
      readonly after: Uint8Array;
    }
  /** Writes nothing: the plan rests on this file, which must be what the preview saw. */
  | { readonly kind: 'expect'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: 'copy_in'; readonly source: SourceFile; readonly path: string }
  | { readonly kind: 'copy'; readonly from: string; readonly path: string }
  | { readonly kind: 'move'; readonly from: string; readonly to: string }
  /** Removes a file whose bytes are known, so that it can be put back. */
  | { readonly kind: 'remove_file'; readonly path: string; readonly before: Uint8Array }
  /** Does nothing where something is left in the folder. */
  | { readonly kind: 'remove_empty_folder'; readonly path: string }
  /** Deletes for good: the one step that cannot be taken back. */
  | { readonly kind: 'remove_folder'; readonly path: string };

/** What an action would do; nothing has happened yet (asset-workspace 3). */
export interface ActionPlan {
  readonly title: string;
  readonly affectedAssets: readonly number[];
  readonly steps: readonly PlanStep[];
  readonly blockers: readonly string[];
  readonly warnings: readonly string[];
  readonly registered: readonly { readonly asset_id: number; readonly root: string }[];
}

/** What planning may look at. Planning reads; only applying writes. */
export interface PlanContext {
  /** A scan of the whole workspace. */
  readonly snapshot: WorkspaceSnapshot;
  readonly diagnostics: readonly Diagnostic[];
  readonly tree: ReadTree;
  readonly random: Random;
  /** @throws StudioError `HANDLE_UNKNOWN` */
  readonly sourceOf: (handle: string) => SourceFile;
}

/** A plan that cannot be carried out, with the reasons. */
export function blockedPlan(
  title: string,
  blockers: readonly string[],
  affectedAssets: readonly number[] = [],
): ActionPlan {
  return { title, affectedAssets, steps: [], blockers, warnings: [], registered: [] };
}

/** True where something moves or is deleted: a person must agree (asset-workspace 3). */
export function needsConsent(plan: ActionPlan): boolean {
  return plan.steps.some(({ kind }) => kind === 'move' || kind === 'remove_folder');
}
