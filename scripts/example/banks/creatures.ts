import {
  CREATURES,
  creatureSheet,
  SHEET_MARGIN,
  SHEET_SPACING,
  type CreatureName,
} from '../art/creatures.ts';
import { pngBytes, type AssetRoot } from '../asset-root.ts';

const NAMES = Object.keys(CREATURES).filter((name): name is CreatureName => name in CREATURES);
const FRAMES = 4;

/** 32-pixel frames cut from one sheet a creature; the packer derives the palettes. */
export function creatureBank(): AssetRoot {
  const files = new Map(NAMES.map((name) => [`${name}.png`, pngBytes(creatureSheet(name))]));
  return {
    root: 'art/creatures',
    declaration: {
      schema_version: 1,
      asset_uuid: '91d7a5c8-3f42-4b0e-a7c9-e26b58d01f03',
      name: 'Creatures',
      type: 'glyph_bank',
      inputs: { sheets: [...files.keys()] },
      artifacts: [...files.keys()].map((file, position) => ({ file, index: position * FRAMES })),
      output: {
        format: 'GLYPH/indexed_v1',
        codec: 'NONE',
        metadata: { tile_size: 32 },
        pipeline: { palettes: 'auto', slice: 'grid', margin: SHEET_MARGIN, spacing: SHEET_SPACING },
      },
      preload: { enabled: true, slot: 2 },
    },
    files,
  };
}
