import fc from 'fast-check';
import { fuzzRuns } from '#core/testing/fuzz-runs.ts';
import { describe, expect, it } from 'vitest';
import { declareGlyphBank, listArtifacts } from '#core/testing/bank-declarations.ts';
import {
  CLEAR,
  codesOf,
  colorsPalette,
  drawImage,
  drawRows,
  encodeTiles,
  inputsOf,
  opaque,
  packed,
  toHex,
  type Pixel,
} from '#core/testing/glyph-art.ts';
import { pngOfPixels } from '#core/testing/png-generator.ts';
import { decodeSheet, readPaletteSlot } from './decode.ts';
import { encodeGlyphBank } from './encode-glyph-bank.ts';

describe('asset-pack 4.1: payload by hand', () => {
  const letters = { a: '#ff0000', b: '#00ff00', c: '#0000ff', w: '#ffffff' };
  const first = drawRows(
    ['ab......', 'ccccaaaa', '........', '........', '........', '........', '........', '.......b'],
    letters,
  );
  const second = drawRows(
    ['w.......', '........', '........', '........', '........', '........', '........', '......ww'],
    letters,
  );
  const result = encodeTiles(
    {
      palettes: [
        colorsPalette(5, '#102030', '#ffffff', '#808080'),
        colorsPalette(0, '#000000', '#ff0000', '#00ff00', '#0000ff'),
      ],
    },
    { 'first.png': first, 'second.png': second },
  );
  const { payload, metadata, decodedSize, tiles } = packed(result);

  it('has the size and resident size of the format', () => {
    expect(payload.length).toBe(34816);
    expect(decodedSize).toBe(67584);
    expect(metadata).toEqual({ width: 256, height: 256, palette_count: 64, palette_authored: 2 });
  });

  it('packs the left pixel into the high nibble, rows of 128 bytes, tiles side by side', () => {
    // Row 0: a b of tile 0 are entries 1 and 2; w of tile 1 is entry 1 of palette 5.
    expect(toHex(payload.subarray(0, 10))).toBe('12000000' + '10000000' + '0000');
    // Row 1: cccc aaaa.
    expect(toHex(payload.subarray(128, 137))).toBe('33331111' + '00000000' + '00');
    // Row 7: b is the last pixel of tile 0, ww the last two of tile 1.
    expect(toHex(payload.subarray(7 * 128, 7 * 128 + 9))).toBe('00000002' + '00000011' + '00');
    const drawn = payload.subarray(0, 32768).filter((byte) => byte !== 0);
    expect(drawn.length).toBe(8);
  });

  it('stores palettes by their index as RGB565 little-endian', () => {
    // f800, 07e0 and 001f after an entry 0 of zero.
    expect(toHex(payload.subarray(32768, 32768 + 10))).toBe('0000' + '00f8' + 'e007' + '1f00' + '0000');
    // #102030: 2<<11 | 8<<5 | 6 = 1106; #808080: 16<<11 | 32<<5 | 16 = 8410. Entry 0 is stored too.
    const slot5 = 32768 + 5 * 32;
    expect(toHex(payload.subarray(slot5, slot5 + 8))).toBe('0611' + 'ffff' + '1084' + '0000');
    expect(payload.subarray(32768, slot5).filter((byte) => byte !== 0).length).toBe(4);
    expect(payload.subarray(slot5 + 8).every((byte) => byte === 0)).toBe(true);
  });

  it('records which file and palette gave each tile', () => {
    expect(tiles).toEqual([
      { index: 0, file: 'first.png', palette: 0 },
      { index: 1, file: 'second.png', palette: 5 },
    ]);
  });
});

