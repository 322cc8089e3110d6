import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StudioError } from '#core/errors.ts';
import { canonicalJson, canonicalJsonBytes } from './canonical.ts';
import { prettyJson } from './pretty.ts';
import { readJson } from './read-json.ts';

describe('canonicalJson (RFC 8785)', () => {
  it('sorts keys by UTF-16 code units (RFC 8785 3.2.3)', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew',
      '1': 'One',
      '\ud83d\ude00': 'Emoji',
      '\u0080': 'Control',
      '\u00f6': 'o',
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"o","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji","\ufb33":"Hebrew"}',
    );
  });

  it('writes strings as RFC 8785 3.2.2.2 says', () => {
    expect(canonicalJson('\u20ac$\u000f\u000aA\'B"\\\\"/\u007f\u2028')).toBe(
      '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f\u2028"',
    );
  });

  it('sorts at every depth and keeps arrays', () => {
    expect(canonicalJson({ b: [3, { d: 1, c: null }, true], a: {} })).toBe(
      '{"a":{},"b":[3,{"c":null,"d":1},true]}',
    );
  });

  it('writes integers exactly, -0 as 0, BigInt of any size', () => {
    expect(canonicalJson([0, -0, -7, 9007199254740991, 18446744073709551615n])).toBe(
      '[0,0,-7,9007199254740991,18446744073709551615]',
    );
  });

  it.each<[string, unknown]>([
    ['a fraction', { a: [1.5] }],
    ['an integer beyond 2^53-1', { a: [9007199254740992] }],
    ['NaN', { a: [Number.NaN] }],
    ['a lone surrogate', { a: ['\ud800'] }],
    ['undefined', { a: [undefined] }],
  ])('refuses %s with its pointer', (_name, value) => {
    const thrown = (() => {
      try {
        return canonicalJson(value);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(StudioError);
    expect(thrown).toMatchObject({ code: 'INTERNAL', data: { pointer: '/a/0' } });
  });

  it('writes doubles as ECMAScript does where they are allowed', () => {
    const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001];
    expect(canonicalJson(numbers, { allowNonIntegers: true })).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27]',
    );
  });

  it('keeps __proto__ as data (H6)', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"x":2}}'))).toBe('{"__proto__":{"x":2},"b":1}');
  });

  it('is what the reader takes for canonical, and reads back equal', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        fc.pre(JSON.stringify(value).isWellFormed() && !/\\ud[89a-f]/i.test(JSON.stringify(value)));
        const bytes = canonicalJsonBytes(value, { allowNonIntegers: true });
        const result = readJson(bytes);
        expect(result.ok && result.nonCanonicalAt).toBe(-1);
        expect(result.ok && canonicalJson(result.value, { allowNonIntegers: true })).toBe(
          new TextDecoder().decode(bytes),
        );
      }),
    );
  });

  it('agrees with the reader about what is not canonical', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1), (value, space) => {
        const text = JSON.stringify(value, null, space);
        const result = readJson(new TextEncoder().encode(text));
        if (!result.ok) return;
        expect(result.nonCanonicalAt === -1).toBe(
          canonicalJson(result.value, { allowNonIntegers: true }) === text,
        );
      }),
    );
  });
});

describe('prettyJson', () => {
  it('has two spaces, a final newline and the order of the value', () => {
    expect(prettyJson({ b: [1, {}], a: 'x' })).toBe('{\n  "b": [\n    1,\n    {}\n  ],\n  "a": "x"\n}\n');
  });
});
