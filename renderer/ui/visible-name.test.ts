import { describe, expect, it } from 'vitest';
import { visibleName, visibleParts } from './visible-name.ts';

describe('H11 names from files are made visible', () => {
  it('leaves ordinary names of any script alone', () => {
    for (const name of ['hero walk', 'héros', '勇者', 'герой', 'a<b>&"c'])
      expect(visibleName(name)).toBe(name);
  });
  it('marks right-to-left override, zero-width space, control characters and line separators', () => {
    expect(visibleName('hero\u202egnp.exe')).toBe('hero‹U+202E›gnp.exe');
    expect(visibleName('a\u200bb')).toBe('a‹U+200B›b');
    expect(visibleName('a\nb\u0000')).toBe('a‹U+000A›b‹U+0000›');
    expect(visibleName('x\u2028y')).toBe('x‹U+2028›y');
    expect(visibleName('x\u00a0y')).toBe('x‹U+00A0›y');
  });
  it('marks a lone surrogate and a tag character outside the basic plane', () => {
    expect(visibleName('a\ud800')).toBe('a‹U+D800›');
    expect(visibleName('a\u{e0041}')).toBe('a‹U+E0041›');
  });
  it('keeps runs together', () => {
    expect(visibleParts('ab\u200fcd')).toEqual([
      { text: 'ab', hidden: false },
      { text: 'U+200F', hidden: true },
      { text: 'cd', hidden: false },
    ]);
  });
});
