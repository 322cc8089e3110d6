import { Type, type Static } from 'typebox';
import { AssetId, FormatId, JsonObject, RelPathText, SafeCount, Sha256Hex, UuidV4 } from '../scalars.ts';
import { AssetTableEntry, PreloadEntry } from './pack-header.ts';

/** `build/asset_table.json`: mirror of `header.asset_table` (asset-pack 3). */
export const AssetTableCompanion = Type.Array(AssetTableEntry, {
  $id: 'asset-table',
  title: 'build/asset_table.json',
});
export type AssetTableCompanion = Static<typeof AssetTableCompanion>;

/** `build/preload.json`: mirror of `header.preload` (asset-pack 3). */
export const PreloadCompanion = Type.Array(PreloadEntry, { $id: 'preload', title: 'build/preload.json' });
export type PreloadCompanion = Static<typeof PreloadCompanion>;

/** One input file of an asset, path relative to the asset root. */
export const AssetInputRecord = Type.Object(
  { path: RelPathText, sha256: Sha256Hex, size_bytes: SafeCount },
  { additionalProperties: false },
);
export type AssetInputRecord = Static<typeof AssetInputRecord>;

/** Which file gave a tile and which palette it was matched with; null where the tile has no opaque pixel. */
export const TileRecord = Type.Object(
  {
    index: Type.Integer({ minimum: 0, maximum: 1023 }),
    file: RelPathText,
    palette: Type.Union([Type.Integer({ minimum: 0, maximum: 63 }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type TileRecord = Static<typeof TileRecord>;

/** Tooling facts of one packed asset. */
export const AssetTableMetadataEntry = Type.Object(
  {
    asset_id: AssetId,
    asset_uuid: UuidV4,
    root: RelPathText,
    format: FormatId,
    pipeline: Type.Optional(JsonObject),
    inputs: Type.Array(AssetInputRecord),
    payload_sha256: Sha256Hex,
    tiles: Type.Optional(Type.Array(TileRecord)),
  },
  { additionalProperties: false },
);
export type AssetTableMetadataEntry = Static<typeof AssetTableMetadataEntry>;

/** `build/asset_table_metadata.json` (asset-pack 3). */
export const AssetTableMetadata = Type.Object(
  {
    schema_version: Type.Literal(1),
    pack: Type.Object({ sha256: Sha256Hex, size_bytes: SafeCount }, { additionalProperties: false }),
    assets: Type.Array(AssetTableMetadataEntry),
  },
  { $id: 'asset-table-metadata', title: 'build/asset_table_metadata.json', additionalProperties: false },
);
export type AssetTableMetadata = Static<typeof AssetTableMetadata>;
