import fc from 'fast-check';
import { fuzzRuns } from '#core/testing/fuzz-runs.ts';
import { describe, expect, it } from 'vitest';
import { readJson, type JsonProblemCode, type JsonReadOptions } from './read-json.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function valueOf(text: string, options?: JsonReadOptions): unknown {
  const result = readJson(bytesOf(text), options);
  if (!result.ok) throw new Error(`refused: ${result.problem.code} ${result.problem.message}`);
  return result.value;
}

function problemOf(bytes: Uint8Array | string, options?: JsonReadOptions) {
  const result = readJson(typeof bytes === 'string' ? bytesOf(bytes) : bytes, options);
  if (result.ok) throw new Error('accepted');
  return result.problem;
}

describe('readJson accepts', () => {
  it.each<[string, unknown]>([
    ['null', null],
    [' \t\r\n true \n', true],
    ['false', false],
    ['0', 0],
    ['-1', -1],
    ['123456789012', 123456789012],
    ['9007199254740991', 9007199254740991],
    ['1.5e3', 1500],
    ['1E-2', 0.01],
    ['""', ''],
    ['"\\u0061\\n\\t\\"\\\\\\/\\b\\f\\r"', 'a\n\t"\\/\b\f\r'],
    ['"\\ud83d\\ude00\\uD83D\\uDE00"', '😀😀'],
    ['"é\u2028\u007f\ufeff"', 'é\u2028\u007f\ufeff'],
    ['[]', []],
    ['{}', {}],
    ['[1, [2, {"a": [ ]}], "x"]', [1, [2, { a: [] }], 'x']],
    ['{"b":1,"a":{"c":null},"10":2,"2":3}', { b: 1, a: { c: null }, '10': 2, '2': 3 }],
    ['{"":""}', { '': '' }],
  ])('%s', (text, expected) => {
    expect(valueOf(text)).toStrictEqual(expected);
  });

  it('keeps the order of keys', () => {
    expect(Object.keys(valueOf('{"z":1,"a":2,"m":3}') as object)).toEqual(['z', 'a', 'm']);
  });

  it('nests 64 levels', () => {
    expect(readJson(bytesOf('['.repeat(64) + ']'.repeat(64))).ok).toBe(true);
  });
});

