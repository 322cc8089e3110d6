import { describe, expect, it } from 'vitest';
import { matchesShortcut, shortcutText } from './shortcut.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('shortcuts', () => {
  it('takes Mod as Ctrl, and on macOS as Command', () => {
    expect(matchesShortcut('Mod+K', press('k', { ctrlKey: true }), false)).toBe(true);
    expect(matchesShortcut('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false);
    expect(matchesShortcut('Mod+K', press('k', { metaKey: true }), true)).toBe(true);
  });
  it('wants exactly the modifiers that are named', () => {
    expect(matchesShortcut('Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(matchesShortcut('Alt+ArrowUp', press('ArrowUp', { altKey: true }), false)).toBe(true);
    expect(matchesShortcut('1', press('1', { altKey: true }), false)).toBe(false);
  });
  it('matches a printed character however it is typed', () => {
    expect(matchesShortcut('?', press('?', { shiftKey: true }), false)).toBe(true);
    expect(matchesShortcut('?', press('?'), false)).toBe(true);
  });
  it('reads as people write it', () => {
    expect(shortcutText('Mod+Shift+P', false)).toBe('Ctrl+Shift+P');
    expect(shortcutText('Mod+K', true)).toBe('⌘K');
    expect(shortcutText('Alt+ArrowUp', false)).toBe('Alt+↑');
  });
});
