import type { Reply, ResultOf } from '#schemas/contract/contract.ts';
import type { AssetTableEntry } from '#schemas/pack/pack-header.ts';
import { client } from '../studio.ts';

/** Rows of one range; the most that the contract gives at once. */
const PAGE_ROWS = 1000;

export type OpenedPack = ResultOf<'openPack'>;
export type InspectedPack = ResultOf<'inspectPack'>;

/**
 * Reads the asset table of an open pack range by range. `onRows` gets each range with the number of all rows, and
 * stops the reading where it answers false. Ends with the error of the range that could not be had.
 */
export async function readEntries(
  packHandle: string,
  onRows: (rows: readonly AssetTableEntry[], total: number) => boolean,
): Promise<Reply<null>> {
  for (let start = 0; ; start += PAGE_ROWS) {
    const page = await client().listPackEntries({ pack_handle: packHandle, start, count: PAGE_ROWS });
    if (!page.ok) return page;
    const { entries, total } = page.value;
    if (!onRows(entries, total) || entries.length === 0 || start + entries.length >= total)
      return { ok: true, value: null };
  }
}
