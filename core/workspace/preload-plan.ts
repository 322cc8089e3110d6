import type { BankType } from '#schemas/scalars.ts';
import { BANK_TYPES } from '#schemas/scalars.ts';
import type { WorkspaceSnapshot } from './snapshot.ts';

/** Places of one bank type (asset-pack 2). */
export const PRELOAD_SLOTS = 16;

/** One asset that asks for preload. */
export interface PreloadRequest {
  readonly assetId: number;
  readonly bankType: BankType;
  /** The explicit slot, where the declaration names one. */
  readonly slot: number | undefined;
}

export interface PreloadAssignment {
  readonly assetId: number;
  readonly bankType: BankType;
  readonly slot: number;
  /** True where the declaration names the slot, false where the lowest free one was taken. */
  readonly explicit: boolean;
}

/** An explicit slot that an asset with a lower id claims as well. */
export interface PreloadConflict {
  readonly assetId: number;
  readonly bankType: BankType;
  readonly slot: number;
  readonly holderId: number;
}

/** An asset for which no slot of its bank type is left. */
export interface PreloadOverflow {
  readonly assetId: number;
  readonly bankType: BankType;
}

/** Assignments are ascending by asset id; so are conflicts and overflows. */
export interface PreloadPlan {
  readonly assignments: readonly PreloadAssignment[];
  readonly conflicts: readonly PreloadConflict[];
  readonly overflows: readonly PreloadOverflow[];
}

/**
 * Explicit slots are reserved first; the others take, in order of asset id, the lowest free slot of their bank type
 * (asset-workspace 2).
 */
export function planPreload(requests: readonly PreloadRequest[]): PreloadPlan {
  const ordered = requests.toSorted((left, right) => left.assetId - right.assetId);
  const assignments: PreloadAssignment[] = [];
  const conflicts: PreloadConflict[] = [];
  const overflows: PreloadOverflow[] = [];
  for (const bankType of BANK_TYPES) {
    const holders = new Map<number, number>();
    const ofBank = ordered.filter((request) => request.bankType === bankType);
    for (const { assetId, slot } of ofBank) {
      if (slot === undefined) continue;
      const holderId = holders.get(slot);
      if (holderId === undefined) {
        holders.set(slot, assetId);
        assignments.push({ assetId, bankType, slot, explicit: true });
      } else {
        conflicts.push({ assetId, bankType, slot, holderId });
      }
    }
    let candidate = 0;
    for (const { assetId, slot } of ofBank) {
      if (slot !== undefined) continue;
      while (holders.has(candidate)) candidate += 1;
      if (candidate < PRELOAD_SLOTS) {
        holders.set(candidate, assetId);
        assignments.push({ assetId, bankType, slot: candidate, explicit: false });
      } else {
        overflows.push({ assetId, bankType });
      }
    }
  }
  return {
    assignments: assignments.sort(byAssetId),
    conflicts: conflicts.sort(byAssetId),
    overflows: overflows.sort(byAssetId),
  };
}

function byAssetId(left: { readonly assetId: number }, right: { readonly assetId: number }): number {
  return left.assetId - right.assetId;
}

/** What the included assets of a snapshot ask for; assets whose declaration or format cannot be read ask nothing. */
export function listPreloadRequests(snapshot: WorkspaceSnapshot): readonly PreloadRequest[] {
  const requests: PreloadRequest[] = [];
  for (const { entry, scanned, bankFormat } of snapshot.assets) {
    if (!entry.included_in_build || bankFormat === undefined || scanned?.declaration.kind !== 'ok') continue;
    const { preload } = scanned.declaration.document.value;
    if (!preload.enabled) continue;
    requests.push({ assetId: entry.asset_id, bankType: bankFormat.bankType, slot: preload.slot });
  }
  return requests;
}

/** The slots that packing this snapshot would give, as people see them before packing (asset-workspace 2). */
export function planPreloadOfSnapshot(snapshot: WorkspaceSnapshot): PreloadPlan {
  return planPreload(listPreloadRequests(snapshot));
}
