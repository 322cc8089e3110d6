import { canonicalJson, canonicalJsonBytes } from '#core/json/canonical.ts';
import { StudioError } from '#core/errors.ts';
import type { AssetTableEntry, PackHeader, PreloadEntry } from '#schemas/pack/pack-header.ts';
import type { BankType, JsonObject } from '#schemas/scalars.ts';
import { joinBytes } from '#core/bytes/join.ts';
import { addCounts } from '#core/bytes/ranges.ts';
import {
  CODEC_NONE,
  HEADER_LIMIT_BYTES,
  MAX_ASSET_ID,
  PAYLOAD_ALIGNMENT_BYTES,
  PRELUDE_SIZE_BYTES,
} from './layout.ts';
import { writePrelude } from './prelude.ts';

/** What the packer knows of one asset before it is laid out. `metadata` is what goes into the header, whole. */
export interface PlanEntry {
  readonly assetId: number;
  readonly assetName: string;
  readonly bankType: BankType;
  readonly sizeBytes: number;
  readonly decodedSizeBytes: number;
  readonly metadata: JsonObject;
}

/** Everything of a pack but its payload (asset-pack 1, 2). */
export interface PackPlan {
  readonly header: PackHeader;
  readonly preludeBytes: Uint8Array;
  readonly headerBytes: Uint8Array;
  /** Canonical bytes of the two mirrors: what stands in the header, as files (asset-pack 3). */
  readonly assetTableBytes: Uint8Array;
  readonly preloadBytes: Uint8Array;
  readonly payloadOffset: number;
  readonly fileSizeBytes: number;
}

export type PlanResult =
  | { readonly ok: true; readonly plan: PackPlan }
  /** The header would exceed 64 MiB (asset-pack 2). */
  | { readonly ok: false; readonly headerSizeBytes: number };

function alignUp(offset: number): number {
  return Math.ceil(offset / PAYLOAD_ALIGNMENT_BYTES) * PAYLOAD_ALIGNMENT_BYTES;
}

function layOut(entries: readonly PlanEntry[]): { table: AssetTableEntry[]; payloadSizeBytes: number } {
  const ascending = [...entries].sort((a, b) => a.assetId - b.assetId);
  const table: AssetTableEntry[] = [];
  let position = 0;
  let previousId = 0;
  for (const entry of ascending) {
    const { assetId } = entry;
    if (!Number.isInteger(assetId) || assetId <= previousId || assetId > MAX_ASSET_ID) {
      throw new StudioError('INTERNAL', `asset id ${assetId} cannot follow ${previousId} in the table`);
    }
    previousId = assetId;
    const offset = alignUp(position);
    table.push({
      asset_id: assetId,
      asset_name: entry.assetName,
      bank_type: entry.bankType,
      codec: CODEC_NONE,
      decoded_size: entry.decodedSizeBytes,
      metadata: entry.metadata,
      offset,
      size: entry.sizeBytes,
    });
    const end = addCounts(offset, entry.sizeBytes);
    if (end === undefined) throw new StudioError('INTERNAL', 'the payload would pass 2^53 bytes');
    position = end;
  }
  return { table, payloadSizeBytes: position };
}

/**
 * Lays out a pack: blobs contiguous in table order, table ascending by id whatever the order of `entries`, preload
 * ascending by id. Ids must be unique and numbers exact integers: the gate has seen to that.
 */
export function planPack(entries: readonly PlanEntry[], preload: readonly PreloadEntry[]): PlanResult {
  const encoder = new TextEncoder();
  const { table, payloadSizeBytes } = layOut(entries);
  const preloads = [...preload].sort((a, b) => a.asset_id - b.asset_id);
  const assetTableBytes = encoder.encode(`[${table.map(canonicalEntry).join(',')}]`);
  const preloadBytes = canonicalJsonBytes(preloads);
  // The two members in the order of RFC 8785, so that the mirrors are parts of the header byte for byte.
  const headerBytes = joinBytes([
    encoder.encode('{"asset_table":'),
    assetTableBytes,
    encoder.encode(',"preload":'),
    preloadBytes,
    encoder.encode('}'),
  ]);
  if (headerBytes.length > HEADER_LIMIT_BYTES) return { ok: false, headerSizeBytes: headerBytes.length };
  const payloadOffset = PRELUDE_SIZE_BYTES + headerBytes.length;
  return {
    ok: true,
    plan: {
      header: { asset_table: table, preload: preloads },
      preludeBytes: writePrelude(headerBytes.length),
      headerBytes,
      assetTableBytes,
      preloadBytes,
      payloadOffset,
      fileSizeBytes: payloadOffset + payloadSizeBytes,
    },
  };
}

interface EntryText {
  readonly entry: AssetTableEntry;
  readonly before: string;
}

/** Texts of entries by their metadata object, which a reused entry keeps from run to run. */
const entryTexts = new WeakMap<JsonObject, EntryText>();

/** Canonical JSON of an entry; only `offset` and `size`, the last two of its members, are written anew each time. */
function canonicalEntry(entry: AssetTableEntry): string {
  const known = entryTexts.get(entry.metadata);
  const before =
    known !== undefined && sameButPlace(known.entry, entry) ? known.before : textBeforeOffset(entry);
  if (before !== known?.before) entryTexts.set(entry.metadata, { entry, before });
  return `${before}"offset":${entry.offset},"size":${entry.size}}`;
}

function sameButPlace(left: AssetTableEntry, right: AssetTableEntry): boolean {
  return (
    left.asset_id === right.asset_id &&
    left.asset_name === right.asset_name &&
    left.bank_type === right.bank_type &&
    left.decoded_size === right.decoded_size
  );
}

function textBeforeOffset(entry: AssetTableEntry): string {
  const { offset: _offset, size: _size, ...rest } = entry;
  return `${canonicalJson(rest).slice(0, -1)},`;
}
