import { compareDiagnostics } from '#core/doctor/order.ts';
import type { FileStat } from '#core/ports/file-system.ts';
import { statsEqual } from '#core/workspace/file-facts.ts';
import type { RegisteredAsset, ScannedRoot, WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { WorkspaceState } from './examine-workspace.ts';

/** How one state of the workspace differs from another. Assets are told by their ids. */
export interface WorkspaceChanges {
  readonly discovered: readonly number[];
  readonly changed: readonly number[];
  readonly removed: readonly number[];
  /** Unregistered roots or files outside of all roots differ. */
  readonly looseChanged: boolean;
  readonly diagnosticsChanged: boolean;
}

/** Compares files by their facts, entries and diagnostics by value. */
export function changedAssets(before: WorkspaceState | undefined, after: WorkspaceState): WorkspaceChanges {
  const known = new Map(before === undefined ? [] : withKeys(before.snapshot.assets));
  const discovered: number[] = [];
  const changed: number[] = [];
  for (const [key, asset] of withKeys(after.snapshot.assets)) {
    const earlier = known.get(key);
    known.delete(key);
    if (earlier === undefined) discovered.push(asset.entry.asset_id);
    else if (earlier !== asset && !sameAsset(earlier, asset)) changed.push(asset.entry.asset_id);
  }
  return {
    discovered,
    changed,
    removed: [...known.values()].map(({ entry }) => entry.asset_id),
    looseChanged: before !== undefined && !sameLoose(before.snapshot, after.snapshot),
    diagnosticsChanged:
      before?.contentExamined !== after.contentExamined ||
      !sameDiagnostics(before.diagnostics, after.diagnostics),
  };
}

/** Ids, told apart where the registry gives one id twice. Assets come by id. */
function withKeys(assets: readonly RegisteredAsset[]): readonly (readonly [string, RegisteredAsset])[] {
  let repeated = 0;
  return assets.map((asset, position) => {
    repeated = assets[position - 1]?.entry.asset_id === asset.entry.asset_id ? repeated + 1 : 0;
    return [`${asset.entry.asset_id} ${repeated}`, asset];
  });
}

function sameAsset(before: RegisteredAsset, after: RegisteredAsset): boolean {
  const { entry } = after;
  return (
    before.entry.asset_uuid === entry.asset_uuid &&
    before.entry.root === entry.root &&
    before.entry.included_in_build === entry.included_in_build &&
    before.rootProblem === after.rootProblem &&
    sameFiles(before.scanned?.files, after.scanned?.files)
  );
}

function sameLoose(before: WorkspaceSnapshot, after: WorkspaceSnapshot): boolean {
  return (
    before.unregistered.length === after.unregistered.length &&
    after.unregistered.every((root, position) => sameRoot(before.unregistered[position], root)) &&
    sameFiles(before.looseFiles, after.looseFiles)
  );
}

function sameRoot(before: ScannedRoot | undefined, after: ScannedRoot): boolean {
  return before === after || (before?.root === after.root && sameFiles(before.files, after.files));
}

type Files = ReadonlyMap<string, FileStat>;

function sameFiles(before: Files | undefined, after: Files | undefined): boolean {
  if (before === after) return true;
  if (before === undefined || after === undefined || before.size !== after.size) return false;
  for (const [path, stat] of after) {
    const earlier = before.get(path);
    if (earlier === undefined || !statsEqual(earlier, stat)) return false;
  }
  return true;
}

function sameDiagnostics(before: readonly Diagnostic[], after: readonly Diagnostic[]): boolean {
  return (
    before.length === after.length &&
    after.every((diagnostic, position) => {
      const earlier = before[position];
      return (
        earlier === diagnostic ||
        (earlier !== undefined &&
          compareDiagnostics(earlier, diagnostic) === 0 &&
          earlier.fix_id === diagnostic.fix_id &&
          earlier.remedy === diagnostic.remedy)
      );
    })
  );
}
