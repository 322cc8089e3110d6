import { describe, expect, it } from 'vitest';
import { ProjectScene } from '#core/testing/project-scene.ts';

describe('CONTENT_DUPLICATE', () => {
  it('is a hint at every asset but the first of equal payloads', async () => {
    const scene = new ProjectScene().addRaw(1, 'a').addRaw(2, 'b').addRaw(3, 'c').addRaw(4, 'd');
    const digests = new Map([
      [1, 'a'.repeat(64)],
      [2, 'b'.repeat(64)],
      [3, 'a'.repeat(64)],
    ]);
    expect(await scene.diagnose('managed', digests)).toMatchObject([
      { code: 'CONTENT_DUPLICATE', severity: 'hint', asset_id: 3, file: 'assets/c' },
    ]);
  });
});
