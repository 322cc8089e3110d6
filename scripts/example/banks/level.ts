import { textBytes, type AssetRoot } from '../asset-root.ts';
import { levelText, LEVEL_ROWS } from '../level.ts';

/** A level as the game reads it, packed byte for byte. */
export function levelAsset(): AssetRoot {
  return {
    root: 'levels/first-steps',
    declaration: {
      schema_version: 1,
      asset_uuid: 'a7204e9b-16fd-4c85-b038-f9d3526c8e07',
      name: 'First steps',
      type: 'raw',
      inputs: { map: ['first-steps.level'] },
      artifacts: [{ file: 'first-steps.level', index: 0 }],
      output: {
        format: 'SCENE/raw_v1',
        codec: 'NONE',
        metadata: {
          cells_wide: LEVEL_ROWS[0].length,
          cells_high: LEVEL_ROWS.length,
          tiles: 'assets/art/tiles/cave',
        },
      },
      preload: { enabled: false },
    },
    files: new Map([['first-steps.level', textBytes(levelText())]]),
  };
}
