import type { FileStat } from '#core/ports/file-system.ts';
import { statsEqual } from '#core/workspace/file-facts.ts';
import type { RegisteredAsset, ScannedRoot } from '#core/workspace/snapshot.ts';
import type { WorkspaceState } from './examine-workspace.ts';

/** How one state of the workspace differs from another. */
export interface WorkspaceChanges {
  readonly discovered: readonly number[];
  readonly changed: readonly number[];
  readonly diagnosticsChanged: boolean;
}

/** Compares files by their facts, entries by value and diagnostics by their text. */
export function changedAssets(before: WorkspaceState | undefined, after: WorkspaceState): WorkspaceChanges {
  const known = new Map(before?.snapshot.assets.map((asset) => [asset.entry.asset_id, asset]));
  const discovered: number[] = [];
  const changed: number[] = [];
  for (const asset of after.snapshot.assets) {
    const earlier = known.get(asset.entry.asset_id);
    if (earlier === undefined) discovered.push(asset.entry.asset_id);
    else if (!sameAsset(earlier, asset)) changed.push(asset.entry.asset_id);
  }
  const diagnosticsChanged =
    before === undefined ||
    before.contentExamined !== after.contentExamined ||
    JSON.stringify(before.diagnostics) !== JSON.stringify(after.diagnostics) ||
    before.snapshot.unregistered.length !== after.snapshot.unregistered.length;
  return { discovered, changed, diagnosticsChanged };
}

function sameAsset(before: RegisteredAsset, after: RegisteredAsset): boolean {
  const { entry } = after;
  return (
    before.entry.root === entry.root &&
    before.entry.included_in_build === entry.included_in_build &&
    before.entry.asset_uuid === entry.asset_uuid &&
    sameFiles(before.scanned, after.scanned)
  );
}

function sameFiles(before: ScannedRoot | undefined, after: ScannedRoot | undefined): boolean {
  if (before === after) return true;
  if (before?.files.size !== after?.files.size || before === undefined || after === undefined) return false;
  for (const [path, stat] of after.files) {
    const earlier: FileStat | undefined = before.files.get(path);
    if (earlier === undefined || !statsEqual(earlier, stat)) return false;
  }
  return true;
}
