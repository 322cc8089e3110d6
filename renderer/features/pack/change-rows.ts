import type { BuildReason, PackedAsset, PackReport } from '#schemas/report/pack.ts';
import type { AssetId } from '#schemas/scalars.ts';

/** What became of one asset between two packs. */
export interface ChangeRow {
  readonly assetId: AssetId;
  readonly name: string;
  readonly change: PackedAsset['change'] | 'removed';
  readonly reason: string;
  readonly sizeBytes: number | null;
}

/** Why a payload was encoded anew, in words. */
export const REASON_WORDS: Readonly<Record<BuildReason, string>> = {
  reused: 'reused as it was',
  new: 'new in the pack',
  inputs_changed: 'its files changed',
  declaration_changed: 'its declaration changed',
  no_previous_pack: 'there was no pack before',
  cache_lost: 'the cache was lost',
};

export const CHANGE_WORDS: Readonly<Record<ChangeRow['change'], string>> = {
  added: 'added',
  changed: 'changed',
  moved: 'moved',
  same: 'same bytes',
  removed: 'removed',
};

export function changeRows(report: PackReport): readonly ChangeRow[] {
  return [
    ...report.changes.map((each) => ({
      assetId: each.asset_id,
      name: each.name,
      change: each.change,
      reason: REASON_WORDS[each.reason],
      sizeBytes: each.size_bytes,
    })),
    ...report.removed.map((each) => ({
      assetId: each.asset_id,
      name: each.name,
      change: 'removed' as const,
      reason: 'no longer in the build set',
      sizeBytes: null,
    })),
  ];
}
