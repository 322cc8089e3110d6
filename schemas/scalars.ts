import { Type, type Static } from 'typebox';

/** Lower-case hexadecimal SHA-256, 64 characters. */
export const Sha256Hex = Type.String({ pattern: '^[0-9a-f]{64}$' });
export type Sha256Hex = Static<typeof Sha256Hex>;

/** UUID version 4 in lower-case canonical form. */
export const UuidV4 = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
});
export type UuidV4 = Static<typeof UuidV4>;

/** Registry id of an asset: 1 … 2^31−1, never reused (asset-pack 2). */
export const AssetId = Type.Integer({ minimum: 1, maximum: 2147483647 });
export type AssetId = Static<typeof AssetId>;

/** A count, an offset or a size in bytes that is exact in a JavaScript number: 0 … 2^53−1. */
export const SafeCount = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** One of the sixteen places of a bank type (asset-pack 2). */
export const PreloadSlot = Type.Integer({ minimum: 0, maximum: 15 });

/** Bank types of the runtime, in the order in which people see them. */
export const BANK_TYPES = ['GLYPH', 'SOUNDS', 'SCENE'] as const;
export const BankType = Type.Enum([...BANK_TYPES]);
export type BankType = (typeof BANK_TYPES)[number];

/** Author-facing types of `asset.json`. */
export const ASSET_TYPES = ['glyph_bank', 'sound_bank', 'scene_bank', 'raw'] as const;
export const AssetType = Type.Enum([...ASSET_TYPES]);
export type AssetType = (typeof ASSET_TYPES)[number];

/** Payload formats that `output.format` may name (asset-workspace 2). */
export const FORMAT_IDS = [
  'GLYPH/indexed_v1',
  'SOUNDS/pcm16le_v1',
  'SCENE/tilemap_v1',
  'GLYPH/raw_v1',
  'SOUNDS/raw_v1',
  'SCENE/raw_v1',
] as const;
export const FormatId = Type.Enum([...FORMAT_IDS]);
export type FormatId = (typeof FORMAT_IDS)[number];

/** POSIX path relative to a stated root; parsed by `core/bytes/rel-path` before any use (reliability H7). */
export const RelPathText = Type.String({ minLength: 1, maxLength: 4096 });

/** A JSON document as data: what strict JSON can say, with integers that are exact. */
export const JsonObject = Type.Record(Type.String(), Type.Unknown());
export type JsonObject = { readonly [key: string]: unknown };
