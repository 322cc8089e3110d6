import { describe, expect, it } from 'vitest';
import type { BankOccupant } from '#schemas/contract/views.ts';
import { fillOf, occupantWords, residentWords } from './occupant-facts.ts';

const bank = (part: Partial<BankOccupant>): BankOccupant => ({
  asset_id: 1,
  name: 'cave',
  address: 'assets/cave',
  format: 'GLYPH/indexed_v1',
  slot: 0,
  slot_declared: false,
  resident_bytes: null,
  tiles: null,
  palettes: null,
  samples: null,
  has_errors: false,
  ...part,
});

describe('how full a bank is', () => {
  it('counts tiles as the live preview does, over what the declaration says', () => {
    const glyph = bank({ tiles: { used: 13, capacity: 1024 } });
    expect(fillOf(glyph, 0, 108)).toMatchObject({ used: 108, of: 1024 });
    expect(fillOf(glyph, 0)).toMatchObject({ used: 13, of: 1024 });
  });
  it('shows sounds by their share of the lane', () => {
    expect(fillOf(bank({ resident_bytes: 25, samples: 2 }), 100).words).toBe(
      '25 % of what the lane preloads',
    );
  });
  it('never says 0 bytes where the size is not known', () => {
    expect(fillOf(bank({}), 0).words).toBe('size known after packing');
    expect(residentWords([{ residentBytes: 0, unknownCount: 2 }])).toBe('resident bytes known after packing');
    expect(residentWords([{ residentBytes: 2048, unknownCount: 1 }])).toBe(
      '2.00 KiB resident and 1 not known yet',
    );
    expect(residentWords([{ residentBytes: 0, unknownCount: 0 }])).toBe('0 B resident');
  });
  it('H11 makes invisible characters of a name visible', () => {
    expect(occupantWords(bank({ name: 'a\u202eb' }), 0, true)).toBe(
      'a‹U+202E›b, size known after packing, found no slot',
    );
  });
});
