import { describe, expect, it } from 'vitest';
import type { PackRange } from '#schemas/report/inspect.ts';
import { hexOffset, mapCells, rangeAt } from './ranges.ts';

const RANGES: readonly PackRange[] = [
  { start: 0, length: 32, kind: 'prelude' },
  { start: 32, length: 68, kind: 'header' },
  { start: 100, length: 100, kind: 'payload', asset_id: 1 },
  { start: 200, length: 1, kind: 'gap' },
  { start: 201, length: 199, kind: 'payload', asset_id: 2 },
];
const bankOf = (id: number) => (id === 1 ? 'GLYPH' : 'SOUNDS');

describe('ranges of a pack', () => {
  it('finds the range of every byte', () => {
    expect([0, 31, 32, 99, 100, 200, 399, 400].map((offset) => rangeAt(RANGES, offset))).toEqual([
      0, 0, 1, 1, 2, 3, 4, -1,
    ]);
  });

  it('paints the whole file, payloads in the hue of their bank', () => {
    const paints = mapCells(RANGES, 400, 4, bankOf).map((cell) => cell.paint);
    expect(paints).toEqual(['header', 'GLYPH', 'gap', 'SOUNDS']);
  });

  it('H3 shows a gap of one byte however large the file is', () => {
    const huge: readonly PackRange[] = [
      { start: 0, length: 4_000_000_000, kind: 'payload' },
      { start: 4_000_000_000, length: 1, kind: 'gap' },
      { start: 4_000_000_001, length: 4_000_000_000, kind: 'payload' },
    ];
    expect(mapCells(huge, 8_000_000_001, 100, bankOf).filter((cell) => cell.paint === 'gap')).toHaveLength(1);
  });

  it('leaves unpainted what no range covers, and draws nothing for an empty file', () => {
    expect(
      mapCells([{ start: 0, length: 10, kind: 'prelude' }], 20, 2, bankOf).map((cell) => cell.paint),
    ).toEqual(['prelude', 'none']);
    expect(mapCells([], 0, 10, bankOf)).toEqual([]);
  });

  it('writes offsets with eight digits and more where they are needed', () => {
    expect(hexOffset(0xa3f0)).toBe('0x0000a3f0');
    expect(hexOffset(2 ** 40)).toBe('0x10000000000');
  });
});
