import { describe, expect, it } from 'vitest';
import { glyphThumb, thumbColumns } from './thumbnail.ts';

describe('thumbnails of sheets', () => {
  it('fills 64 px with whole pixels for every tile size and count', () => {
    expect([1, 2, 4, 5, 256].map((count) => thumbColumns(16, count))).toEqual([1, 2, 2, 4, 4]);
    expect([1, 17, 1024].map((count) => thumbColumns(8, count))).toEqual([1, 8, 8]);
    expect([1, 2, 64].map((count) => thumbColumns(32, count))).toEqual([1, 2, 2]);
  });

  it('takes each tile from its place in the sheet, in its own palette, index 0 transparent', () => {
    const sheet = new Uint8Array(65_536);
    sheet[0] = 1;
    sheet[8] = 2;
    const palettes = new Uint8Array(64 * 16 * 3);
    palettes.set([10, 20, 30], 3);
    palettes.set([40, 50, 60], (1 * 16 + 2) * 3);
    const thumb = glyphThumb({
      sheet,
      palettes,
      tileSize: 8,
      tileCount: 2,
      tiles: [
        { index: 0, file: 'a.png', palette: 0 },
        { index: 1, file: 'b.png', palette: 1 },
      ],
    });
    expect(thumb.sidePx).toBe(16);
    expect([...thumb.pixels.subarray(0, 8)]).toEqual([10, 20, 30, 255, 0, 0, 0, 0]);
    expect([...thumb.pixels.subarray(8 * 4, 8 * 4 + 4)]).toEqual([40, 50, 60, 255]);
  });
});
