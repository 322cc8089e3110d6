import { describe, expect, it } from 'vitest';
import type { AssetTableEntry } from '#schemas/pack/pack-header.ts';
import { bootLanes } from './boot-answer.ts';

const entry = (
  asset_id: number,
  bank_type: AssetTableEntry['bank_type'],
  decoded_size: number,
): AssetTableEntry => ({
  asset_id,
  asset_name: `a${asset_id}`,
  bank_type,
  offset: 0,
  size: 1,
  decoded_size,
  codec: 'NONE',
  metadata: {},
});

describe('the slots after boot', () => {
  it('puts each preload into the lane of its bank type, by slot, and sums what becomes resident', () => {
    const entries = new Map(
      [entry(1, 'GLYPH', 100), entry(2, 'GLYPH', 20), entry(3, 'SOUNDS', 7)].map((each) => [
        each.asset_id,
        each,
      ]),
    );
    const lanes = bootLanes(
      [
        { asset_id: 1, slot: 5 },
        { asset_id: 2, slot: 0 },
        { asset_id: 3, slot: 5 },
      ],
      entries,
    );
    expect(lanes.map((lane) => [lane.bank, lane.residentBytes])).toEqual([
      ['GLYPH', 120],
      ['SOUNDS', 7],
      ['SCENE', 0],
    ]);
    expect(lanes[0]?.slots.map(({ slot, entry: each }) => [slot, each.asset_id])).toEqual([
      [0, 2],
      [5, 1],
    ]);
  });
  it('leaves out a preload of an asset that the table does not have', () => {
    expect(bootLanes([{ asset_id: 9, slot: 0 }], new Map()).every((lane) => lane.slots.length === 0)).toBe(
      true,
    );
  });
});
