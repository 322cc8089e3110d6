import type { BankLane, BankOccupant } from '#schemas/contract/views.ts';
import { BANK_TYPES, type AssetId, type BankType } from '#schemas/scalars.ts';

/** Slots of each bank type (asset-pack 2). */
export const SLOT_COUNT = 16;

/** One lane of the desk: what stands in each slot, and what is loaded on demand (found no slot first). */
export interface DeskLane {
  readonly bank: BankType;
  /** Sixteen places; a slot that two assets claim shows both. */
  readonly slots: readonly (readonly BankOccupant[])[];
  readonly onDemand: readonly BankOccupant[];
  readonly overflow: ReadonlySet<AssetId>;
  /** Sum of what is preloaded and known; `unknownCount` preloaded assets are not in it. */
  readonly residentBytes: number;
  readonly unknownCount: number;
  readonly errorCount: number;
}

/** Where the keyboard stands: a slot of a lane, or a place in its row of assets that load on demand. */
export interface DeskCursor {
  readonly bank: BankType;
  readonly row: 'slots' | 'demand';
  readonly index: number;
}

export function layOutDesk(lanes: readonly BankLane[]): readonly DeskLane[] {
  return BANK_TYPES.map((bank) => {
    const lane = lanes.find((each) => each.bank_type === bank);
    const occupants = lane?.occupants ?? [];
    const overflow = new Set(lane?.overflow ?? []);
    const waiting = occupants.filter((each) => each.slot === null);
    return {
      bank,
      slots: Array.from({ length: SLOT_COUNT }, (_, slot) => occupants.filter((each) => each.slot === slot)),
      onDemand: [
        ...waiting.filter((each) => overflow.has(each.asset_id)),
        ...waiting.filter((each) => !overflow.has(each.asset_id)),
      ],
      overflow,
      residentBytes: lane?.preloaded_bytes ?? 0,
      unknownCount: occupants.filter((each) => each.slot !== null && each.resident_bytes === null).length,
      errorCount: occupants.filter((each) => each.has_errors).length,
    };
  });
}

/** The asset at a place of the desk; undefined where the place is free. */
export function occupantAt(desk: readonly DeskLane[], cursor: DeskCursor): BankOccupant | undefined {
  const lane = desk.find((each) => each.bank === cursor.bank);
  return cursor.row === 'slots' ? lane?.slots[cursor.index]?.[0] : lane?.onDemand[cursor.index];
}

/** Where an asset stands on the desk. */
export function placeOf(desk: readonly DeskLane[], assetId: AssetId): DeskCursor | undefined {
  for (const lane of desk) {
    const slot = lane.slots.findIndex((each) => each.some((occupant) => occupant.asset_id === assetId));
    if (slot >= 0) return { bank: lane.bank, row: 'slots', index: slot };
    const waiting = lane.onDemand.findIndex((occupant) => occupant.asset_id === assetId);
    if (waiting >= 0) return { bank: lane.bank, row: 'demand', index: waiting };
  }
  return undefined;
}

type DeskKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

export function isDeskKey(key: string): key is DeskKey {
  return ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key);
}

/** Where a key moves the cursor: along a row, or to the row above or below, lanes included. */
export function movedCursor(desk: readonly DeskLane[], cursor: DeskCursor, key: DeskKey): DeskCursor {
  const rows = desk.flatMap((lane): readonly (Omit<DeskCursor, 'index'> & { readonly count: number })[] => [
    { bank: lane.bank, row: 'slots', count: SLOT_COUNT },
    ...(lane.onDemand.length === 0
      ? []
      : [{ bank: lane.bank, row: 'demand' as const, count: lane.onDemand.length }]),
  ]);
  const at = rows.findIndex((row) => row.bank === cursor.bank && row.row === cursor.row);
  const step = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
  const row = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
  if (row === undefined) return cursor;
  const wanted = {
    ArrowLeft: cursor.index - 1,
    ArrowRight: cursor.index + 1,
    ArrowUp: cursor.index,
    ArrowDown: cursor.index,
    Home: 0,
    End: row.count - 1,
  }[key];
  return { bank: row.bank, row: row.row, index: Math.max(0, Math.min(row.count - 1, wanted)) };
}

/** One declaration that has to change: preloaded at `slot`, at a slot that the plan chooses, or not at all. */
export interface SlotEdit {
  readonly assetId: AssetId;
  readonly enabled: boolean;
  readonly slot: number | null;
}

/**
 * What has to be edited so that an asset stands at `target` (null: loads on demand). An asset that declares the target
 * for itself trades places with it; one that the plan put there finds its next place by itself (asset-workspace 2).
 */
export function planMove(lane: DeskLane, assetId: AssetId, target: number | null): readonly SlotEdit[] {
  const from = lane.slots.findIndex((each) => each.some((occupant) => occupant.asset_id === assetId));
  if (target === null)
    return from < 0 && !lane.overflow.has(assetId) ? [] : [{ assetId, enabled: false, slot: null }];
  const inTheWay = (lane.slots[target] ?? []).filter(
    (each) => each.asset_id !== assetId && each.slot_declared,
  );
  if (from === target && inTheWay.length === 0) return [];
  return [
    ...inTheWay.map((each) => ({
      assetId: each.asset_id,
      enabled: true,
      slot: from < 0 || from === target ? null : from,
    })),
    { assetId, enabled: true, slot: target },
  ];
}
