import { describe, expect, it } from 'vitest';
import { declareGlyphBank, listArtifacts } from '#core/testing/bank-declarations.ts';
import {
  CLEAR,
  codesOf,
  colorsPalette,
  drawImage,
  encodeTiles,
  inputsOf,
  opaque,
  packed,
} from '#core/testing/glyph-art.ts';
import { encodeGlyphBank } from './encode-glyph-bank.ts';

describe('diagnostics of images', () => {
  const red = [colorsPalette(0, '#000000', '#ff0000')];
  const solid = drawImage(8, 8, () => opaque('#ff0000'));

  it('PNG_UNREADABLE names the file once, and the other images are still looked at', () => {
    const files = {
      'bad.png': new Uint8Array(3),
      'odd.png': drawImage(9, 8, () => CLEAR),
      'soft.png': drawImage(8, 8, (x) => [255, 0, 0, x === 5 ? 128 : 255]),
    };
    const artifacts = [...listArtifacts(...Object.keys(files)), { file: 'bad.png', index: 3 }];
    const result = encodeTiles({ palettes: red }, files, artifacts);
    expect(result).toMatchObject({
      ok: false,
      diagnostics: [
        { code: 'PNG_UNREADABLE', file: 'bad.png', byteOffset: 0 },
        { code: 'GLYPH_IMAGE_SIZE', file: 'odd.png' },
        { code: 'GLYPH_PARTIAL_ALPHA', file: 'soft.png', pixel: { x: 5, y: 0 } },
      ],
    });
  });

  it('GLYPH_IMAGE_SIZE offers slicing only where the image is a sheet', () => {
    const sheet = encodeTiles({ palettes: red }, { 'a.png': drawImage(16, 8, () => CLEAR) });
    expect(sheet).toMatchObject({ diagnostics: [{ code: 'GLYPH_IMAGE_SIZE', fixId: 'set-slice-grid' }] });
    const odd = encodeTiles({ palettes: red }, { 'a.png': drawImage(12, 8, () => CLEAR) });
    expect(odd.ok ? [] : odd.diagnostics[0]).not.toHaveProperty('fixId');
    const grid = encodeTiles(
      { palettes: red, slice: 'grid', spacing: 1 },
      { 'a.png': drawImage(16, 8, () => CLEAR) },
    );
    expect(codesOf(grid)).toEqual(['GLYPH_IMAGE_SIZE']);
  });

  it('GLYPH_IMAGE_TOO_LARGE', () => {
    const large = drawImage(257, 256, () => CLEAR);
    expect(codesOf(encodeTiles({ palettes: red }, { 'a.png': large }))).toEqual(['GLYPH_IMAGE_TOO_LARGE']);
  });

  it('GLYPH_COLOR_NOT_IN_PALETTE names the first pixel of a missing colour', () => {
    const two = drawImage(8, 8, (x, y) => opaque(x === 3 && y === 4 ? '#00ff00' : '#ff0000'));
    expect(encodeTiles({ palettes: red }, { 'a.png': two })).toMatchObject({
      diagnostics: [{ code: 'GLYPH_COLOR_NOT_IN_PALETTE', file: 'a.png', pixel: { x: 3, y: 4 } }],
    });
    expect(codesOf(encodeTiles({ palettes: [] }, { 'a.png': solid }))).toEqual([
      'GLYPH_COLOR_NOT_IN_PALETTE',
    ]);
  });

  it('GLYPH_COLOR_NOT_IN_PALETTE where colours stand in different palettes, or in another than the named one', () => {
    const palettes = [colorsPalette(0, '#000000', '#ff0000'), colorsPalette(1, '#000000', '#00ff00')];
    const both = drawImage(8, 8, (x) => opaque(x < 4 ? '#ff0000' : '#00ff00'));
    expect(codesOf(encodeTiles({ palettes }, { 'a.png': both }))).toEqual(['GLYPH_COLOR_NOT_IN_PALETTE']);
    const named = encodeTiles({ palettes }, { 'a.png': solid }, [{ file: 'a.png', index: 0, palette: 1 }]);
    expect(codesOf(named)).toEqual(['GLYPH_COLOR_NOT_IN_PALETTE']);
  });

  it('GLYPH_COLOR_AT_TRANSPARENT_ENTRY once a palette, with the fix where there is room', () => {
    const palettes = [colorsPalette(4, '#00ff00', '#ff0000')];
    const green = drawImage(8, 8, (x) => opaque(x < 4 ? '#ff0000' : '#00ff00'));
    const result = encodeTiles({ palettes }, { 'a.png': green, 'b.png': green });
    expect(result).toMatchObject({
      diagnostics: [
        {
          code: 'GLYPH_COLOR_AT_TRANSPARENT_ENTRY',
          pointer: '/output/pipeline/palettes/0',
          fixId: 'insert-transparent-entry',
        },
      ],
    });
    expect(codesOf(result).length).toBe(1);
    const full = [colorsPalette(4, '#00ff00', ...new Array<string>(15).fill('#ff0000'))];
    const noRoom = encodeTiles({ palettes: full }, { 'a.png': green });
    expect(codesOf(noRoom)).toEqual(['GLYPH_COLOR_AT_TRANSPARENT_ENTRY']);
    expect(noRoom.ok ? {} : noRoom.diagnostics[0]).not.toHaveProperty('fixId');
  });

  it('tells colours at entry 0 and colours that are nowhere apart', () => {
    const palettes = [colorsPalette(0, '#00ff00', '#ff0000')];
    const three = drawImage(8, 8, (x) => opaque(['#ff0000', '#00ff00', '#0000ff'][x % 3] ?? ''));
    expect(codesOf(encodeTiles({ palettes }, { 'a.png': three }))).toEqual([
      'GLYPH_COLOR_AT_TRANSPARENT_ENTRY',
      'GLYPH_COLOR_NOT_IN_PALETTE',
    ]);
  });

  it('a colour at entry 0 that stands elsewhere too is matched there', () => {
    const palettes = [colorsPalette(0, '#ff0000', '#ff0000')];
    expect(packed(encodeTiles({ palettes }, { 'a.png': solid })).payload[0]).toBe(0x11);
  });

  it('GLYPH_PALETTE_FILE_INVALID with its place, and no tile is blamed for it', () => {
    const palettes = [{ index: 0, palette: { file: 'p.gpl' } }];
    const files = { 'a.png': solid, 'p.gpl': new TextEncoder().encode('GIMP Palette\n1 2\n') };
    const declaration = declareGlyphBank(listArtifacts('a.png'), { palettes });
    expect(encodeGlyphBank(declaration, inputsOf(files))).toMatchObject({
      diagnostics: [{ code: 'GLYPH_PALETTE_FILE_INVALID', file: 'p.gpl', byteOffset: 13 }],
    });
  });

  it('INPUT_MISSING for files that are not there', () => {
    const declaration = declareGlyphBank(listArtifacts('a.png'), {
      palettes: [{ index: 0, palette: { file: 'p.gpl' } }],
    });
    expect(codesOf(encodeGlyphBank(declaration, new Map()))).toEqual(['INPUT_MISSING', 'INPUT_MISSING']);
  });

  it('H4: a sheet gives at most 20 diagnostics of a kind', () => {
    const soft = drawImage(256, 256, () => [255, 0, 0, 128]);
    const wrong = drawImage(256, 256, () => opaque('#00ff00'));
    expect(codesOf(encodeTiles({ palettes: red, slice: 'grid' }, { 'a.png': soft })).length).toBe(20);
    expect(codesOf(encodeTiles({ palettes: red, slice: 'grid' }, { 'a.png': wrong })).length).toBe(20);
  });

  it('GLYPH_TOO_MANY_TILES, ARTIFACT_INDEX_DUPLICATE and ARTIFACT_INDEX_GAP of sheets', () => {
    const sheet = drawImage(64, 64, () => CLEAR);
    const grid = { palettes: red, slice: 'grid' };
    const overlapping = [
      { file: 'a.png', index: 0 },
      { file: 'a.png', index: 63 },
    ];
    expect(codesOf(encodeTiles(grid, { 'a.png': sheet }, overlapping))).toEqual(['ARTIFACT_INDEX_DUPLICATE']);
    const apart = [
      { file: 'a.png', index: 0 },
      { file: 'a.png', index: 65 },
    ];
    expect(codesOf(encodeTiles(grid, { 'a.png': sheet }, apart))).toEqual(['ARTIFACT_INDEX_GAP']);
    const many = Array.from({ length: 17 }, (_, at) => ({ file: 'a.png', index: at * 64 }));
    expect(codesOf(encodeTiles(grid, { 'a.png': sheet }, many))).toEqual(['GLYPH_TOO_MANY_TILES']);
    expect(packed(encodeTiles(grid, { 'a.png': sheet }, many.slice(0, 16))).tiles?.length).toBe(1024);
  });
});

