import { BANK_TYPES, type BankType } from '#schemas/scalars.ts';
import type { PackFindingCode } from '#schemas/errors/codes.ts';
import type { PackFinding } from '#schemas/report/diagnostic.ts';
import { SLOTS_PER_BANK_TYPE } from './layout.ts';
import type { InspectedPack } from './read-pack.ts';

/** What stands in the slots of one bank type after boot. */
export interface BankAtBoot {
  readonly bankType: BankType;
  /** Asset id by slot 0 … 15, null where nothing is preloaded. */
  readonly slots: readonly (number | null)[];
  /** Resident bytes of all that is preloaded. */
  readonly residentBytes: number;
}

/** Answer to "would the runtime boot with this?" (asset-pack 5). */
export interface BootCheck {
  readonly boots: boolean;
  /** The findings that stop it. */
  readonly reasons: readonly PackFinding[];
  readonly banks: readonly BankAtBoot[];
}

/**
 * The runtime's reading rules alone. What only the packer's writing rules want (canonical form, order, gaps, trailing
 * or shared bytes, unknown members, format formulas) does not stop a boot.
 */
const STOPS_BOOT: ReadonlySet<PackFindingCode> = new Set<PackFindingCode>([
  'PRELUDE_TRUNCATED',
  'PRELUDE_MAGIC',
  'PRELUDE_SCHEMA_VERSION',
  'PRELUDE_HEADER_LEN',
  'PRELUDE_PAYLOAD_OFFSET',
  'PRELUDE_LAYOUT',
  'HEADER_LIMIT',
  'HEADER_ENCODING',
  'HEADER_SYNTAX',
  'HEADER_DUPLICATE_KEY',
  'HEADER_FLOAT',
  'HEADER_MEMBER_MISSING',
  'ENTRY_MEMBER_INVALID',
  'ENTRY_BANK_TYPE',
  'ENTRY_DUPLICATE_ID',
  'SLICE_OUT_OF_RANGE',
  'PRELOAD_MEMBER_INVALID',
  'PRELOAD_UNKNOWN_ASSET',
  'PRELOAD_DUPLICATE_SLOT',
  'PACK_CHANGED_WHILE_READING',
]);

function banksAtBoot(pack: InspectedPack): readonly BankAtBoot[] {
  const wanted = new Map(pack.preloads.map((preload) => [preload.assetId, preload.slot]));
  return BANK_TYPES.map((bankType) => {
    const slots: (number | null)[] = Array.from({ length: SLOTS_PER_BANK_TYPE }, () => null);
    let residentBytes = 0;
    if (wanted.size > 0) {
      for (const entry of pack.entries) {
        if (entry.assetId === undefined || entry.bankType !== bankType) continue;
        const slot = wanted.get(entry.assetId);
        if (slot === undefined || slots[slot] !== null) continue;
        slots[slot] = entry.assetId;
        residentBytes += entry.decodedSize ?? 0;
      }
    }
    return { bankType, slots, residentBytes };
  });
}

/**
 * Whether the runtime would accept the pack at boot, and what it would then hold. An unknown codec is an error of its
 * entry (asset-pack 2): it stops the boot only where that entry is preloaded.
 */
export function checkBoot(pack: InspectedPack): BootCheck {
  const preloaded = new Set(pack.preloads.map((preload) => preload.assetId));
  const reasons = pack.log
    .list()
    .filter(
      ({ code, asset_id }) => STOPS_BOOT.has(code) || (code === 'ENTRY_CODEC' && preloaded.has(asset_id)),
    );
  return { boots: reasons.length === 0, reasons, banks: banksAtBoot(pack) };
}
