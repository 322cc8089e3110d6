import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainData } from './plain-data.ts';

describe('isPlainData', () => {
  it('E9 takes everything that JSON can say', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        expect(isPlainData(value)).toBe(true);
      }),
    );
  });

  const cycle: unknown[] = [];
  cycle.push(cycle);
  it.each([
    [new Map()],
    [new Set()],
    [new Date(0)],
    [new Uint8Array(1)],
    [new ArrayBuffer(1)],
    [/x/u],
    [new Error('x')],
    [1n],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [cycle],
  ])('E9 H5 refuses %s, also inside of others', (value) => {
    expect(isPlainData(value)).toBe(false);
    expect(isPlainData({ a: [{ b: value }] })).toBe(false);
  });
});
