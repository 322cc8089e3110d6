import type { JsonObject } from '#schemas/scalars.ts';
import type { Artifact, AssetDeclaration } from '#schemas/workspace/declaration.ts';

/** A declaration of a bank with what tests do not care about filled in. */
export function declareBank(
  type: AssetDeclaration['type'],
  format: string,
  artifacts: readonly Artifact[],
  output: { readonly metadata?: JsonObject; readonly pipeline?: JsonObject } = {},
): AssetDeclaration {
  return {
    schema_version: 1,
    asset_uuid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    name: 'bank',
    type,
    inputs: {},
    artifacts: [...artifacts],
    output: { format, codec: 'NONE', ...output },
    preload: { enabled: false },
  };
}

/** Artifacts of the files in their order, from index 0. */
export function listArtifacts(...files: readonly string[]): Artifact[] {
  return files.map((file, index) => ({ file, index }));
}

/** An indexed bank; tile size 8 unless `metadata` says otherwise. */
export function declareGlyphBank(
  artifacts: readonly Artifact[],
  pipeline: JsonObject,
  metadata: JsonObject = { tile_size: 8 },
): AssetDeclaration {
  return declareBank('glyph_bank', 'GLYPH/indexed_v1', artifacts, { metadata, pipeline });
}

/** A sound bank. */
export function declareSoundBank(artifacts: readonly Artifact[], pipeline?: JsonObject): AssetDeclaration {
  return declareBank(
    'sound_bank',
    'SOUNDS/pcm16le_v1',
    artifacts,
    pipeline === undefined ? {} : { pipeline },
  );
}
