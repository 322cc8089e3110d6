import { describe, expect, it } from 'vitest';
import { ProjectScene } from '#core/testing/project-scene.ts';
import { addressOfRoot, findAssets, parseAssetReference } from './address.ts';

describe('addresses', () => {
  it('are assets/ and the root in NFC', () => {
    expect(addressOfRoot('ui/cafe\u0301')).toBe('assets/ui/caf\u00e9');
  });

  it('reads an id or an address with or without its prefix', () => {
    expect(parseAssetReference('12')).toEqual({ kind: 'id', assetId: 12 });
    expect(parseAssetReference('assets/ui/caf\u00e9')).toEqual({
      kind: 'address',
      address: 'assets/ui/caf\u00e9',
    });
    expect(parseAssetReference('ui/cafe\u0301/')).toEqual({
      kind: 'address',
      address: 'assets/ui/caf\u00e9',
    });
    expect(parseAssetReference('012')).toEqual({ kind: 'address', address: 'assets/012' });
  });

  it('finds by id and by address, comparing case-sensitively', async () => {
    const snapshot = await new ProjectScene().addRaw(1, 'ui/a').addRaw(2, 'ui/A').scan();
    const idsOf = (text: string): readonly number[] =>
      findAssets(snapshot, parseAssetReference(text)).map(({ entry }) => entry.asset_id);
    expect(idsOf('2')).toEqual([2]);
    expect(idsOf('ui/a')).toEqual([1]);
    expect(idsOf('assets/ui/A')).toEqual([2]);
    expect(idsOf('ui')).toEqual([]);
  });
});
