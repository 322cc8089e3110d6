import { describe, expect, it } from 'vitest';
import { gapToPlace, moveItem } from './artifact-order.ts';

describe('order of artifacts', () => {
  it('moves one item and keeps the others in order', () => {
    expect(moveItem(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(moveItem(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
  });
  it('leaves the list alone at its ends', () => {
    const items = ['a', 'b'];
    expect(moveItem(items, 0, -1)).toBe(items);
    expect(moveItem(items, 1, 2)).toBe(items);
  });
  it('turns the gap of a drop into a place', () => {
    expect(moveItem(['a', 'b', 'c'], 0, gapToPlace(0, 3))).toEqual(['b', 'c', 'a']);
    expect(moveItem(['a', 'b', 'c'], 2, gapToPlace(2, 1))).toEqual(['a', 'c', 'b']);
  });
});
