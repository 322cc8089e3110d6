import type { AssetRow } from '#schemas/report/assets.ts';

/** States that a filter word may name besides free text. */
export const STATE_FILTERS = ['all', 'problems', 'registered', 'excluded', 'unregistered', 'broken'] as const;
export type StateFilter = (typeof STATE_FILTERS)[number];

/** Rows whose name, address, root, format or id hold every word of `query`, in this state and below this folder. */
export function filterAssets(
  rows: readonly AssetRow[],
  query: string,
  state: StateFilter,
  folder: string | null,
): readonly AssetRow[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0 && state === 'all' && folder === null) return rows;
  return rows.filter(
    (row) =>
      inState(row, state) && isBelow(row.root, folder) && words.every((word) => textOf(row).includes(word)),
  );
}

function inState(row: AssetRow, state: StateFilter): boolean {
  if (state === 'all') return true;
  if (state === 'problems') return row.counts.error + row.counts.warning > 0;
  return row.state === state;
}

/** Whether a root is a folder of the table's limit or below it; null limits nothing. */
export function isBelow(root: string, folder: string | null): boolean {
  return folder === null || root === folder || root.startsWith(`${folder}/`);
}

function textOf(row: AssetRow): string {
  return `${row.name} ${row.address} ${row.format ?? ''} ${row.asset_id ?? ''}`.toLowerCase();
}
