import { describe, expect, it } from 'vitest';
import { ProjectScene } from '#core/testing/project-scene.ts';

describe('preload rules', () => {
  it('PRELOAD_SLOT_CONFLICT at the later of two assets, with a fix', async () => {
    const preload = { enabled: true, slot: 3 };
    const scene = new ProjectScene().addRaw(2, 'b', { preload }).addRaw(1, 'a', { preload });
    expect(await scene.diagnose()).toMatchObject([
      {
        code: 'PRELOAD_SLOT_CONFLICT',
        severity: 'error',
        asset_id: 2,
        file: 'assets/b/asset.json',
        pointer: '/preload/slot',
        fix_id: 'clear-preload-slot',
      },
    ]);
  });

  it('no conflict between bank types or with an excluded asset', async () => {
    const preload = { enabled: true, slot: 3 };
    const scene = new ProjectScene()
      .addRaw(1, 'a', { preload })
      .addRaw(2, 'b', { preload, output: { format: 'GLYPH/raw_v1', codec: 'NONE' } })
      .putRaw(3, 'c', { preload })
      .register(3, 'c', { included_in_build: false });
    expect((await scene.diagnose()).map(({ code }) => code)).toEqual(['EXCLUDED_PRELOADED']);
  });

  it('PRELOAD_OVERFLOW from the seventeenth asset of a bank type on', async () => {
    const scene = new ProjectScene();
    for (let id = 1; id <= 17; id += 1) scene.addRaw(id, `a${id}`, { preload: { enabled: true } });
    expect(await scene.diagnose()).toMatchObject([
      { code: 'PRELOAD_OVERFLOW', severity: 'error', asset_id: 17, pointer: '/preload/enabled' },
    ]);
  });

  it('EXCLUDED_PRELOADED is a hint with a fix', async () => {
    const scene = new ProjectScene()
      .putRaw(1, 'a', { preload: { enabled: true } })
      .register(1, 'a', { included_in_build: false });
    expect(await scene.diagnose()).toMatchObject([
      { code: 'EXCLUDED_PRELOADED', severity: 'hint', asset_id: 1, fix_id: 'disable-preload' },
    ]);
  });
});
