import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EncodeResult, FrozenInputs } from '#core/banks/bank-format.ts';
import { declareGlyphBank, listArtifacts } from '#core/testing/bank-declarations.ts';
import { pngOfPixels } from '#core/testing/png-generator.ts';
import type { JsonObject } from '#schemas/scalars.ts';
import type { Artifact } from '#schemas/workspace/declaration.ts';
import { decodeSheet, readPaletteSlot } from './decode.ts';
import { encodeGlyphBank } from './encode-glyph-bank.ts';

type Pixel = readonly [number, number, number, number];
const CLEAR: Pixel = [0, 0, 0, 0];

function hex(color: string): Pixel {
  const value = Number.parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255, 255];
}

/** An image from rows of letters, `.` transparent. */
function art(rows: readonly string[], colors: Readonly<Record<string, string>>): Uint8Array {
  const pixels = rows.flatMap((row) =>
    [...row].map((letter) => (letter === '.' ? CLEAR : hex(colors[letter] ?? '#000000'))),
  );
  return pngOfPixels(rows[0]?.length ?? 0, rows.length, pixels);
}

/** An image of one pixel value everywhere, or by position. */
function image(width: number, height: number, at: (x: number, y: number) => Pixel): Uint8Array {
  return pngOfPixels(
    width,
    height,
    Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
  );
}

function inputsOf(files: Readonly<Record<string, Uint8Array>>): FrozenInputs {
  return new Map(Object.entries(files));
}

function colorsPalette(index: number, ...colors: string[]): JsonObject {
  return { index, palette: { colors } };
}

function codes(result: EncodeResult): string[] {
  return (result.ok ? result.advisories : result.diagnostics).map(({ code }) => code);
}

