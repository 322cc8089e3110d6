import { describe, expect, it } from 'vitest';
import { ProjectScene } from '#core/testing/project-scene.ts';

describe('declaration rules', () => {
  it('DECLARATION_MISSING where the root has no asset.json', async () => {
    const scene = new ProjectScene().register(1, 'a');
    scene.tree.putFile('assets/a/data.bin', '');
    expect(await scene.diagnose()).toMatchObject([
      { code: 'DECLARATION_MISSING', severity: 'error', asset_id: 1, file: 'assets/a/asset.json' },
    ]);
  });

  it('DECLARATION_INVALID and DECLARATION_NEWER stand at their asset and hide no other', async () => {
    const scene = new ProjectScene()
      .addRaw(1, 'a', { name: 3 })
      .addRaw(2, 'b', { schema_version: 5 })
      .addRaw(3, 'c', { extra: 1 });
    expect(await scene.diagnose()).toMatchObject([
      {
        code: 'DECLARATION_INVALID',
        severity: 'error',
        asset_id: 1,
        file: 'assets/a/asset.json',
        pointer: '/name',
      },
      { code: 'DECLARATION_NEWER', severity: 'error', asset_id: 2, pointer: '/schema_version' },
      { code: 'DECLARATION_UNKNOWN_KEY', severity: 'hint', asset_id: 3, pointer: '/extra' },
    ]);
  });

  it('METADATA_NUMBER is an error of a declaration that is otherwise valid', async () => {
    const scene = new ProjectScene().register(1, 'a').putRaw(1, 'a');
    const text = new TextDecoder()
      .decode(scene.tree.readFile('assets/a/asset.json', 10_000).bytes)
      .replace('"codec":"NONE"', '"codec":"NONE","metadata":{"speed":1.0}');
    scene.tree.putFile('assets/a/asset.json', text);
    expect(await scene.diagnose()).toMatchObject([
      {
        code: 'METADATA_NUMBER',
        severity: 'error',
        asset_id: 1,
        pointer: '/output/metadata/speed',
        byte_offset: text.indexOf('1.0'),
      },
    ]);
  });
});
