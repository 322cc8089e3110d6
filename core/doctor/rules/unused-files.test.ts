import { describe, expect, it } from 'vitest';
import { ProjectScene } from '#core/testing/project-scene.ts';
import { LARGE_UNUSED_BYTES } from './unused-files.ts';

describe('unused files', () => {
  it('FILE_UNUSED is a hint, FILE_UNUSED_LARGE a warning, declared inputs are used', async () => {
    const scene = new ProjectScene().addRaw(1, 'a', { inputs: { source: ['src/art.ase'] } });
    scene.tree
      .putFile('assets/a/src/art.ase', '')
      .putFile('assets/a/src/old.ase', '')
      .putFile('assets/a/big.mov', new Uint8Array(LARGE_UNUSED_BYTES))
      .putFile('assets/a/small.mov', new Uint8Array(LARGE_UNUSED_BYTES - 1));
    expect(await scene.diagnose()).toMatchObject([
      { code: 'FILE_UNUSED_LARGE', severity: 'warning', asset_id: 1, file: 'assets/a/big.mov' },
      { code: 'FILE_UNUSED', severity: 'hint', asset_id: 1, file: 'assets/a/small.mov' },
      { code: 'FILE_UNUSED', severity: 'hint', asset_id: 1, file: 'assets/a/src/old.ase' },
    ]);
  });
});
