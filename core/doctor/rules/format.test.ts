import { describe, expect, it } from 'vitest';
import { ProjectScene } from '#core/testing/project-scene.ts';

const OUTPUT = { format: 'SCENE/raw_v1', codec: 'NONE' };

describe('format rules', () => {
  it('FORMAT_UNSUPPORTED for a pair of type and format that does not go together', async () => {
    const scene = new ProjectScene()
      .addRaw(1, 'a', { output: { ...OUTPUT, format: 'GLYPH/indexed_v1' } })
      .addRaw(2, 'b', { type: 'sound_bank' })
      .addRaw(3, 'c', { output: { ...OUTPUT, format: 'TILES/raw_v1' } })
      .addRaw(4, 'd', { output: { ...OUTPUT, format: 'constructor' } });
    expect((await scene.diagnose()).map(({ code, asset_id: id, pointer }) => [code, id, pointer])).toEqual(
      [1, 2, 3, 4].map((id) => ['FORMAT_UNSUPPORTED', id, '/output/format']),
    );
  });

  it('CODEC_UNSUPPORTED for anything but NONE, with a fix', async () => {
    const scene = new ProjectScene().addRaw(1, 'a', { output: { ...OUTPUT, codec: 'LZ4' } });
    expect(await scene.diagnose()).toMatchObject([
      { code: 'CODEC_UNSUPPORTED', severity: 'error', pointer: '/output/codec', fix_id: 'set-codec-none' },
    ]);
  });
});
