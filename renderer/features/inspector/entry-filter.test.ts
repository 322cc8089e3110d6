import { describe, expect, it } from 'vitest';
import type { AssetTableEntry } from '#schemas/pack/pack-header.ts';
import { filterEntries } from './entry-filter.ts';

const entry = (
  asset_id: number,
  asset_name: string,
  bank_type: AssetTableEntry['bank_type'],
): AssetTableEntry => ({
  asset_id,
  asset_name,
  bank_type,
  offset: 0,
  size: 0,
  decoded_size: 0,
  codec: 'NONE',
  metadata: {},
});
const ROWS = [entry(1, 'Cave tiles', 'GLYPH'), entry(21, 'cave air', 'SOUNDS'), entry(3, 'steps', 'SOUNDS')];
const found = (query: string) => filterEntries(ROWS, query).map((row) => row.asset_id);

describe('filtering the asset table', () => {
  it('wants every word, in name, bank or id, whatever the case', () => {
    expect(found('CAVE')).toEqual([1, 21]);
    expect(found('cave sounds')).toEqual([21]);
    expect(found('21')).toEqual([21]);
  });
  it('shows everything without words, nothing where nothing fits', () => {
    expect(found('  ')).toEqual([1, 21, 3]);
    expect(found('dragon')).toEqual([]);
  });
});
