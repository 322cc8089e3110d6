import { canonicalJsonBytes } from '#core/json/canonical.ts';
import type { AssetTableMetadata, AssetTableMetadataEntry } from '#schemas/pack/companions.ts';
import { compareUtf8 } from '#core/bytes/order.ts';
import { BUILD_FILES, METADATA_SCHEMA_VERSION } from './layout.ts';
import type { PackPlan } from './layout-plan.ts';
import type { WrittenPack } from './pack-writer.ts';

/** The three mirrors of a pack, as bytes (asset-pack 3). */
export interface CompanionBytes {
  readonly [BUILD_FILES.assetTable]: Uint8Array;
  readonly [BUILD_FILES.preload]: Uint8Array;
  readonly [BUILD_FILES.assetTableMetadata]: Uint8Array;
}

/**
 * Canonical bytes of the companions of a written pack, without a final newline (asset-pack 3). Assets are put in
 * order of id and their inputs in order of UTF-8 path.
 */
export function buildCompanions(
  plan: PackPlan,
  written: WrittenPack,
  assets: readonly AssetTableMetadataEntry[],
): CompanionBytes {
  const metadata: AssetTableMetadata = {
    schema_version: METADATA_SCHEMA_VERSION,
    pack: { sha256: written.sha256, size_bytes: written.sizeBytes },
    assets: [...assets]
      .sort((a, b) => a.asset_id - b.asset_id)
      .map((asset) => ({ ...asset, inputs: [...asset.inputs].sort((a, b) => compareUtf8(a.path, b.path)) })),
  };
  return {
    [BUILD_FILES.assetTable]: plan.assetTableBytes,
    [BUILD_FILES.preload]: plan.preloadBytes,
    // Pipeline settings are the author's and may hold any number; the header never does.
    [BUILD_FILES.assetTableMetadata]: canonicalJsonBytes(metadata, { allowNonIntegers: true }),
  };
}
