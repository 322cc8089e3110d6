import { canonicalJson } from '#core/json/canonical.ts';
import type { PackHeader } from '#schemas/pack/pack-header.ts';
import type { PackedAsset } from '#schemas/report/pack.ts';
import type { AnalysedAsset } from './analyse-content.ts';
import type { PreviousSet } from './previous-set.ts';

export interface SetChanges {
  readonly changes: readonly PackedAsset[];
  readonly removed: readonly { readonly asset_id: number; readonly name: string }[];
}

/** How a new pack differs from the one before, asset by asset; unchanged ones are left out. */
export function compareSets(
  header: PackHeader,
  assets: readonly AnalysedAsset[],
  payloadDigests: ReadonlyMap<number, string>,
  previous: PreviousSet | undefined,
): SetChanges {
  const reasons = new Map(assets.map(({ asset, reason }) => [asset.entry.asset_id, reason]));
  const changes: PackedAsset[] = [];
  for (const entry of header.asset_table) {
    const before = previous?.get(entry.asset_id);
    const change = changeOf(entry, payloadDigests.get(entry.asset_id), before);
    const reason = reasons.get(entry.asset_id) ?? 'new';
    if (change === 'same' && reason === 'reused') continue;
    changes.push({
      asset_id: entry.asset_id,
      name: entry.asset_name,
      reason,
      change,
      size_bytes: entry.size,
    });
  }
  const present = new Set(header.asset_table.map(({ asset_id }) => asset_id));
  const removed = [...(previous?.all() ?? [])]
    .filter(({ entry }) => !present.has(entry.asset_id))
    .map(({ entry }) => ({ asset_id: entry.asset_id, name: entry.asset_name }));
  return { changes, removed };
}

type TableEntry = PackHeader['asset_table'][number];

function changeOf(
  entry: TableEntry,
  payloadSha256: string | undefined,
  before: { readonly sha256: string; readonly entry: TableEntry } | undefined,
): PackedAsset['change'] {
  if (before === undefined) return 'added';
  if (isSameObject(before.entry, entry) && before.sha256 === payloadSha256) {
    return before.entry.offset === entry.offset ? 'same' : 'moved';
  }
  const unplaced = (placed: TableEntry): string => canonicalJson({ ...placed, offset: 0 });
  if (before.sha256 !== payloadSha256 || unplaced(before.entry) !== unplaced(entry)) return 'changed';
  return before.entry.offset === entry.offset ? 'same' : 'moved';
}

/** A reused entry carries the metadata object of the one before: then only place and name can differ. */
function isSameObject(before: TableEntry, entry: TableEntry): boolean {
  return (
    before.metadata === entry.metadata && before.asset_name === entry.asset_name && before.size === entry.size
  );
}
