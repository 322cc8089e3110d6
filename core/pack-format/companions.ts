import { canonicalJson, canonicalJsonBytes } from '#core/json/canonical.ts';
import type { AssetTableMetadataEntry } from '#schemas/pack/companions.ts';
import { joinBytes } from '#core/bytes/join.ts';
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
  // The members in the order of RFC 8785, each asset as bytes that a running host keeps from run to run.
  const pieces: Uint8Array[] = [ENCODER.encode('{"assets":[')];
  for (const asset of [...assets].sort((a, b) => a.asset_id - b.asset_id)) {
    if (pieces.length > 1) pieces.push(COMMA);
    pieces.push(canonicalAsset(asset));
  }
  const pack = canonicalJson({ sha256: written.sha256, size_bytes: written.sizeBytes });
  pieces.push(ENCODER.encode(`],"pack":${pack},"schema_version":${METADATA_SCHEMA_VERSION}}`));
  return {
    [BUILD_FILES.assetTable]: plan.assetTableBytes,
    [BUILD_FILES.preload]: plan.preloadBytes,
    [BUILD_FILES.assetTableMetadata]: joinBytes(pieces),
  };
}

const ENCODER = new TextEncoder();
const COMMA = ENCODER.encode(',');
const canonicalAssets = new WeakMap<AssetTableMetadataEntry, Uint8Array>();

function canonicalAsset(asset: AssetTableMetadataEntry): Uint8Array {
  const known = canonicalAssets.get(asset);
  if (known !== undefined) return known;
  const inputs = [...asset.inputs].sort((a, b) => compareUtf8(a.path, b.path));
  // Pipeline settings are the author's and may hold any number; the header never does.
  const bytes = canonicalJsonBytes({ ...asset, inputs }, { allowNonIntegers: true });
  canonicalAssets.set(asset, bytes);
  return bytes;
}
