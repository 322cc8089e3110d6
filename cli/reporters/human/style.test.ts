import { describe, expect, it } from 'vitest';
import { groupDigits, plural, shortSize, shortTime, shown } from './style.ts';
import { formatTable } from './table.ts';
import { formatFindings } from './findings.ts';

const plain = (text: string): string => text;
const STYLE = { strong: plain, faint: plain, good: plain, warning: plain, bad: plain };

describe('numbers for people', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1081344, '1,081,344'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991'],
  ])('%i is %s', (value, text) => {
    expect(groupDigits(value)).toBe(text);
  });

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.00 kB'],
    [34816, '34.8 kB'],
    [999_499, '999 kB'],
    [999_500, '1.00 MB'],
    [1_030_000, '1.03 MB'],
    [900_000_199, '900 MB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(shortSize(bytes)).toBe(text);
  });

  it.each([
    [84, '84 ms'],
    [3210, '3.2 s'],
    [125_000, '2 min 5 s'],
  ])('%i ms are %s', (ms, text) => {
    expect(shortTime(ms)).toBe(text);
  });

  it('count nouns', () => {
    expect([plural(1, 'asset'), plural(1200, 'asset')]).toEqual(['1 asset', '1,200 assets']);
  });
});

describe('text for people', () => {
  it('H11 shows what cannot be seen', () => {
    expect(shown('a\u001b[31m\u202e\u200b\nb')).toBe('a\\u{1B}[31m\\u{202E}\\u{200B}\\u{A}b');
  });

  it('aligns tables by code points', () => {
    const table = formatTable(
      [{ title: 'N', align: 'right' }, { title: 'Name' }],
      [
        ['10', 'a'],
        ['2', '😀'],
      ],
    );
    expect(table).toBe(' N  Name\n10  a\n 2  😀\n');
  });

  it('groups findings by their file and counts hints that repeat', () => {
    const hint = (pixel: number) => ({
      code: 'GLYPH_TILE_DUPLICATE' as const,
      severity: 'hint' as const,
      file: 'assets/a/x.png',
      asset_id: 1,
      pixel: { x: pixel, y: 0 },
      message: 'twice',
      remedy: 'use one',
    });
    const text = formatFindings([0, 1, 2, 3, 4].map(hint), STYLE);
    expect(text.match(/assets\/a\/x\.png/gu)).toHaveLength(1);
    expect(text.match(/twice/gu)).toHaveLength(3);
    expect(text).toContain('and 2 more of GLYPH_TILE_DUPLICATE');
    expect(text).toContain('pixel 2,0');
  });
});
