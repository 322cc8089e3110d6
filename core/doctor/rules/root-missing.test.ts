import { describe, expect, it } from 'vitest';
import { ProjectScene } from '#core/testing/project-scene.ts';

describe('ROOT_MISSING', () => {
  it('is an error at the root, without a fix where nothing was found', async () => {
    expect(await new ProjectScene().register(1, 'gone').diagnose('whole')).toMatchObject([
      { code: 'ROOT_MISSING', severity: 'error', asset_id: 1, file: 'assets/gone' },
    ]);
  });

  it('offers the folder that carries the uuid, and calls that folder neither copy nor unregistered', async () => {
    const found = await new ProjectScene().register(1, 'gone').putRaw(1, 'moved/here').diagnose('whole');
    expect(found).toMatchObject([{ code: 'ROOT_MISSING', asset_id: 1, fix_id: 'relocate-to-found-root' }]);
    expect(found).toHaveLength(1);
  });

  it('H8 a root that is a link counts as missing', async () => {
    const scene = new ProjectScene().addRaw(1, 'a').register(2, 'b');
    scene.tree.putLink('assets/b', 'a');
    expect(await scene.diagnose()).toMatchObject([{ code: 'ROOT_MISSING', asset_id: 2 }]);
  });
});