function packed(result: EncodeResult): Extract<EncodeResult, { ok: true }> {
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result;
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function encodeTiles(
  pipeline: JsonObject,
  files: Readonly<Record<string, Uint8Array>>,
  artifacts?: Artifact[],
): EncodeResult {
  return encodeGlyphBank(
    declareGlyphBank(artifacts ?? listArtifacts(...Object.keys(files)), pipeline),
    inputsOf(files),
  );
}

describe('asset-pack 4.1: payload by hand', () => {
  const letters = { a: '#ff0000', b: '#00ff00', c: '#0000ff', w: '#ffffff' };
  const first = art(
    ['ab......', 'ccccaaaa', '........', '........', '........', '........', '........', '.......b'],
    letters,
  );
  const second = art(
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
      encodeTiles({ palettes }, { 'a.png': image(8, 8, () => hex('#ff0000')) }),
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
      encodeTiles({ palettes }, { 'a.png': image(8, 8, () => hex('#ff0000')) }, [
        { file: 'a.png', index: 0, palette: 9 },
      ]),
    );
    expect(tiles?.[0]?.palette).toBe(9);
    expect(payload[0]).toBe(0x22);
  });

  it('compares after RGB565 and takes the lowest of equal entries', () => {
    const palettes = [colorsPalette(0, '#000000', '#070307', '#000000')];
    const { payload } = packed(encodeTiles({ palettes }, { 'a.png': image(8, 8, () => hex('#010203')) }));
    expect(payload[0]).toBe(0x11);
  });

  it('gives a cell without opaque pixels no palette, even where one is named', () => {
    const palettes = [colorsPalette(0, '#000000', '#ff0000')];
    const { tiles } = packed(
      encodeTiles({ palettes }, { 'a.png': image(8, 8, () => [9, 9, 9, 0]) }, [
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
      'r.png': image(8, 8, () => hex('#ff0000')),
      'g.png': image(8, 8, () => hex('#00ff00')),
      'b.png': image(8, 8, () => hex('#0000ff')),
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
    const sheet = image(24, 16, (x, y) => {
      const cell = Math.floor(y / 8) * 3 + Math.floor(x / 8);
      return cell === 4 ? CLEAR : hex(shade(cell + 1));
    });
    const single = image(8, 8, () => hex(shade(9)));
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
    const sheet = image(2 * 3 + 2 * 8 + 2, 2 * 3 + 8, (x, y) => {
      const inside = y >= 3 && y < 11 && ((x >= 3 && x < 11) || (x >= 13 && x < 21));
      return inside ? hex(shade(x < 11 ? 1 : 2)) : [255, 0, 255, 77];
    });
    const { payload, tiles } = packed(
      encodeTiles({ palettes, slice: 'grid', margin: 3, spacing: 2 }, { 'sheet.png': sheet }),
    );
    expect(tiles?.length).toBe(2);
    expect(toHex(payload.subarray(0, 9))).toBe('11111111' + '22222222' + '00');
  });

  it('wraps to the next row of the sheet: tile 32 of 8 pixels begins below tile 0', () => {
    const sheet = image(256, 16, (x, y) => (x < 8 && y >= 8 ? hex(shade(3)) : CLEAR));
    const { payload } = packed(encodeTiles({ palettes, slice: 'grid' }, { 'sheet.png': sheet }));
    expect(payload[8 * 128]).toBe(0x33);
  });
});

describe('asset-pack 4.1: "auto" palettes', () => {
  /** A tile of the given number of greys from a first one, one pixel each. */
  const greys = (first: number, count: number): Uint8Array =>
    image(8, 8, (x, y) => {
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
    const files = { 'a.png': greys(0, 2), 'b.png': image(8, 8, () => CLEAR) };
    const artifacts = [
      { file: 'a.png', index: 1 },
      { file: 'b.png', index: 0 },
    ];
    const { tiles, metadata } = packed(encodeTiles({ palettes: 'auto' }, files, artifacts));
    expect(tiles?.map(({ palette }) => palette)).toEqual([null, 0]);
    expect(metadata).toMatchObject({ palette_authored: 1 });
  });

  it('GLYPH_AUTO_TOO_MANY_COLORS: sixteen colours in a tile, counted after RGB565', () => {
    expect(codes(encodeTiles({ palettes: 'auto' }, { 'a.png': greys(0, 16) }))).toEqual([
      'GLYPH_AUTO_TOO_MANY_COLORS',
    ]);
    const shades = image(8, 8, (x, y) => [y * 8 + x > 7 ? 7 : y * 8 + x, 0, 0, 255]);
    expect(codes(encodeTiles({ palettes: 'auto' }, { 'a.png': shades }))).not.toContain(
      'GLYPH_AUTO_TOO_MANY_COLORS',
    );
  });

  it('GLYPH_AUTO_TOO_MANY_PALETTES: 65 tiles of 15 colours that share none', () => {
    const files = Object.fromEntries(
      Array.from({ length: 65 }, (_, tile) => {
        const pixels = image(8, 8, (x, y) => {
          const at = y * 8 + x;
          const color = tile * 15 + at;
          return at < 15 ? [(color & 31) * 8, ((color >> 5) & 63) * 4, 0, 255] : CLEAR;
        });
        return [`${String(tile).padStart(2, '0')}.png`, pixels];
      }),
    );
    expect(codes(encodeTiles({ palettes: 'auto' }, files))).toEqual(['GLYPH_AUTO_TOO_MANY_PALETTES']);
    const { '64.png': _last, ...fitting } = files;
    expect(packed(encodeTiles({ palettes: 'auto' }, fitting)).metadata).toMatchObject({
      palette_authored: 64,
    });
  });
});

describe('diagnostics of images', () => {
  const red = [colorsPalette(0, '#000000', '#ff0000')];
  const solid = image(8, 8, () => hex('#ff0000'));

  it('PNG_UNREADABLE names the file once, and the other images are still looked at', () => {
    const files = {
      'bad.png': new Uint8Array(3),
      'odd.png': image(9, 8, () => CLEAR),
      'soft.png': image(8, 8, (x) => [255, 0, 0, x === 5 ? 128 : 255]),
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
    const sheet = encodeTiles({ palettes: red }, { 'a.png': image(16, 8, () => CLEAR) });
    expect(sheet).toMatchObject({ diagnostics: [{ code: 'GLYPH_IMAGE_SIZE', fixId: 'set-slice-grid' }] });
    const odd = encodeTiles({ palettes: red }, { 'a.png': image(12, 8, () => CLEAR) });
    expect(odd.ok ? [] : odd.diagnostics[0]).not.toHaveProperty('fixId');
    const grid = encodeTiles(
      { palettes: red, slice: 'grid', spacing: 1 },
      { 'a.png': image(16, 8, () => CLEAR) },
    );
    expect(codes(grid)).toEqual(['GLYPH_IMAGE_SIZE']);
  });

  it('GLYPH_IMAGE_TOO_LARGE', () => {
    const large = image(257, 256, () => CLEAR);
    expect(codes(encodeTiles({ palettes: red }, { 'a.png': large }))).toEqual(['GLYPH_IMAGE_TOO_LARGE']);
  });

  it('GLYPH_COLOR_NOT_IN_PALETTE names the first pixel of a missing colour', () => {
    const two = image(8, 8, (x, y) => hex(x === 3 && y === 4 ? '#00ff00' : '#ff0000'));
    expect(encodeTiles({ palettes: red }, { 'a.png': two })).toMatchObject({
      diagnostics: [{ code: 'GLYPH_COLOR_NOT_IN_PALETTE', file: 'a.png', pixel: { x: 3, y: 4 } }],
    });
    expect(codes(encodeTiles({ palettes: [] }, { 'a.png': solid }))).toEqual(['GLYPH_COLOR_NOT_IN_PALETTE']);
  });

  it('GLYPH_COLOR_NOT_IN_PALETTE where colours stand in different palettes, or in another than the named one', () => {
    const palettes = [colorsPalette(0, '#000000', '#ff0000'), colorsPalette(1, '#000000', '#00ff00')];
    const both = image(8, 8, (x) => hex(x < 4 ? '#ff0000' : '#00ff00'));
    expect(codes(encodeTiles({ palettes }, { 'a.png': both }))).toEqual(['GLYPH_COLOR_NOT_IN_PALETTE']);
    const named = encodeTiles({ palettes }, { 'a.png': solid }, [{ file: 'a.png', index: 0, palette: 1 }]);
    expect(codes(named)).toEqual(['GLYPH_COLOR_NOT_IN_PALETTE']);
  });

  it('GLYPH_COLOR_AT_TRANSPARENT_ENTRY once a palette, with the fix where there is room', () => {
    const palettes = [colorsPalette(4, '#00ff00', '#ff0000')];
    const green = image(8, 8, (x) => hex(x < 4 ? '#ff0000' : '#00ff00'));
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
    expect(codes(result).length).toBe(1);
    const full = [colorsPalette(4, '#00ff00', ...new Array<string>(15).fill('#ff0000'))];
    const noRoom = encodeTiles({ palettes: full }, { 'a.png': green });
    expect(codes(noRoom)).toEqual(['GLYPH_COLOR_AT_TRANSPARENT_ENTRY']);
    expect(noRoom.ok ? {} : noRoom.diagnostics[0]).not.toHaveProperty('fixId');
  });

  it('tells colours at entry 0 and colours that are nowhere apart', () => {
    const palettes = [colorsPalette(0, '#00ff00', '#ff0000')];
    const three = image(8, 8, (x) => hex(['#ff0000', '#00ff00', '#0000ff'][x % 3] ?? ''));
    expect(codes(encodeTiles({ palettes }, { 'a.png': three }))).toEqual([
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
    expect(codes(encodeGlyphBank(declaration, new Map()))).toEqual(['INPUT_MISSING', 'INPUT_MISSING']);
  });

  it('H4: a sheet gives at most 20 diagnostics of a kind', () => {
    const soft = image(256, 256, () => [255, 0, 0, 128]);
    const wrong = image(256, 256, () => hex('#00ff00'));
    expect(codes(encodeTiles({ palettes: red, slice: 'grid' }, { 'a.png': soft })).length).toBe(20);
    expect(codes(encodeTiles({ palettes: red, slice: 'grid' }, { 'a.png': wrong })).length).toBe(20);
  });

  it('GLYPH_TOO_MANY_TILES, ARTIFACT_INDEX_DUPLICATE and ARTIFACT_INDEX_GAP of sheets', () => {
    const sheet = image(64, 64, () => CLEAR);
    const grid = { palettes: red, slice: 'grid' };
    const overlapping = [
      { file: 'a.png', index: 0 },
      { file: 'a.png', index: 63 },
    ];
    expect(codes(encodeTiles(grid, { 'a.png': sheet }, overlapping))).toEqual(['ARTIFACT_INDEX_DUPLICATE']);
    const apart = [
      { file: 'a.png', index: 0 },
      { file: 'a.png', index: 65 },
    ];
    expect(codes(encodeTiles(grid, { 'a.png': sheet }, apart))).toEqual(['ARTIFACT_INDEX_GAP']);
    const many = Array.from({ length: 17 }, (_, at) => ({ file: 'a.png', index: at * 64 }));
    expect(codes(encodeTiles(grid, { 'a.png': sheet }, many))).toEqual(['GLYPH_TOO_MANY_TILES']);
    expect(packed(encodeTiles(grid, { 'a.png': sheet }, many.slice(0, 16))).tiles?.length).toBe(1024);
  });
});

describe('advice on a bank that packs', () => {
  const palettes = [colorsPalette(0, '#000000', '#ff0000'), colorsPalette(7, '#000000', '#00ff00')];

  it('GLYPH_TILE_DUPLICATE, blank tiles aside, and GLYPH_PALETTE_UNUSED', () => {
    const solid = image(8, 8, () => hex('#ff0000'));
    const blank = image(8, 8, () => CLEAR);
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
    const bank = (count: number): string[] => {
      const artifacts = Array.from({ length: count }, (_, index) => ({ file: 'a.png', index }));
      const declaration = declareGlyphBank(artifacts, { palettes: 'auto' }, { tile_size: 32 });
      return codes(encodeGlyphBank(declaration, inputsOf({ 'a.png': image(32, 32, () => CLEAR) })));
    };
    expect(bank(57)).toEqual([]);
    expect(bank(58)).toEqual(['GLYPH_BANK_NEARLY_FULL']);
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
      { numRuns: 60 },
    );
  });
});
