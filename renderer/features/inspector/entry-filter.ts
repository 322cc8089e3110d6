import type { AssetTableEntry } from '#schemas/pack/pack-header.ts';

/** Entries whose name or bank holds every word, or whose id is one of them. */
export function filterEntries(rows: readonly AssetTableEntry[], query: string): readonly AssetTableEntry[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = `${row.asset_name} ${row.bank_type} ${row.asset_id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
