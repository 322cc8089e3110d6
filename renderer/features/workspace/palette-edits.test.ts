import { describe, expect, it } from 'vitest';
import {
  addPalette,
  declaredPalettes,
  moveColor,
  parseColor,
  removeColor,
  replacePalette,
  setColor,
} from './palette-edits.ts';

const palette = (index: number) => ({ index, palette: { colors: ['#000000'] } });

describe('edits of palettes (asset-pack 4.1)', () => {
  it('reads auto, a list, and nothing from what is no list', () => {
    expect(declaredPalettes({ palettes: 'auto' })).toBe('auto');
    expect(declaredPalettes({ palettes: [palette(2), 'no'] })).toEqual([palette(2)]);
    expect(declaredPalettes({})).toBeUndefined();
  });
  it('adds at the lowest free index and keeps the list by index', () => {
    expect(addPalette([palette(0), palette(2)], { file: 'a.gpl' }).map((each) => each.index)).toEqual([
      0, 1, 2,
    ]);
    expect(replacePalette([palette(0), palette(1)], 0, palette(7)).map((each) => each.index)).toEqual([1, 7]);
  });
  it('adds no 65th palette', () => {
    const full = Array.from({ length: 64 }, (_, index) => palette(index));
    expect(addPalette(full, {})).toHaveLength(64);
  });
  it('sets, appends, moves and removes colours, sixteen at the most', () => {
    expect(setColor(['a', 'b'], 1, 'x')).toEqual(['a', 'x']);
    expect(setColor(['a'], 9, 'x')).toEqual(['a', 'x']);
    expect(setColor(Array<string>(16).fill('a'), 16, 'x')).toHaveLength(16);
    expect(moveColor(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
    expect(moveColor(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(removeColor(['a', 'b', 'c'], 1)).toEqual(['a', 'c']);
  });
  it('takes colours as people write them', () => {
    expect(['#FFAA00', 'fa0', ' 00ff7f ', '#12345', 'red'].map(parseColor)).toEqual([
      '#ffaa00',
      '#ffaa00',
      '#00ff7f',
      undefined,
      undefined,
    ]);
  });
});