describe('readJson refuses (H5)', () => {
  it.each<[string, Uint8Array | string, JsonProblemCode, number, string]>([
    ['nothing', '', 'syntax', 0, ''],
    ['only space', ' \n', 'syntax', 2, ''],
    ['two values', '1 2', 'syntax', 2, ''],
    ['a trailing comma in an array', '[1,]', 'syntax', 3, '/1'],
    ['a trailing comma in an object', '{"a":1,}', 'syntax', 7, ''],
    ['a missing comma', '[1 2]', 'syntax', 3, '/0'],
    ['a missing colon', '{"a" 1}', 'syntax', 5, ''],
    ['a bare key', '{a:1}', 'syntax', 1, ''],
    ['single quotes', "['a']", 'syntax', 1, '/0'],
    ['a comment', '[1 /* x */]', 'syntax', 3, '/0'],
    ['a leading zero', '[01]', 'syntax', 1, '/0'],
    ['a negative leading zero', '[-01]', 'syntax', 1, '/0'],
    ['a plus sign', '[+1]', 'syntax', 1, '/0'],
    ['a bare minus', '[-]', 'syntax', 2, '/0'],
    ['a point without digits', '[1.]', 'syntax', 3, '/0'],
    ['a number that begins with a point', '[.5]', 'syntax', 1, '/0'],
    ['an exponent without digits', '[1e+]', 'syntax', 4, '/0'],
    ['a hexadecimal number', '[0x1]', 'syntax', 2, '/0'],
    ['NaN', '[NaN]', 'syntax', 1, '/0'],
    ['Infinity', '[Infinity]', 'syntax', 1, '/0'],
    ['a word in capitals', 'True', 'syntax', 0, ''],
    ['an open array', '[1', 'syntax', 2, '/0'],
    ['an open object', '{"a":{"b":1', 'syntax', 11, '/a'],
    ['an open string', '"abc', 'syntax', 4, ''],
    ['an open escape', '"abc\\', 'syntax', 4, ''],
    ['a raw newline in a string', '["a\nb"]', 'syntax', 3, '/0'],
    ['a raw NUL in a string', '["\u0000"]', 'syntax', 2, '/0'],
    ['an unknown escape', '["\\x41"]', 'syntax', 2, '/0'],
    ['a short unicode escape', '["\\u12g4"]', 'syntax', 2, '/0'],
    ['a form feed as space', '[\f1]', 'syntax', 1, '/0'],
    ['a no-break space', '[\u00a01]', 'syntax', 1, '/0'],
    ['a byte order mark', hex('efbbbf7b7d'), 'bom', 0, ''],
    ['an overlong slash', hex('22c0af22'), 'encoding', 1, ''],
    ['an encoded surrogate', hex('22eda08022'), 'encoding', 1, ''],
    ['a code point above U+10FFFF', hex('22f490808022'), 'encoding', 1, ''],
    ['a cut sequence', hex('2261e282'), 'encoding', 2, ''],
    ['a stray continuation', hex('5b80'), 'encoding', 1, ''],
    ['UTF-16', hex('fffe7b007d00'), 'encoding', 0, ''],
    ['a key twice', '{"a":1,"b":2,"a":3}', 'duplicate-key', 13, '/a'],
    ['a key twice, side by side', '{"a":1,"a":1}', 'duplicate-key', 7, '/a'],
    ['a key twice by an escape', '{"x":{"a":1,"\\u0061":2}}', 'duplicate-key', 12, '/x/a'],
    ['__proto__ twice', '{"__proto__":1,"__proto__":2}', 'duplicate-key', 15, '/__proto__'],
    ['a high surrogate alone', '["\\ud800"]', 'lone-surrogate', 2, '/0'],
    ['a low surrogate alone', '["x\\udc00"]', 'lone-surrogate', 3, '/0'],
    ['surrogates in the wrong order', '["\\udc00\\ud800"]', 'lone-surrogate', 2, '/0'],
    ['a high surrogate before another escape', '["\\ud800\\n"]', 'lone-surrogate', 2, '/0'],
    ['a lone surrogate in a key', '{"\\ud800":1}', 'lone-surrogate', 2, ''],
    ['65 levels of arrays', '['.repeat(65) + ']'.repeat(65), 'depth', 64, '/0'.repeat(64)],
    ['65 levels of objects', '{"a":'.repeat(65) + '1' + '}'.repeat(65), 'depth', 320, '/a'.repeat(64)],
    ['a million open brackets', '['.repeat(1_000_000), 'depth', 64, '/0'.repeat(64)],
    ['a number above every double', '[1e999]', 'number', 1, '/0'],
  ])('%s', (_name, text, code, byteOffset, pointer) => {
    expect(problemOf(text)).toMatchObject({ code, byteOffset, pointer });
  });

  it('counts bytes, lines and columns beyond ASCII', () => {
    expect(problemOf('{\n "é😀": x}')).toMatchObject({ byteOffset: 13, line: 2, column: 9 });
  });

  it('a document above the limit, before decoding', () => {
    expect(problemOf(new Uint8Array(11).fill(0xff), { maxBytes: 10 })).toMatchObject({ code: 'too-large' });
  });

  it('deeper nesting than asked for', () => {
    expect(problemOf('[[[1]]]', { maxDepth: 2 })).toMatchObject({ code: 'depth', byteOffset: 2 });
  });

  it.each(['[1.0]', '[1e2]', '[-0.5]', '[9007199254740992]', '[-9007199254740992]'])(
    '%s where only integers may stand',
    (text) => {
      expect(problemOf(text, { numbers: 'integers' })).toMatchObject({
        code: 'number',
        byteOffset: 1,
        pointer: '/0',
      });
    },
  );
});

describe('readJson and hostile keys (H6)', () => {
  it('makes __proto__, constructor and prototype plain members', () => {
    const value = valueOf('{"__proto__":{"polluted":1},"constructor":{"prototype":2}}') as Record<
      string,
      unknown
    >;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect('polluted' in value).toBe(false);
    expect('polluted' in {}).toBe(false);
  });
});