describe('asset-pack 4.1: matching', () => {
  it('takes the lowest palette that holds all colours, whatever the list order', () => {
    const palettes = [
      colorsPalette(9, '#000000', '#ff0000'),
      colorsPalette(3, '#000000', '#00ff00', '#ff0000'),
    ];
    const { tiles, payload } = packed(
      encodeTiles({ palettes }, { 'a.png': drawImage(8, 8, () => opaque('#ff0000')) }),
    );
    expect(tiles?.[0]?.palette).toBe(3);
    expect(payload[0]).toBe(0x22);
  });

  it('takes the palette that the artifact names', () => {
    const palettes = [
      colorsPalette(3, '#000000', '#ff0000'),
      colorsPalette(9, '#000000', '#00ff00', '#ff0000'),
    ];
    const { tiles, payload } = packed(
      encodeTiles({ palettes }, { 'a.png': drawImage(8, 8, () => opaque('#ff0000')) }, [
        { file: 'a.png', index: 0, palette: 9 },
      ]),
    );
    expect(tiles?.[0]?.palette).toBe(9);
    expect(payload[0]).toBe(0x22);
  });

  it('compares after RGB565 and takes the lowest of equal entries', () => {
    const palettes = [colorsPalette(0, '#000000', '#070307', '#000000')];
    const { payload } = packed(
      encodeTiles({ palettes }, { 'a.png': drawImage(8, 8, () => opaque('#010203')) }),
    );
    expect(payload[0]).toBe(0x11);
  });

  it('gives a cell without opaque pixels no palette, even where one is named', () => {
    const palettes = [colorsPalette(0, '#000000', '#ff0000')];
    const { tiles } = packed(
      encodeTiles({ palettes }, { 'a.png': drawImage(8, 8, () => [9, 9, 9, 0]) }, [
        { file: 'a.png', index: 0, palette: 0 },
      ]),
    );
    expect(tiles).toEqual([{ index: 0, file: 'a.png', palette: null }]);
  });

  it('reads palettes from .gpl, .pal and .hex files', () => {
    const text = (content: string): Uint8Array => new TextEncoder().encode(content);
    const palettes = [
      { index: 0, palette: { file: 'p/a.GPL' } },
      { index: 1, palette: { file: 'b.pal' } },
      { index: 2, palette: { file: 'c.hex' } },
    ];
    const files = {
      'p/a.GPL': text('GIMP Palette\n0 0 0\n255 0 0 red\n'),
      'b.pal': text('JASC-PAL\r\n0100\r\n2\r\n0 0 0\r\n0 255 0\r\n'),
      'c.hex': text('000000\n0000ff\n'),
    };
    const images = {
      'r.png': drawImage(8, 8, () => opaque('#ff0000')),
      'g.png': drawImage(8, 8, () => opaque('#00ff00')),
      'b.png': drawImage(8, 8, () => opaque('#0000ff')),
    };
    const declaration = declareGlyphBank(listArtifacts('r.png', 'g.png', 'b.png'), { palettes });
    const { tiles, payload } = packed(encodeGlyphBank(declaration, inputsOf({ ...files, ...images })));
    expect(tiles?.map(({ palette }) => palette)).toEqual([0, 1, 2]);
    expect(readPaletteSlot(payload, 1).slice(0, 3)).toEqual([0, 0x07e0, 0]);
  });
});

