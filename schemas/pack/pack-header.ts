import { Type, type Static } from 'typebox';
import { AssetId, BankType, JsonObject, PreloadSlot, SafeCount } from '../scalars.ts';

/** One entry of `asset_table` (asset-pack 2). */
export const AssetTableEntry = Type.Object(
  {
    asset_id: AssetId,
    asset_name: Type.String({ minLength: 1 }),
    bank_type: BankType,
    offset: SafeCount,
    size: SafeCount,
    decoded_size: SafeCount,
    codec: Type.Literal('NONE'),
    metadata: JsonObject,
  },
  { additionalProperties: false },
);
export type AssetTableEntry = Static<typeof AssetTableEntry>;

/** One boot-time residency (asset-pack 2). */
export const PreloadEntry = Type.Object(
  { asset_id: AssetId, slot: PreloadSlot },
  { additionalProperties: false },
);
export type PreloadEntry = Static<typeof PreloadEntry>;

/** The canonical JSON header between prelude and payload (asset-pack 2). */
export const PackHeader = Type.Object(
  { asset_table: Type.Array(AssetTableEntry), preload: Type.Array(PreloadEntry) },
  { $id: 'pack-header', title: 'Header of assets.pa', additionalProperties: false },
);
export type PackHeader = Static<typeof PackHeader>;
