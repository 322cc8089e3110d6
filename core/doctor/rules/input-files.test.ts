import { describe, expect, it } from 'vitest';
import { declareGlyphBank } from '#core/testing/bank-declarations.ts';
import { ProjectScene } from '#core/testing/project-scene.ts';

function sceneWith(file: string): ProjectScene {
  const scene = new ProjectScene().addRaw(1, 'a', {
    artifacts: [{ file, index: 0 }],
    inputs: { other: ['data.bin'] },
  });
  scene.tree.putFile('assets/outside.bin', '').putFile('secret.bin', '');
  return scene;
}

describe('input rules', () => {
  it('INPUT_MISSING once for a path, at the artifact, with a fix', async () => {
    const scene = new ProjectScene().addRaw(1, 'a', {
      artifacts: [{ file: 'gone.bin', index: 0 }],
      inputs: { source: ['gone.bin', 'data.bin'] },
    });
    expect(await scene.diagnose()).toMatchObject([
      {
        code: 'INPUT_MISSING',
        severity: 'error',
        asset_id: 1,
        file: 'assets/a/asset.json',
        pointer: '/artifacts/0/file',
        fix_id: 'remove-missing-input',
      },
    ]);
  });

  it('INPUT_MISSING for a palette file, at its place in the pipeline, without that fix', async () => {
    const pipeline = { palettes: [{ index: 0, palette: { file: 'gone.gpl' } }] };
    const { type, artifacts, output } = declareGlyphBank([{ file: 'data.bin', index: 0 }], pipeline);
    const [found, ...others] = await new ProjectScene()
      .addRaw(1, 'a', { type, artifacts, output })
      .diagnose();
    expect(found).toMatchObject({
      code: 'INPUT_MISSING',
      pointer: '/output/pipeline/palettes/0/palette/file',
    });
    expect(found?.fix_id).toBeUndefined();
    expect(others).toEqual([]);
  });

  it('names a file that differs only by case', async () => {
    const found = await sceneWith('Data.bin').diagnose();
    expect(found.map(({ code }) => code)).toEqual(['INPUT_MISSING']);
    expect(found[0]?.message).toContain('"data.bin"');
  });

  it('H7 INPUT_ESCAPES_ROOT for everything that is no plain path inside the root', async () => {
    const escapes = [
      '../outside.bin',
      '../../secret.bin',
      '/secret.bin',
      'x/../data.bin',
      './data.bin',
      'x//y',
      'x\\y',
      'C:x',
      'x\u0000',
      'x/',
    ];
    for (const file of escapes) {
      expect(await sceneWith(file).diagnose(), file).toMatchObject([
        { code: 'INPUT_ESCAPES_ROOT', severity: 'error', pointer: '/artifacts/0/file' },
      ]);
    }
  });

  it('H8 INPUT_IS_LINK for a link and for a file behind a linked folder', async () => {
    const scene = sceneWith('linked.bin');
    scene.tree.putLink('assets/a/linked.bin', 'data.bin');
    expect(await scene.diagnose()).toMatchObject([{ code: 'INPUT_IS_LINK', severity: 'error' }]);
    const behind = sceneWith('way/outside.bin');
    behind.tree.putLink('assets/a/way', '..');
    expect((await behind.diagnose()).map(({ code }) => code)).toEqual(['INPUT_IS_LINK', 'FILE_UNUSED']);
  });

  it('H9 INPUT_NOT_REGULAR for a pipe and for a folder, empty or not', async () => {
    const pipe = sceneWith('pipe');
    pipe.tree.putDevice('assets/a/pipe');
    expect(await pipe.diagnose()).toMatchObject([{ code: 'INPUT_NOT_REGULAR', severity: 'error' }]);
    const folder = sceneWith('folder');
    folder.tree.putFolder('assets/a/folder');
    expect(await folder.diagnose()).toMatchObject([{ code: 'INPUT_NOT_REGULAR' }]);
    folder.tree.putFile('assets/a/folder/x.bin', '');
    expect((await folder.diagnose()).map(({ code }) => code)).toEqual(['INPUT_NOT_REGULAR', 'FILE_UNUSED']);
  });

  it('INPUT_UNREADABLE for a file in a folder that cannot be listed', async () => {
    const scene = sceneWith('shut/x.bin');
    scene.tree.putFile('assets/a/shut/x.bin', '').setUnreadable('assets/a/shut');
    expect(await scene.diagnose()).toMatchObject([{ code: 'INPUT_UNREADABLE', severity: 'error' }]);
  });
});
