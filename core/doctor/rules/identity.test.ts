import { describe, expect, it } from 'vitest';
import { ProjectScene, uuidNumber } from '#core/testing/project-scene.ts';

describe('identity rules', () => {
  it('DUPLICATE_ASSET_ID names the later entry', async () => {
    const scene = new ProjectScene()
      .addRaw(1, 'a')
      .putRaw(2, 'b')
      .register(1, 'b', { asset_uuid: uuidNumber(2) });
    expect(await scene.diagnose()).toMatchObject([
      { code: 'DUPLICATE_ASSET_ID', severity: 'error', asset_id: 1, pointer: '/assets/1/asset_id' },
    ]);
  });

  it('DUPLICATE_ASSET_UUID for a registered copy, with a fix that gives it an identity', async () => {
    const scene = new ProjectScene()
      .addRaw(1, 'a')
      .putRaw(1, 'b')
      .register(2, 'b', { asset_uuid: uuidNumber(1) });
    expect(await scene.diagnose()).toMatchObject([
      {
        code: 'DUPLICATE_ASSET_UUID',
        severity: 'error',
        asset_id: 2,
        file: 'assets/b/asset.json',
        pointer: '/asset_uuid',
        fix_id: 'adopt-copy',
      },
    ]);
  });

  it('DUPLICATE_ASSET_UUID also where only the registry says so', async () => {
    const scene = new ProjectScene().addRaw(1, 'a').register(2, 'gone', { asset_uuid: uuidNumber(1) });
    expect((await scene.diagnose()).map(({ code, asset_id: id, fix_id: fix }) => [code, id, fix])).toEqual([
      ['DUPLICATE_ASSET_UUID', 2, undefined],
      ['ROOT_MISSING', 2, undefined],
    ]);
  });

  it('DUPLICATE_ROOT and IDENTITY_MISMATCH for one folder under two ids', async () => {
    const scene = new ProjectScene().addRaw(1, 'a').register(2, 'a');
    const codes = (await scene.diagnose()).map(({ code, asset_id: id }) => [code, id]);
    expect(codes).toContainEqual(['DUPLICATE_ROOT', 2]);
    expect(codes).toContainEqual(['IDENTITY_MISMATCH', 2]);
    expect(codes).not.toContainEqual(['DUPLICATE_ASSET_UUID', 2]);
  });

  it('IDENTITY_MISMATCH offers to relocate only where the right folder was found', async () => {
    const scene = new ProjectScene().register(1, 'a').putRaw(5, 'a');
    expect(await scene.diagnose('whole')).toMatchObject([
      { code: 'IDENTITY_MISMATCH', severity: 'error', asset_id: 1, pointer: '/asset_uuid' },
    ]);
    scene.putRaw(1, 'moved');
    expect(await scene.diagnose('whole')).toMatchObject([
      { code: 'IDENTITY_MISMATCH', asset_id: 1, fix_id: 'relocate-to-found-root' },
    ]);
  });

  it("OWNERSHIP_AMBIGUOUS for a root inside a root; files of the inner one are not the outer one's", async () => {
    const scene = new ProjectScene().addRaw(1, 'a').addRaw(2, 'a/b/c').addRaw(3, 'ab');
    expect(await scene.diagnose()).toMatchObject([
      { code: 'OWNERSHIP_AMBIGUOUS', severity: 'error', asset_id: 2, pointer: '/assets/1/root' },
    ]);
    scene.putRaw(1, 'a', { artifacts: [{ file: 'b/c/data.bin', index: 0 }], inputs: { x: ['data.bin'] } });
    expect((await scene.diagnose()).map(({ code, asset_id: id, fix_id: fix }) => [code, id, fix])).toEqual([
      ['INPUT_MISSING', 1, undefined],
      ['OWNERSHIP_AMBIGUOUS', 2, undefined],
    ]);
  });
});