describe('advice on a bank that packs', () => {
  const palettes = [colorsPalette(0, '#000000', '#ff0000'), colorsPalette(7, '#000000', '#00ff00')];

  it('GLYPH_TILE_DUPLICATE, blank tiles aside, and GLYPH_PALETTE_UNUSED', () => {
    const solid = drawImage(8, 8, () => opaque('#ff0000'));
    const blank = drawImage(8, 8, () => CLEAR);
    const result = encodeTiles(
      { palettes },
      { 'a.png': solid, 'b.png': blank, 'c.png': solid, 'd.png': blank },
    );
    expect(packed(result).advisories).toMatchObject([
      { code: 'GLYPH_TILE_DUPLICATE', file: 'c.png' },
      { code: 'GLYPH_PALETTE_UNUSED', pointer: '/output/pipeline/palettes/1' },
    ]);
  });

  it('GLYPH_BANK_NEARLY_FULL from nine tenths on', () => {
    const bank = (count: number): readonly string[] => {
      const artifacts = Array.from({ length: count }, (_, index) => ({ file: 'a.png', index }));
      const declaration = declareGlyphBank(artifacts, { palettes: 'auto' }, { tile_size: 32 });
      return codesOf(encodeGlyphBank(declaration, inputsOf({ 'a.png': drawImage(32, 32, () => CLEAR) })));
    };
    expect(bank(57)).toEqual([]);
    expect(bank(58)).toEqual(['GLYPH_BANK_NEARLY_FULL']);
  });
});