describe('asset-pack 4.1: grid slicing', () => {
  const shade = (level: number): string => `#${(level * 8).toString(16).padStart(2, '0').repeat(3)}`;
  const palettes = [colorsPalette(0, '#123456', ...Array.from({ length: 15 }, (_, at) => shade(at + 1)))];

  it('numbers cells row by row from the index of the artifact, blank ones too', () => {
    const sheet = drawImage(24, 16, (x, y) => {
      const cell = Math.floor(y / 8) * 3 + Math.floor(x / 8);
      return cell === 4 ? CLEAR : opaque(shade(cell + 1));
    });
    const single = drawImage(8, 8, () => opaque(shade(9)));
    const artifacts = [
      { file: 'sheet.png', index: 1 },
      { file: 'single.png', index: 0 },
    ];
    const { tiles, payload } = packed(
      encodeTiles({ palettes, slice: 'grid' }, { 'sheet.png': sheet, 'single.png': single }, artifacts),
    );
    expect(tiles?.map(({ file, palette }) => [file, palette])).toEqual([
      ['single.png', 0],
      ['sheet.png', 0],
      ['sheet.png', 0],
      ['sheet.png', 0],
      ['sheet.png', 0],
      ['sheet.png', null],
      ['sheet.png', 0],
    ]);
    expect(Array.from({ length: 7 }, (_, tile) => payload[tile * 4])).toEqual([
      0x99, 0x11, 0x22, 0x33, 0x44, 0x00, 0x66,
    ]);
  });

  it('skips margin and spacing', () => {
    const sheet = drawImage(2 * 3 + 2 * 8 + 2, 2 * 3 + 8, (x, y) => {
      const inside = y >= 3 && y < 11 && ((x >= 3 && x < 11) || (x >= 13 && x < 21));
      return inside ? opaque(shade(x < 11 ? 1 : 2)) : [255, 0, 255, 77];
    });
    const { payload, tiles } = packed(
      encodeTiles({ palettes, slice: 'grid', margin: 3, spacing: 2 }, { 'sheet.png': sheet }),
    );
    expect(tiles?.length).toBe(2);
    expect(toHex(payload.subarray(0, 9))).toBe('11111111' + '22222222' + '00');
  });

  it('wraps to the next row of the sheet: tile 32 of 8 pixels begins below tile 0', () => {
    const sheet = drawImage(256, 16, (x, y) => (x < 8 && y >= 8 ? opaque(shade(3)) : CLEAR));
    const { payload } = packed(encodeTiles({ palettes, slice: 'grid' }, { 'sheet.png': sheet }));
    expect(payload[8 * 128]).toBe(0x33);
  });
});

describe('asset-pack 4.1: "auto" palettes', () => {
  /** A tile of the given number of greys from a first one, one pixel each. */
  const greys = (first: number, count: number): Uint8Array =>
    drawImage(8, 8, (x, y) => {
      const at = y * 8 + x;
      const level = (first + at) * 8;
      return at < count ? [level, level, level, 255] : CLEAR;
    });
  const word = (level: number): number => (level << 11) | (level << 6) | level;

  it('fills the lowest palette in order of first appearance, opens the next where the union exceeds 15', () => {
    const files = { 'a.png': greys(0, 10), 'b.png': greys(8, 8), 'c.png': greys(5, 5) };
    const { payload, tiles, metadata } = packed(encodeTiles({ palettes: 'auto' }, files));
    // a: 0…9 opens palette 0. b: 8…15 would make 16 colours, so palette 1. c: 5…9 is within palette 0.
    expect(tiles?.map(({ palette }) => palette)).toEqual([0, 1, 0]);
    expect(metadata).toMatchObject({ palette_authored: 2 });
    expect(readPaletteSlot(payload, 0)).toEqual([
      0,
      ...Array.from({ length: 10 }, (_, at) => word(at)),
      0,
      0,
      0,
      0,
      0,
    ]);
    expect(readPaletteSlot(payload, 1)).toEqual([
      0,
      ...Array.from({ length: 8 }, (_, at) => word(at + 8)),
      0,
      0,
      0,
      0,
      0,
      0,
      0,
    ]);
    expect(toHex(payload.subarray(0, 12))).toBe('12345678' + '12345678' + '6789a000');
  });

  it('appends to the lowest palette with room', () => {
    const files = {
      'a.png': greys(0, 14),
      'b.png': greys(20, 4),
      'c.png': greys(30, 1),
      'd.png': greys(31, 1),
    };
    const { tiles, payload } = packed(encodeTiles({ palettes: 'auto' }, files));
    expect(tiles?.map(({ palette }) => palette)).toEqual([0, 1, 0, 1]);
    expect(readPaletteSlot(payload, 0)[15]).toBe(word(30));
    expect(readPaletteSlot(payload, 1)[5]).toBe(word(31));
  });

  it('goes by id, not by list position, and blank tiles open nothing', () => {
    const files = { 'a.png': greys(0, 2), 'b.png': drawImage(8, 8, () => CLEAR) };
    const artifacts = [
      { file: 'a.png', index: 1 },
      { file: 'b.png', index: 0 },
    ];
    const { tiles, metadata } = packed(encodeTiles({ palettes: 'auto' }, files, artifacts));
    expect(tiles?.map(({ palette }) => palette)).toEqual([null, 0]);
    expect(metadata).toMatchObject({ palette_authored: 1 });
  });

  it('GLYPH_AUTO_TOO_MANY_COLORS: sixteen colours in a tile, counted after RGB565', () => {
    expect(codesOf(encodeTiles({ palettes: 'auto' }, { 'a.png': greys(0, 16) }))).toEqual([
      'GLYPH_AUTO_TOO_MANY_COLORS',
    ]);
    const shades = drawImage(8, 8, (x, y) => [y * 8 + x > 7 ? 7 : y * 8 + x, 0, 0, 255]);
    expect(codesOf(encodeTiles({ palettes: 'auto' }, { 'a.png': shades }))).not.toContain(
      'GLYPH_AUTO_TOO_MANY_COLORS',
    );
  });

  it('GLYPH_AUTO_TOO_MANY_PALETTES: 65 tiles of 15 colours that share none', () => {
    const files = Object.fromEntries(
      Array.from({ length: 65 }, (_, tile) => {
        const pixels = drawImage(8, 8, (x, y) => {
          const at = y * 8 + x;
          const color = tile * 15 + at;
          return at < 15 ? [(color & 31) * 8, ((color >> 5) & 63) * 4, 0, 255] : CLEAR;
        });
        return [`${String(tile).padStart(2, '0')}.png`, pixels];
      }),
    );
    expect(codesOf(encodeTiles({ palettes: 'auto' }, files))).toEqual(['GLYPH_AUTO_TOO_MANY_PALETTES']);
    const { '64.png': _last, ...fitting } = files;
    expect(packed(encodeTiles({ palettes: 'auto' }, fitting)).metadata).toMatchObject({
      palette_authored: 64,
    });
  });
});

