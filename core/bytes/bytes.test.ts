import fc from 'fast-check';
import { fuzzRuns } from '#core/testing/fuzz-runs.ts';
import { describe, expect, it } from 'vitest';
import { nobleHash } from '#core/hash/noble-hash.ts';
import { ByteCursor, EndOfBytes } from './cursor.ts';
import { toHex } from './hex.ts';
import { compareCodeUnits, compareUtf8 } from './order.ts';
import { addCounts, fitsInside, safeNumber } from './ranges.ts';
import { findInvalidUtf8, utf8Length } from './utf8.ts';
import { visibleText } from './visible-text.ts';

describe('ByteCursor', () => {
  it('reads little-endian', () => {
    const cursor = new ByteCursor(
      Uint8Array.of(1, 2, 3, 0xff, 0xff, 4, 3, 2, 0x81, 5, 6, 7, 8, 9, 10, 11, 12),
    );
    expect([cursor.u8(), cursor.u16(), cursor.i16(), cursor.u32()]).toEqual([1, 0x0302, -1, 0x81020304]);
    expect(cursor.u64()).toBe(0x0c0b0a0908070605n);
    expect(cursor.remaining).toBe(0);
  });

  it('gives a u64 as a number only below 2^53 (H2)', () => {
    const cursor = new ByteCursor(
      Uint8Array.of(255, 255, 255, 255, 255, 255, 31, 0, 0, 0, 0, 0, 0, 0, 32, 0),
    );
    expect(cursor.u64Safe()).toBe(Number.MAX_SAFE_INTEGER);
    expect(cursor.u64Safe()).toBeUndefined();
    expect(cursor.offset).toBe(16);
  });

  it('never reads past the end', () => {
    const cursor = new ByteCursor(Uint8Array.of(1, 2, 3), 2);
    expect(() => cursor.u16()).toThrow(EndOfBytes);
    expect(() => cursor.take(-1)).toThrow(EndOfBytes);
    expect(() => cursor.take(Number.NaN)).toThrow(EndOfBytes);
    expect(() => cursor.seek(4)).toThrow(EndOfBytes);
    expect(cursor.offset).toBe(2);
    expect([...cursor.take(1)]).toEqual([3]);
  });
});

describe('ranges (H2, H3)', () => {
  it('add without losing a bit', () => {
    expect(addCounts(1, 2)).toBe(3);
    expect(addCounts(Number.MAX_SAFE_INTEGER, 1)).toBeUndefined();
    expect(addCounts(-2, 1)).toBeUndefined();
  });

  it('fit without overflow', () => {
    expect(fitsInside(0, 10, 10)).toBe(true);
    expect(fitsInside(10, 0, 10)).toBe(true);
    expect(fitsInside(10, 1, 10)).toBe(false);
    expect(fitsInside(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 10)).toBe(false);
    expect(fitsInside(-1, 1, 10)).toBe(false);
  });

  it('turn a u64 into a number where that is exact', () => {
    expect(safeNumber(9007199254740991n)).toBe(9007199254740991);
    expect(safeNumber(9007199254740992n)).toBeUndefined();
  });
});

describe('order', () => {
  it('is by code unit, or by UTF-8 byte, which differ above the surrogates (D1)', () => {
    expect(['\ufb33', '\u{1f600}', 'Z', 'a'].sort(compareCodeUnits)).toEqual([
      'Z',
      'a',
      '\u{1f600}',
      '\ufb33',
    ]);
    expect(['\ufb33', '\u{1f600}', 'Z', 'a'].sort(compareUtf8)).toEqual(['Z', 'a', '\ufb33', '\u{1f600}']);
  });

  it('by UTF-8 is the order of the encoded bytes', () => {
    const encode = (text: string): string => toHex(new TextEncoder().encode(text));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(compareUtf8(a, b)).toBe(compareCodeUnits(encode(a), encode(b)));
      }),
    );
  });
});

describe('hex', () => {
  it('is two lower-case digits a byte', () => {
    expect(toHex(Uint8Array.of(0, 15, 160, 255))).toBe('000fa0ff');
  });
});

describe('UTF-8', () => {
  it('is measured', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });

  it('is checked exactly as a fatal decoder does', () => {
    const strict = new TextDecoder('utf-8', { fatal: true });
    const byte = fc.oneof(fc.constantFrom(0x61, 0x80, 0xbf, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4), fc.nat(255));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 8 }), (values) => {
        const bytes = Uint8Array.from(values);
        const at = findInvalidUtf8(bytes);
        if (at < 0) expect(typeof strict.decode(bytes)).toBe('string');
        else {
          expect(() => strict.decode(bytes)).toThrow();
          expect(typeof strict.decode(bytes.subarray(0, at))).toBe('string');
        }
      }),
      fuzzRuns(2000),
    );
  });
});

describe('visibleText (H11)', () => {
  it('spells what cannot be seen or reorders, and leaves the rest', () => {
    expect(visibleText('hero é 日本 😀')).toBe('hero é 日本 😀');
    expect(visibleText('a\u202eb\u200b\u0000\n\ufeff\ud800\u{e0041}')).toBe(
      'a\\u{202E}b\\u{200B}\\u{0}\\u{A}\\u{FEFF}\\u{D800}\\u{E0041}',
    );
  });
});

describe('nobleHash', () => {
  // FIPS 180-2, B.1 and B.2
  it('is SHA-256', () => {
    const bytes = new TextEncoder().encode('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq');
    expect(nobleHash.sha256Hex(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    const state = nobleHash.create();
    state.update(bytes.subarray(0, 10));
    state.update(bytes.subarray(10));
    expect(state.hex()).toBe('248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1');
  });
});
