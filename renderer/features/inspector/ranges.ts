import type { PackRange, RangeKind } from '#schemas/report/inspect.ts';
import type { BankType } from '#schemas/scalars.ts';

/** What a range of the file is, in a word and in a sentence. */
export const RANGE_WORDS: Readonly<Record<RangeKind, { readonly word: string; readonly meaning: string }>> = {
  prelude: { word: 'prelude', meaning: 'The fixed fields at the start of the file.' },
  header: { word: 'header', meaning: 'The canonical JSON with the asset table and the preloads.' },
  slack: { word: 'slack', meaning: 'Bytes between header and payload that belong to nothing.' },
  payload: { word: 'payload', meaning: 'The stored bytes of one asset.' },
  gap: { word: 'gap', meaning: 'Bytes of the payload that belong to no entry.' },
  overlap: { word: 'overlap', meaning: 'Bytes that several entries claim.' },
  trailing: { word: 'trailing', meaning: 'Bytes after the last slice.' },
};

const UNEXPLAINED: ReadonlySet<RangeKind> = new Set(['slack', 'gap', 'trailing']);

/** Whether nothing of the pack owns the range: such ranges are hatched. */
export function isUnexplained(kind: RangeKind): boolean {
  return UNEXPLAINED.has(kind);
}

/** Position of the range that holds the byte at `offset`; −1 where none does. Ranges are in file order. */
export function rangeAt(ranges: readonly PackRange[], offset: number): number {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined) return -1;
    if (offset < range.start) high = middle - 1;
    else if (offset >= range.start + range.length) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** What one cell of the map is painted as. */
export type MapPaint = Exclude<RangeKind, 'payload'> | BankType | 'payload' | 'none';

export interface MapCell {
  readonly paint: MapPaint;
  /** True where another range begins in the cell: a line is drawn. */
  readonly begins: boolean;
}

/**
 * The whole file as `cells` equal parts. A cell shows what lies at its middle, except that bytes which nothing
 * explains are never too small to be seen.
 */
export function mapCells(
  ranges: readonly PackRange[],
  sizeBytes: number,
  cells: number,
  bankOf: (assetId: number) => BankType | undefined,
): readonly MapCell[] {
  const paintOf = (range: PackRange): MapPaint =>
    range.kind !== 'payload'
      ? range.kind
      : ((range.asset_id === undefined ? undefined : bankOf(range.asset_id)) ?? 'payload');
  if (sizeBytes <= 0 || cells <= 0) return [];
  const cellOf = (offset: number) =>
    Math.max(0, Math.min(cells - 1, Math.floor((offset / sizeBytes) * cells)));
  const map: { paint: MapPaint; begins: boolean }[] = [];
  let at = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    const middle = ((cell + 0.5) / cells) * sizeBytes;
    for (
      let range = ranges[at];
      range !== undefined && range.start + range.length <= middle;
      range = ranges[at]
    )
      at += 1;
    const range = ranges[at];
    map.push({ paint: range === undefined || range.start > middle ? 'none' : paintOf(range), begins: false });
  }
  for (const range of ranges) {
    if (range.length === 0) continue;
    const first = map[cellOf(range.start)];
    if (first !== undefined) first.begins = true;
    if (!isUnexplained(range.kind) && range.kind !== 'overlap') continue;
    const last = cellOf(range.start + range.length - 1);
    for (let cell = cellOf(range.start); cell <= last; cell += 1) {
      const painted = map[cell];
      if (painted !== undefined) painted.paint = range.kind;
    }
  }
  return map;
}

/** An offset as people compare it: `0x0000a3f0`. */
export function hexOffset(offset: number): string {
  return `0x${offset.toString(16).padStart(8, '0')}`;
}
