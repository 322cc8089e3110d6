import { describe, expect, it } from 'vitest';
import { ProjectScene, uuidNumber } from '#core/testing/project-scene.ts';

describe('registry rules', () => {
  it('REGISTRY_MISSING offers to initialise the project', async () => {
    const scene = new ProjectScene();
    scene.registryText = '';
    for (const scope of ['managed', 'whole'] as const) {
      expect(await scene.diagnose(scope)).toMatchObject([
        {
          code: 'REGISTRY_MISSING',
          severity: 'error',
          file: 'assets/.prometeu/index.json',
          fix_id: 'init-workspace',
        },
      ]);
    }
  });

  it('REGISTRY_INVALID for a registry that is no JSON, a link or a folder', async () => {
    const scene = new ProjectScene();
    scene.registryText = '{"schema_version":1,';
    expect(await scene.diagnose()).toMatchObject([
      { code: 'REGISTRY_INVALID', severity: 'error', byte_offset: 20 },
    ]);

    const linked = new ProjectScene();
    linked.registryText = '';
    linked.tree
      .putFile('elsewhere.json', '{}')
      .putLink('assets/.prometeu/index.json', '../../elsewhere.json');
    expect(await linked.diagnose()).toMatchObject([{ code: 'REGISTRY_INVALID' }]);

    const folder = new ProjectScene();
    folder.registryText = '';
    folder.tree.putFolder('assets/.prometeu/index.json');
    expect(await folder.diagnose()).toMatchObject([{ code: 'REGISTRY_INVALID' }]);
  });

  it('REGISTRY_NEWER is a code of its own', async () => {
    const scene = new ProjectScene();
    scene.registryText = '{"schema_version":2}';
    expect(await scene.diagnose()).toMatchObject([
      { code: 'REGISTRY_NEWER', severity: 'error', pointer: '/schema_version', byte_offset: 1 },
    ]);
  });

  it('one broken entry does not hide the others', async () => {
    const scene = new ProjectScene().addRaw(1, 'a', { name: '' }).register(2, '../b');
    expect((await scene.diagnose()).map(({ code, pointer }) => [code, pointer])).toEqual([
      ['REGISTRY_INVALID', '/assets/1/root'],
      ['DECLARATION_INVALID', '/name'],
    ]);
  });

  it('REGISTRY_UNKNOWN_KEY is a hint', async () => {
    const scene = new ProjectScene();
    scene.registryText = '{"schema_version":1,"next_asset_id":1,"assets":[],"x":0}';
    expect(await scene.diagnose()).toMatchObject([
      { code: 'REGISTRY_UNKNOWN_KEY', severity: 'hint', pointer: '/x' },
    ]);
  });

  it('REGISTRY_NEXT_ID_LOW where next_asset_id does not exceed every id', async () => {
    const scene = new ProjectScene().addRaw(7, 'a').addRaw(3, 'b');
    scene.nextAssetId = 7;
    expect(await scene.diagnose()).toMatchObject([
      {
        code: 'REGISTRY_NEXT_ID_LOW',
        severity: 'error',
        pointer: '/next_asset_id',
        fix_id: 'raise-next-asset-id',
      },
    ]);
    scene.nextAssetId = 8;
    expect(await scene.diagnose()).toEqual([]);
  });

  it('the highest id of all leaves a registry that is full and valid', async () => {
    const scene = new ProjectScene().putRaw(1, 'a');
    scene.register(2147483647, 'a', { asset_uuid: uuidNumber(1) });
    scene.nextAssetId = 2147483648;
    expect(await scene.diagnose()).toEqual([]);
  });
});
