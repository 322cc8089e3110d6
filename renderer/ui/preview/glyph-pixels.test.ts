import { describe, expect, it } from 'vitest';
import { paletteColors, sheetPixels, tileAt, type GlyphSheetData } from './glyph-pixels.ts';

/** Two tiles of 8 × 8: the first matched with palette 0, the second with palette 3; index 2 is red in one and blue in the other. */
function twoTiles(): GlyphSheetData {
  const sheet = new Uint8Array(65536);
  sheet[0] = 2;
  sheet[8] = 2;
  const palettes = new Uint8Array(64 * 16 * 3);
  palettes.set([255, 0, 0], 2 * 3);
  palettes.set([0, 0, 255], (3 * 16 + 2) * 3);
  return {
    sheet,
    palettes,
    tileSize: 8,
    tileCount: 2,
    tiles: [
      { index: 0, file: 'a.png', palette: 0 },
      { index: 1, file: 'b.png', palette: 3 },
    ],
  };
}
const rgba = (pixels: Uint8ClampedArray, at: number) => [...pixels.slice(at * 4, at * 4 + 4)];

describe('glyph sheet as pixels (asset-pack 4.1)', () => {
  it('draws each tile with its own palette, and index 0 transparent', () => {
    const pixels = sheetPixels(twoTiles(), 'own');
    expect(rgba(pixels, 0)).toEqual([255, 0, 0, 255]);
    expect(rgba(pixels, 8)).toEqual([0, 0, 255, 255]);
    expect(rgba(pixels, 1)).toEqual([0, 0, 0, 0]);
  });
  it('draws every tile with one palette, since none is stored per tile', () => {
    const pixels = sheetPixels(twoTiles(), 3);
    expect(rgba(pixels, 0)).toEqual([0, 0, 255, 255]);
  });
  it('counts tiles by rows', () => {
    expect(tileAt(255, 0, 8)).toBe(31);
    expect(tileAt(0, 8, 8)).toBe(32);
    expect(tileAt(40, 40, 32)).toBe(9);
  });
  it('reads palette colours', () => {
    expect(paletteColors(twoTiles().palettes, 3)[2]).toBe('#0000ff');
  });
});
