import { describe, expect, it } from 'vitest';
import { ProjectScene } from '#core/testing/project-scene.ts';

describe('unregistered roots', () => {
  it('ROOT_UNREGISTERED is a hint, told for the whole workspace only', async () => {
    const scene = new ProjectScene().addRaw(1, 'a').putRaw(2, 'new');
    expect(await scene.diagnose()).toEqual([]);
    expect(await scene.diagnose('whole')).toMatchObject([
      { code: 'ROOT_UNREGISTERED', severity: 'hint', file: 'assets/new', fix_id: 'register-root' },
    ]);
  });

  it('a broken declaration is told and cannot be registered as it is', async () => {
    const scene = new ProjectScene().putRaw(2, 'new', { name: '' });
    const found = await scene.diagnose('whole');
    expect(found.map(({ code, fix_id: fix }) => [code, fix])).toEqual([
      ['ROOT_UNREGISTERED', undefined],
      ['DECLARATION_INVALID', undefined],
    ]);
  });

  it('UUID_COPIED is a warning with a fix that gives the copy an identity', async () => {
    const scene = new ProjectScene().addRaw(1, 'a').putRaw(1, 'a copy');
    expect(await scene.diagnose('whole')).toMatchObject([
      {
        code: 'UUID_COPIED',
        severity: 'warning',
        file: 'assets/a copy/asset.json',
        pointer: '/asset_uuid',
        fix_id: 'adopt-copy',
      },
    ]);
  });
});
