import { Type, type Static } from 'typebox';
import { AssetType, JsonObject, PreloadSlot, RelPathText, UuidV4 } from '../scalars.ts';

/** Frames of a loop, end exclusive (asset-pack 4.2). */
export const LoopPoints = Type.Object({
  start: Type.Integer({ minimum: 0 }),
  end: Type.Integer({ minimum: 1 }),
});
export type LoopPoints = Static<typeof LoopPoints>;

/** A selected, explicitly ordered file. `palette` belongs to glyph banks, `loop` to sound banks. */
export const Artifact = Type.Object({
  file: RelPathText,
  index: Type.Integer({ minimum: 0, maximum: 2147483647 }),
  palette: Type.Optional(Type.Integer({ minimum: 0, maximum: 63 })),
  loop: Type.Optional(LoopPoints),
});
export type Artifact = Static<typeof Artifact>;

/** `output`: what is produced. The meaning of `pipeline` belongs to the format. */
export const DeclaredOutput = Type.Object({
  format: Type.String({ minLength: 1 }),
  codec: Type.String({ minLength: 1 }),
  metadata: Type.Optional(JsonObject),
  pipeline: Type.Optional(JsonObject),
  codec_configuration: Type.Optional(JsonObject),
});
export type DeclaredOutput = Static<typeof DeclaredOutput>;

export const DeclaredPreload = Type.Object({
  enabled: Type.Boolean(),
  slot: Type.Optional(PreloadSlot),
});
export type DeclaredPreload = Static<typeof DeclaredPreload>;

/**
 * `asset.json`, the anchor of an asset root (asset-workspace 2). Format, codec and artifact rules that need
 * a code of their own are checked after this schema, so the fields are wide here.
 */
export const AssetDeclaration = Type.Object(
  {
    schema_version: Type.Literal(1),
    asset_uuid: UuidV4,
    name: Type.String({ minLength: 1 }),
    type: AssetType,
    inputs: Type.Record(Type.String(), Type.Array(RelPathText)),
    artifacts: Type.Array(Artifact),
    output: DeclaredOutput,
    preload: DeclaredPreload,
    build: Type.Optional(JsonObject),
  },
  { $id: 'asset', title: 'asset.json' },
);
export type AssetDeclaration = Static<typeof AssetDeclaration>;

/** One palette of a glyph bank: inline colours or a palette file (asset-pack 4.1). */
export const DeclaredPalette = Type.Object(
  {
    index: Type.Integer({ minimum: 0, maximum: 63 }),
    palette: Type.Object(
      {
        colors: Type.Optional(Type.Array(Type.String({ pattern: '^#[0-9a-fA-F]{6}$' }))),
        file: Type.Optional(RelPathText),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type DeclaredPalette = Static<typeof DeclaredPalette>;

/** `output.pipeline` of `GLYPH/indexed_v1`. */
export const GlyphPipeline = Type.Object({
  palettes: Type.Union([Type.Literal('auto'), Type.Array(DeclaredPalette)]),
  slice: Type.Optional(Type.Literal('grid')),
  margin: Type.Optional(Type.Integer({ minimum: 0 })),
  spacing: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type GlyphPipeline = Static<typeof GlyphPipeline>;

/** `output.pipeline` of `SOUNDS/pcm16le_v1`. */
export const SoundPipeline = Type.Object({
  channels: Type.Optional(Type.Enum(['left', 'right', 'mix'])),
});
export type SoundPipeline = Static<typeof SoundPipeline>;
