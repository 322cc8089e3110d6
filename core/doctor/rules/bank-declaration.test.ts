import { describe, expect, it } from 'vitest';
import { declareGlyphBank } from '#core/testing/bank-declarations.ts';
import { ProjectScene } from '#core/testing/project-scene.ts';

describe('bank declaration rules', () => {
  it('METADATA_COLLISION stands at the key, with a fix', async () => {
    const { type, artifacts, output } = declareGlyphBank([{ file: 'data.bin', index: 0 }], {
      palettes: 'auto',
    });
    const scene = new ProjectScene().addRaw(1, 'a', {
      type,
      artifacts,
      output: { ...output, metadata: { tile_size: 8, palette_count: 64 } },
    });
    expect(await scene.diagnose()).toMatchObject([
      {
        code: 'METADATA_COLLISION',
        severity: 'error',
        asset_id: 1,
        file: 'assets/a/asset.json',
        pointer: '/output/metadata/palette_count',
        fix_id: 'remove-metadata-key',
      },
    ]);
  });

  it('what the bank finds in the declaration gets asset, file, severity and remedy', async () => {
    const scene = new ProjectScene().addRaw(1, 'a', { artifacts: [] });
    expect(await scene.diagnose()).toMatchObject([
      {
        code: 'ARTIFACT_NONE',
        severity: 'error',
        asset_id: 1,
        file: 'assets/a/asset.json',
        remedy: expect.any(String),
      },
      { code: 'FILE_UNUSED', asset_id: 1 },
    ]);
  });
});
