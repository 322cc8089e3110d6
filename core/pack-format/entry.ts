import { jsonPointer } from '#core/json/json-pointer.ts';
import { isJsonObject, memberOf, type JsonMembers } from '#core/json/json-value.ts';
import type { AssetTableEntry } from '#schemas/pack/pack-header.ts';
import { BANK_TYPES, type BankType } from '#schemas/scalars.ts';
import type { FindingLog } from './findings.ts';
import { CODEC_NONE, ENTRY_MEMBERS, MAX_ASSET_ID, OLD_GLYPH_BANK_TYPE } from './layout.ts';

/** One element of the asset table, field by field as far as each is well formed; undefined where it is not. */
export interface ReadEntry {
  /** Index in the asset table. */
  readonly index: number;
  readonly assetId: number | undefined;
  readonly assetName: string | undefined;
  readonly bankType: BankType | undefined;
  readonly offset: number | undefined;
  readonly size: number | undefined;
  readonly decodedSize: number | undefined;
  readonly codecKnown: boolean;
  readonly metadata: JsonMembers | undefined;
  /** The entry where every field is as version 1 wants it; unknown members may stand beside. */
  readonly wellFormed: AssetTableEntry | undefined;
}

function isBankType(value: unknown): value is BankType {
  return BANK_TYPES.some((known) => known === value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** True for an integer 1 … 2^31−1. */
export function isAssetId(value: unknown): value is number {
  return isCount(value) && value >= 1 && value <= MAX_ASSET_ID;
}

/** True where a value of a report's `asset_table` has every field as version 1 wants it (asset-pack 2). */
export function isAssetTableEntry(value: unknown): value is AssetTableEntry {
  if (!isJsonObject(value)) return false;
  const name = memberOf(value, 'asset_name');
  return (
    isAssetId(memberOf(value, 'asset_id')) &&
    typeof name === 'string' &&
    name !== '' &&
    isBankType(memberOf(value, 'bank_type')) &&
    isCount(memberOf(value, 'offset')) &&
    isCount(memberOf(value, 'size')) &&
    isCount(memberOf(value, 'decoded_size')) &&
    memberOf(value, 'codec') === CODEC_NONE &&
    isJsonObject(memberOf(value, 'metadata'))
  );
}

const NOTHING = {
  assetId: undefined,
  assetName: undefined,
  bankType: undefined,
  offset: undefined,
  size: undefined,
  decodedSize: undefined,
  codecKnown: false,
  metadata: undefined,
  wellFormed: undefined,
} as const;

/** Reads one element of the asset table and logs what is wrong with each of its fields (asset-pack 2). */
export function readEntry(value: unknown, index: number, log: FindingLog): ReadEntry {
  if (!isJsonObject(value)) {
    log.add('ENTRY_MEMBER_INVALID', 'The entry is not an object.', { pointer: `/asset_table/${index}` });
    return { index, ...NOTHING };
  }
  if (isAssetTableEntry(value)) {
    // What nearly every entry is: a table of 100,000 must not pay for the messages of a broken one.
    if (Object.keys(value).length > ENTRY_MEMBERS.length)
      logUnknownMembers(value, index, value.asset_id, log);
    return {
      index,
      assetId: value.asset_id,
      assetName: value.asset_name,
      bankType: value.bank_type,
      offset: value.offset,
      size: value.size,
      decodedSize: value.decoded_size,
      codecKnown: true,
      metadata: value.metadata,
      wellFormed: value,
    };
  }
  return readFlawedEntry(value, index, log);
}

function readFlawedEntry(value: JsonMembers, index: number, log: FindingLog): ReadEntry {
  const field = (name: string): unknown => memberOf(value, name);
  const id = field('asset_id');
  const assetId = isAssetId(id) ? id : undefined;
  const invalid = (name: string, wanted: string): undefined => {
    const missing = !Object.hasOwn(value, name);
    log.add('ENTRY_MEMBER_INVALID', missing ? `${name} is missing.` : `${name} is not ${wanted}.`, {
      assetId,
      pointer: missing ? `/asset_table/${index}` : `/asset_table/${index}/${name}`,
    });
    return undefined;
  };
  if (assetId === undefined) invalid('asset_id', `an integer from 1 to ${MAX_ASSET_ID}`);
  const count = (name: string): number | undefined => {
    const found = field(name);
    return isCount(found) ? found : invalid(name, 'an integer from 0 to 2^53-1');
  };
  const name = field('asset_name');
  const metadata = field('metadata');
  const entry = {
    index,
    assetId,
    assetName:
      typeof name === 'string' && name !== '' ? name : invalid('asset_name', 'a text that is not empty'),
    bankType: readBankType(field('bank_type'), index, assetId, log, invalid),
    offset: count('offset'),
    size: count('size'),
    decodedSize: count('decoded_size'),
    codecKnown: readCodec(field('codec'), index, assetId, log, invalid),
    metadata: isJsonObject(metadata) ? metadata : invalid('metadata', 'an object'),
    wellFormed: undefined,
  };
  logUnknownMembers(value, index, assetId, log);
  return entry;
}

type Invalid = (name: string, wanted: string) => undefined;

function readBankType(
  value: unknown,
  index: number,
  assetId: number | undefined,
  log: FindingLog,
  invalid: Invalid,
): BankType | undefined {
  if (isBankType(value)) return value;
  if (typeof value !== 'string') return invalid('bank_type', 'a text');
  const message =
    value === OLD_GLYPH_BANK_TYPE
      ? `${OLD_GLYPH_BANK_TYPE} is the old name of GLYPH.`
      : `The bank type is not one of ${BANK_TYPES.join(', ')}.`;
  log.add('ENTRY_BANK_TYPE', message, { assetId, pointer: `/asset_table/${index}/bank_type` });
  return undefined;
}

function readCodec(
  value: unknown,
  index: number,
  assetId: number | undefined,
  log: FindingLog,
  invalid: Invalid,
): boolean {
  if (value === CODEC_NONE) return true;
  if (typeof value !== 'string') invalid('codec', 'a text');
  else
    log.add('ENTRY_CODEC', `The codec is not ${CODEC_NONE}.`, {
      assetId,
      pointer: `/asset_table/${index}/codec`,
    });
  return false;
}

function logUnknownMembers(
  value: JsonMembers,
  index: number,
  assetId: number | undefined,
  log: FindingLog,
): void {
  for (const name of Object.keys(value)) {
    if (ENTRY_MEMBERS.some((known) => known === name)) continue;
    log.add('ENTRY_MEMBER_UNKNOWN', 'The entry has an unknown member.', {
      assetId,
      pointer: jsonPointer(['asset_table', index, name]),
    });
  }
}
