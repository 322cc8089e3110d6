import { numbered, type AssetRoot } from '../asset-root.ts';
import { AMBIENCE, CAVE_AIR_LOOP } from '../sound/ambience.ts';
import { EFFECTS } from '../sound/effects.ts';

/** Short sounds, two sample rates side by side. */
export function effectBank(): AssetRoot {
  return {
    root: 'sound/effects',
    declaration: {
      schema_version: 1,
      asset_uuid: 'e85a0b2d-74c6-4d19-8f3b-1a60c7d94e05',
      name: 'Effects',
      type: 'sound_bank',
      inputs: { samples: [...EFFECTS.keys()] },
      artifacts: numbered(EFFECTS.keys()),
      output: { format: 'SOUNDS/pcm16le_v1', codec: 'NONE' },
      preload: { enabled: true },
    },
    files: EFFECTS,
  };
}

/** Long sounds: one loop from the declaration, one from the file itself, one sound without a loop. */
export function ambienceBank(): AssetRoot {
  return {
    root: 'sound/ambience',
    declaration: {
      schema_version: 1,
      asset_uuid: '3b6cf198-d05e-4e73-9c41-84f2ab075d06',
      name: 'Ambience',
      type: 'sound_bank',
      inputs: { samples: [...AMBIENCE.keys()] },
      artifacts: numbered(AMBIENCE.keys()).map((artifact) =>
        artifact.file === 'cave-air.wav' ? { ...artifact, loop: { ...CAVE_AIR_LOOP } } : artifact,
      ),
      output: { format: 'SOUNDS/pcm16le_v1', codec: 'NONE' },
      preload: { enabled: true, slot: 8 },
    },
    files: AMBIENCE,
  };
}
