import { describe, expect, it } from 'vitest';
import { suggestionsTitle } from './suggestions-title.ts';

describe('title of the tray', () => {
  it('counts files and what becomes of them', () => {
    expect(
      suggestionsTitle(12, [{ type: 'glyph_bank' }, { type: 'sound_bank' }, { type: 'sound_bank' }]),
    ).toBe('12 files → 1 glyph bank, 2 sound banks');
    expect(suggestionsTitle(1, [])).toBe('1 file → nothing');
  });
});