describe('decoding gives back what was encoded', () => {
  it('RGB565 of the source, for any tiles that an automatic palette holds', () => {
    const channel = fc.integer({ min: 0, max: 255 });
    const pool = fc.array(fc.tuple(channel, channel, channel), { minLength: 1, maxLength: 15 });
    const tile = fc.tuple(pool, fc.array(fc.nat(15), { minLength: 64, maxLength: 64 }));
    fc.assert(
      fc.property(fc.array(tile, { minLength: 1, maxLength: 12 }), (drawn) => {
        const pixelsOf = drawn.map(([colors, choice]) =>
          choice.map((at): Pixel => {
            const [red, green, blue] = colors[at % colors.length] ?? [0, 0, 0];
            return at === 15 ? CLEAR : [red, green, blue, 255];
          }),
        );
        const files = Object.fromEntries(
          pixelsOf.map((pixels, at) => [`${String(at).padStart(2, '0')}.png`, pngOfPixels(8, 8, pixels)]),
        );
        const { payload, tiles } = packed(encodeTiles({ palettes: 'auto' }, files));
        const indices = decodeSheet(payload);
        for (const [at, pixels] of pixelsOf.entries()) {
          const palette = tiles?.[at]?.palette ?? 0;
          const colors = readPaletteSlot(payload, palette);
          for (const [pixel, [red, green, blue, alpha]] of pixels.entries()) {
            const index = indices[Math.floor(pixel / 8) * 256 + at * 8 + (pixel % 8)] ?? 0;
            const word = Math.floor(red / 8) * 2048 + Math.floor(green / 4) * 32 + Math.floor(blue / 8);
            if (alpha === 0) expect(index).toBe(0);
            else expect([index > 0, colors[index]]).toEqual([true, word]);
          }
        }
      }),
      fuzzRuns(60),
    );
  });
});
