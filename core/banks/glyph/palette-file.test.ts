import fc from 'fast-check';
import { fuzzRuns } from '#core/testing/fuzz-runs.ts';
import { describe, expect, it } from 'vitest';
import { insertTransparentColor, insertTransparentLine } from './palette-fixes.ts';
import {
  PALETTE_FILE_EXTENSIONS,
  paletteFileKind,
  readPaletteFile,
  type PaletteFileKind,
} from './palette-file.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const BOM = '\uFEFF';

function read(kind: PaletteFileKind, text: string): unknown {
  const result = readPaletteFile(kind, bytes(text));
  return result.ok ? result.colors : result.byteOffset;
}

function isOk(kind: PaletteFileKind, text: string): boolean {
  return readPaletteFile(kind, bytes(text)).ok;
}

describe('asset-pack 4.1: palette files', () => {
  it('the kind follows the extension, case-insensitively', () => {
    expect(paletteFileKind('a/Hero.GPL')).toBe('gpl');
    expect(paletteFileKind('hero.tar.Pal')).toBe('pal');
    expect(paletteFileKind('x.hEx')).toBe('hex');
    expect(paletteFileKind('gpl')).toBeUndefined();
    expect(paletteFileKind('dir.gpl/file')).toBeUndefined();
    expect(paletteFileKind('hero.act')).toBeUndefined();
  });

  it('.gpl: header, comments, Name and Columns are skipped, names may be anything', () => {
    const text = `${BOM}GIMP Palette\r\nName: Hero\r\nColumns: 4\r\n#\r\n\r\n  0   0   0\tnothing\r\n255 128 1\r\n 32 48 64 203040\r\n1 2 3 000000\r\n`;
    expect(read('gpl', text)).toEqual([
      [0, 0, 0],
      [255, 128, 1],
      [32, 48, 64],
      [1, 2, 3],
    ]);
  });

  it('.pal: the count must match', () => {
    expect(read('pal', `${BOM}JASC-PAL\r\n0100\r\n2\r\n1 2 3\r\n\r\n254 255 0\r\n`)).toEqual([
      [1, 2, 3],
      [254, 255, 0],
    ]);
    expect(isOk('pal', 'JASC-PAL\n0100\n3\n1 2 3\n4 5 6\n')).toBe(false);
    expect(isOk('pal', 'JASC-PAL\n0100\n1\n1 2 3\n4 5 6\n')).toBe(false);
  });

  it('.hex: with and without #, in any case', () => {
    expect(read('hex', `${BOM}ff8001\r\n\r\n#00FFaa`)).toEqual([
      [255, 128, 1],
      [0, 255, 170],
    ]);
  });

  it.each<readonly [string, PaletteFileKind, string]>([
    ['.gpl without its header', 'gpl', '1 2 3\n'],
    ['.gpl without colours', 'gpl', 'GIMP Palette\nName: x\n'],
    ['.gpl with a value over 255', 'gpl', 'GIMP Palette\n1 2 256\n'],
    ['.gpl with two values', 'gpl', 'GIMP Palette\n1 2\n'],
    ['.gpl with a negative value', 'gpl', 'GIMP Palette\n1 2 -3\n'],
    ['.gpl with a fourth channel', 'gpl', 'GIMP Palette\n1 2 3 255 name\n'],
    ['.gpl that announces RGBA', 'gpl', 'GIMP Palette\nChannels: RGBA\n1 2 3 255\n'],
    ['.gpl of 17 colours', 'gpl', `GIMP Palette\n${'1 2 3\n'.repeat(17)}`],
    ['.pal of another kind', 'pal', 'RIFF\n0100\n1\n1 2 3\n'],
    ['.pal of another version', 'pal', 'JASC-PAL\n0101\n1\n1 2 3\n'],
    ['.pal with a count that is none', 'pal', 'JASC-PAL\n0100\nmany\n1 2 3\n'],
    ['.pal with no colour', 'pal', 'JASC-PAL\n0100\n0\n'],
    ['.pal with a fourth channel', 'pal', 'JASC-PAL\n0100\n1\n1 2 3 255\n'],
    ['.pal with a name', 'pal', 'JASC-PAL\n0100\n1\n1 2 3 red\n'],
    ['.pal of 17 colours', 'pal', `JASC-PAL\n0100\n17\n${'1 2 3\n'.repeat(17)}`],
    ['.pal that ends early', 'pal', 'JASC-PAL\n'],
    ['.hex with a fourth channel', 'hex', 'ff8001ff\n'],
    ['.hex with five digits', 'hex', 'ff800\n'],
    ['.hex with a comment', 'hex', 'ff8001\n; red\n'],
    ['.hex without colours', 'hex', '\n\n'],
    ['.hex of 17 colours', 'hex', '112233\n'.repeat(17)],
    ['an empty file', 'gpl', ''],
  ])('GLYPH_PALETTE_FILE_INVALID: %s', (_name, kind, text) => {
    expect(isOk(kind, text)).toBe(false);
  });

  it('a bad line is told with its number and its offset, BOM and CRLF counted', () => {
    const text = `${BOM}GIMP Palette\r\n1 2 3\r\n\r\n1 2 x\r\n`;
    const result = readPaletteFile('gpl', bytes(text));
    // 3 bytes of BOM, 14 + 7 + 2 of three lines.
    expect(result).toMatchObject({ ok: false, byteOffset: 26 });
    expect(result.ok ? '' : result.message).toMatch(/^Line 4:/);
  });

  it('sixteen colours are as many as there may be', () => {
    expect(isOk('hex', '112233\n'.repeat(16))).toBe(true);
  });
});

