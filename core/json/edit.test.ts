import { describe, expect, it } from 'vitest';
import { removeAtPointer, setAtPointer, valueAt } from './edit.ts';
import { jsonPointer, parseJsonPointer } from './json-pointer.ts';

const document = { z: 1, unknown: { kept: [1, 2, 3] }, 'a/b': { '~': 'x' } };

describe('JSON Pointer', () => {
  it('is written and read as RFC 6901 says', () => {
    expect(jsonPointer(['a/b', '~', 0, ''])).toBe('/a~1b/~0/0/');
    expect(parseJsonPointer('/a~1b/~0/0/')).toEqual(['a/b', '~', '0', '']);
    expect(parseJsonPointer('')).toEqual([]);
    expect(parseJsonPointer('a')).toBeUndefined();
    expect(parseJsonPointer('/~2')).toBeUndefined();
  });
});

describe('edits of a document', () => {
  it('find values, never in prototypes (H6)', () => {
    expect(valueAt(document, '/unknown/kept/2')).toBe(3);
    expect(valueAt(document, '/a~1b/~0')).toBe('x');
    expect(valueAt(document, '/constructor/name')).toBeUndefined();
    expect(valueAt(document, '/unknown/kept/01')).toBeUndefined();
  });

  it('set in place and keep unknown keys, order and the original', () => {
    const before = JSON.stringify(document);
    const after = setAtPointer(document, '/unknown/kept/1', 'two');
    expect(JSON.stringify(after)).toBe('{"z":1,"unknown":{"kept":[1,"two",3]},"a/b":{"~":"x"}}');
    expect(JSON.stringify(document)).toBe(before);
  });

  it('append to arrays and make missing parents', () => {
    expect(setAtPointer(document, '/unknown/kept/-', 4)).toMatchObject({ unknown: { kept: [1, 2, 3, 4] } });
    expect(setAtPointer({}, '/output/pipeline/slice', 'grid')).toEqual({
      output: { pipeline: { slice: 'grid' } },
    });
  });

  it('refuse a place inside a scalar or beyond an array', () => {
    expect(() => setAtPointer(document, '/z/deeper', 1)).toThrow(
      expect.objectContaining({ code: 'INTERNAL' }),
    );
    expect(() => setAtPointer(document, '/unknown/kept/9', 1)).toThrow(
      expect.objectContaining({ code: 'INTERNAL' }),
    );
  });

  it('set __proto__ as data (H6)', () => {
    const after = setAtPointer({}, '/__proto__/x', 1);
    expect(JSON.stringify(after)).toBe('{"__proto__":{"x":1}}');
    expect('x' in {}).toBe(false);
  });

  it('remove members and elements, and nothing where there is none', () => {
    expect(removeAtPointer(document, '/unknown/kept/0')).toEqual({
      z: 1,
      unknown: { kept: [2, 3] },
      'a/b': { '~': 'x' },
    });
    expect(removeAtPointer(document, '/a~1b')).toEqual({ z: 1, unknown: { kept: [1, 2, 3] } });
    expect(removeAtPointer(document, '/nowhere/x')).toBe(document);
  });
});
