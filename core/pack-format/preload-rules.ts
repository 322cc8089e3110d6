import { jsonPointer } from '#core/json/json-pointer.ts';
import { isJsonObject, memberOf } from '#core/json/json-value.ts';
import type { PreloadEntry } from '#schemas/pack/pack-header.ts';
import { isAssetId, type ReadEntry } from './entry.ts';
import type { FindingLog } from './findings.ts';
import { PRELOAD_MEMBERS, SLOTS_PER_BANK_TYPE } from './layout.ts';

/** One element of `preload`, as far as it is well formed. */
export interface ReadPreload {
  readonly index: number;
  readonly assetId: number | undefined;
  readonly slot: number | undefined;
  readonly wellFormed: PreloadEntry | undefined;
}

function isSlot(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < SLOTS_PER_BANK_TYPE;
}

function readPreload(value: unknown, index: number, log: FindingLog): ReadPreload {
  const pointer = `/preload/${index}`;
  if (!isJsonObject(value)) {
    log.add('PRELOAD_MEMBER_INVALID', 'The preload is not an object.', { pointer });
    return { index, assetId: undefined, slot: undefined, wellFormed: undefined };
  }
  const id = memberOf(value, 'asset_id');
  const slot = memberOf(value, 'slot');
  const assetId = isAssetId(id) ? id : undefined;
  const invalid = (name: string, wanted: string): void => {
    const missing = !Object.hasOwn(value, name);
    log.add('PRELOAD_MEMBER_INVALID', missing ? `${name} is missing.` : `${name} is not ${wanted}.`, {
      assetId,
      pointer: missing ? pointer : `${pointer}/${name}`,
    });
  };
  if (assetId === undefined) invalid('asset_id', 'an asset id');
  if (!isSlot(slot)) invalid('slot', `a slot from 0 to ${SLOTS_PER_BANK_TYPE - 1}`);
  for (const name of Object.keys(value)) {
    if (PRELOAD_MEMBERS.some((known) => known === name)) continue;
    log.add('PRELOAD_MEMBER_INVALID', 'The preload has an unknown member.', {
      assetId,
      pointer: jsonPointer(['preload', index, name]),
    });
  }
  const wellFormed = assetId !== undefined && isSlot(slot) ? { asset_id: assetId, slot } : undefined;
  return { index, assetId, slot: isSlot(slot) ? slot : undefined, wellFormed };
}

/**
 * Boot-time residency (asset-pack 2): members, ascending ids, every id in the table, one asset a slot of its bank
 * type.
 */
export function checkPreload(
  values: readonly unknown[],
  entries: readonly ReadEntry[],
  log: FindingLog,
): readonly ReadPreload[] {
  const preloads = values.map((value, index) => readPreload(value, index, log));
  const byId = new Map<number, ReadEntry>();
  if (preloads.length > 0)
    for (const entry of entries) if (entry.assetId !== undefined) byId.set(entry.assetId, entry);
  const holders = new Map<string, number>();
  let previous = 0;
  for (const { assetId, slot, index } of preloads) {
    if (assetId === undefined) continue;
    const pointer = `/preload/${index}/asset_id`;
    if (assetId <= previous)
      log.add('PRELOAD_ORDER', `asset_id ${assetId} stands after ${previous}.`, { assetId, pointer });
    previous = assetId;
    const entry = byId.get(assetId);
    if (entry === undefined) {
      log.add('PRELOAD_UNKNOWN_ASSET', `The table has no asset ${assetId}.`, { assetId, pointer });
      continue;
    }
    if (slot === undefined || entry.bankType === undefined) continue;
    const key = `${entry.bankType} ${slot}`;
    const holder = holders.get(key);
    if (holder === undefined) holders.set(key, assetId);
    else {
      log.add(
        'PRELOAD_DUPLICATE_SLOT',
        `Slot ${slot} of ${entry.bankType} is claimed by asset ${holder} already.`,
        {
          assetId,
          pointer: `/preload/${index}/slot`,
        },
      );
    }
  }
  return preloads;
}
