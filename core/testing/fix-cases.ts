import type { DiagnosticCode, FixId } from '#schemas/errors/codes.ts';
import type { JsonObject } from '#schemas/scalars.ts';
import type { MutationScene, SceneAsset } from './mutation-scene.ts';
import { makeWav } from './wav-generator.ts';

/** A diagnostic with its mechanical fix (asset-workspace 4). */
export interface FixCase {
  readonly name: string;
  readonly fix: FixId;
  readonly code: DiagnosticCode;
  readonly build: (scene: MutationScene) => void;
  /** Files that differ afterwards. */
  readonly touches: readonly string[];
  readonly check: (scene: MutationScene) => void;
  /** What is left to say. */
  readonly leaves?: readonly DiagnosticCode[];
}

export const REGISTRY = 'assets/.prometeu/index.json';
export const HERO = 'assets/hero/asset.json';

/** A bank of 8-pixel tiles at `hero`, with a key that this version does not know. */
export function glyphs(
  files: Readonly<Record<string, Uint8Array | string>>,
  pipeline: JsonObject | undefined,
  artifacts: readonly JsonObject[],
): SceneAsset {
  return {
    root: 'hero',
    files,
    declaration: {
      type: 'glyph_bank',
      vendor_key: { kept: true },
      artifacts,
      output: {
        format: 'GLYPH/indexed_v1',
        codec: 'NONE',
        metadata: { tile_size: 8 },
        ...(pipeline === undefined ? {} : { pipeline }),
      },
    },
  };
}

/** One sound of eight frames at `hero`. */
export function sounds(channels: number, artifact: JsonObject = {}): SceneAsset {
  const values = Array.from({ length: 8 * channels }, (_, index) => index);
  return {
    root: 'hero',
    files: { 'a.wav': makeWav({ values, channels, sampleRate: 22050, bits: 16 }) },
    declaration: {
      type: 'sound_bank',
      artifacts: [{ file: 'a.wav', index: 0, ...artifact }],
      output: { format: 'SOUNDS/pcm16le_v1', codec: 'NONE' },
    },
  };
}

/** A raw asset at `hero`, with a key that this version does not know. */
export function raw(declaration: JsonObject): SceneAsset {
  return { root: 'hero', declaration: { vendor_key: 1, ...declaration } };
}
