import { describe, expect, it } from 'vitest';
import type { BankLane, BankOccupant } from '#schemas/contract/views.ts';
import { layOutDesk, movedCursor, occupantAt, placeOf, planMove, SLOT_COUNT } from './desk.ts';

const occupant = (asset_id: number, slot: number | null, slot_declared = false): BankOccupant => ({
  asset_id,
  name: `asset ${asset_id}`,
  address: `assets/a${asset_id}`,
  format: 'GLYPH/indexed_v1',
  slot,
  slot_declared,
  resident_bytes: 67_584,
  tiles: null,
  palettes: null,
  samples: null,
  has_errors: false,
});
const lane = (occupants: readonly BankOccupant[], overflow: readonly number[] = []): BankLane => ({
  bank_type: 'GLYPH',
  occupants: [...occupants],
  preloaded_bytes: 0,
  overflow: [...overflow],
});
const desk = layOutDesk([
  lane([occupant(1, 0), occupant(2, 5, true), occupant(3, null), occupant(4, null)], [4]),
]);
const [glyph] = desk;

describe('the desk of banks', () => {
  it('shows three lanes of sixteen slots even where a bank has nothing', () => {
    expect(desk.map((each) => each.bank)).toEqual(['GLYPH', 'SOUNDS', 'SCENE']);
    expect(desk.every((each) => each.slots.length === SLOT_COUNT)).toBe(true);
    expect(glyph?.slots[5]?.[0]?.asset_id).toBe(2);
  });

  it('lists what found no slot before what is meant to load on demand', () => {
    expect(glyph?.onDemand.map((each) => each.asset_id)).toEqual([4, 3]);
    expect(placeOf(desk, 3)).toEqual({ bank: 'GLYPH', row: 'demand', index: 1 });
    expect(occupantAt(desk, { bank: 'GLYPH', row: 'slots', index: 5 })?.asset_id).toBe(2);
  });

  it('moves along a row and stops at its ends', () => {
    const last = { bank: 'GLYPH', row: 'slots', index: 15 } as const;
    expect(movedCursor(desk, last, 'ArrowRight')).toEqual(last);
    expect(movedCursor(desk, last, 'Home').index).toBe(0);
  });

  it('moves down through the assets on demand to the next lane, keeping inside of short rows', () => {
    const down = movedCursor(desk, { bank: 'GLYPH', row: 'slots', index: 9 }, 'ArrowDown');
    expect(down).toEqual({ bank: 'GLYPH', row: 'demand', index: 1 });
    expect(movedCursor(desk, down, 'ArrowDown')).toEqual({ bank: 'SOUNDS', row: 'slots', index: 1 });
  });
});

describe('moving an asset to another slot', () => {
  const plan = (assetId: number, target: number | null) =>
    glyph === undefined ? [] : planMove(glyph, assetId, target);

  it('edits the asset alone where the slot is free', () => {
    expect(plan(1, 9)).toEqual([{ assetId: 1, enabled: true, slot: 9 }]);
  });
  it('trades places with an asset that declares the slot', () => {
    expect(plan(1, 5)).toEqual([
      { assetId: 2, enabled: true, slot: 0 },
      { assetId: 1, enabled: true, slot: 5 },
    ]);
  });
  it('lets the plan move an asset that does not declare its slot', () => {
    expect(plan(2, 0)).toEqual([{ assetId: 2, enabled: true, slot: 0 }]);
  });
  it('frees a declared slot for an asset that had none', () => {
    expect(plan(3, 5)).toEqual([
      { assetId: 2, enabled: true, slot: null },
      { assetId: 3, enabled: true, slot: 5 },
    ]);
  });
  it('takes an asset off the desk, and edits nothing where nothing changes', () => {
    expect(plan(2, null)).toEqual([{ assetId: 2, enabled: false, slot: null }]);
    expect(plan(3, null)).toEqual([]);
    expect(plan(2, 5)).toEqual([]);
  });
});