describe('numbers that are not exact integers', () => {
  it('are told apart from integers of the same value', () => {
    const plain = readJson(bytesOf('[1,1000]'));
    const floats = readJson(bytesOf('{"a":[1.0,1e3],"b":9007199254740993,"c":-7}'));
    expect(plain.ok && plain.hasInexactNumbers).toBe(false);
    if (!floats.ok) throw new Error('refused');
    expect(floats.hasInexactNumbers).toBe(true);
    expect(floats.places.inexactNumbers()).toEqual([
      { pointer: '/a/0', token: '1.0', byteOffset: 6 },
      { pointer: '/a/1', token: '1e3', byteOffset: 10 },
      { pointer: '/b', token: '9007199254740993', byteOffset: 19 },
    ]);
    expect(floats.places.inexactNumbers('/a/1').map((found) => found.token)).toEqual(['1e3']);
    expect(floats.places.inexactNumbers('', 2)).toHaveLength(2);
  });

  it('can be kept as text where they are integers too wide for a number', () => {
    expect(valueOf('[18446744073709551615,-18446744073709551615,1.5,7]', { wideIntegers: 'text' })).toEqual([
      '18446744073709551615',
      '-18446744073709551615',
      1.5,
      7,
    ]);
  });
});

describe('places by pointer', () => {
  it('give bytes, line, column, token and key', () => {
    const text = '{\n  "é": [10, {"x/y": -25}],\n  "s": "t"\n}\n';
    const result = readJson(bytesOf(text));
    if (!result.ok) throw new Error('refused');
    const places = result.places.locateAll(['', '/é/1/x~1y', '/s', '/nowhere', 'malformed']);
    expect([...places.keys()].sort()).toEqual(['', '/s', '/é/1/x~1y']);
    expect(places.get('/é/1/x~1y')).toEqual({
      byteOffset: 23,
      byteLength: 3,
      line: 2,
      column: 21,
      token: '-25',
      keyByteOffset: 16,
    });
    expect(places.get('/s')).toEqual({
      byteOffset: 37,
      byteLength: 3,
      line: 3,
      column: 8,
      keyByteOffset: 32,
    });
    expect(result.places.locate('')).toMatchObject({ byteOffset: 0, byteLength: 42 });
  });
});

describe('canonical form is recognised while reading', () => {
  it.each<[string, number]>([
    ['{"a":1,"b":[true,null,"x\\n\\u0001\\"é"]}', -1],
    ['{"a": 1}', 5],
    ['{"a":1}\n', 7],
    [' {}', 0],
    ['{"b":1,"a":2}', 7],
    ['{"é":1,"z":2}', 8],
    ['["\\u0041"]', 2],
    ['["\\/"]', 2],
    ['["\\u000A"]', 2],
    ['["\\u000b","\\u000B"]', 11],
    ['[-0]', 1],
    ['[1.0]', 1],
    ['[1.5]', -1],
    ['[1e21]', 1],
    ['[1e+21]', -1],
  ])('%s deviates at %i', (text, at) => {
    const result = readJson(bytesOf(text));
    expect(result.ok && result.nonCanonicalAt).toBe(at);
  });
});

describe('readJson, properties (F1)', () => {
  it('agrees with JSON.parse on what JSON.stringify writes', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ noUnicodeString: false }),
        fc.constantFrom(undefined, 2, '\t'),
        (value, space) => {
          const text = JSON.stringify(value, null, space);
          fc.pre(text.isWellFormed() && !/\\ud[89a-f]/i.test(text));
          expect(valueOf(text)).toStrictEqual(JSON.parse(text));
        },
      ),
      fuzzRuns(500),
    );
  });

  it('never throws, and accepts nothing that JSON.parse refuses', () => {
    const fragment = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '0',
      '1',
      '-',
      '.',
      'e',
      'true',
      'null',
      ' ',
      'é',
      '\u0000',
      '\\u0041',
      '\\ud800',
    );
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const result = readJson(bytesOf(text));
        if (result.ok) expect(result.value).toStrictEqual(JSON.parse(text));
        else expect(result.problem.byteOffset).toBeLessThanOrEqual(bytesOf(text).length);
      }),
      fuzzRuns(3000),
    );
  });

  it('never throws for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const result = readJson(bytes);
        expect(typeof result.ok).toBe('boolean');
      }),
      fuzzRuns(2000),
    );
  });
});