describe('fix insert-transparent-entry', () => {
  it('moves inline colours up where there is room', () => {
    expect(insertTransparentColor(['#ffffff'])).toEqual(['#000000', '#ffffff']);
    expect(insertTransparentColor(new Array<string>(16).fill('#ffffff'))).toBeUndefined();
  });

  it.each<readonly [PaletteFileKind, string, string]>([
    [
      'gpl',
      'GIMP Palette\r\n# 1 2 3\r\n9 8 7 nine\r\n',
      'GIMP Palette\r\n# 1 2 3\r\n0 0 0\r\n9 8 7 nine\r\n',
    ],
    ['pal', 'JASC-PAL\n0100\n\n1\n9 8 7\n', 'JASC-PAL\n0100\n\n2\n0 0 0\n9 8 7\n'],
    ['hex', '#090807', '000000\n#090807'],
  ])('.%s gets a line before its first colour and nothing else changes', (kind, before, after) => {
    const fixed = insertTransparentLine(kind, bytes(before));
    expect(new TextDecoder().decode(fixed)).toBe(after);
    expect(read(kind, after)).toEqual([
      [0, 0, 0],
      [9, 8, 7],
    ]);
  });

  it('does nothing to a full or unreadable file', () => {
    expect(insertTransparentLine('hex', bytes('112233\n'.repeat(16)))).toBeUndefined();
    expect(insertTransparentLine('hex', bytes('nothing'))).toBeUndefined();
  });
});

describe('H4, F1: any bytes give colours or a message', () => {
  it('noise, mutated and truncated files', () => {
    const kinds = fc.constantFrom(...PALETTE_FILE_EXTENSIONS);
    const line = fc.oneof(
      fc.constantFrom(
        'GIMP Palette',
        'JASC-PAL',
        '0100',
        '2',
        '#',
        'Name:',
        '',
        '1 2 3',
        'ffffff',
        '#00ff00',
      ),
      fc.string({ maxLength: 12 }),
    );
    const text = fc.array(line, { maxLength: 22 }).map((lines) => bytes(lines.join('\n')));
    fc.assert(
      fc.property(kinds, fc.oneof(text, fc.uint8Array({ maxLength: 80 })), (kind, file) => {
        const result = readPaletteFile(kind, file);
        if (result.ok) {
          expect(result.colors.length).toBeGreaterThan(0);
          expect(result.colors.length).toBeLessThanOrEqual(16);
          for (const channel of result.colors.flat()) expect(channel >= 0 && channel <= 255).toBe(true);
        } else {
          expect(result.byteOffset ?? 0).toBeLessThanOrEqual(file.length);
        }
      }),
      fuzzRuns(500),
    );
  });

  it('a huge file is refused by its size', () => {
    expect(readPaletteFile('hex', new Uint8Array(2 * 1024 * 1024)).ok).toBe(false);
  });
});
