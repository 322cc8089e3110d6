import { describe, expect, it } from 'vitest';
import type { AssetRow } from '#schemas/report/assets.ts';
import { flattenTree } from '../../ui/tree-grid.tsx';
import { filterAssets } from './asset-filter.ts';
import { buildAssetTree } from './asset-tree.ts';

const row = (root: string, over: Partial<AssetRow> = {}): AssetRow => ({
  asset_id: null,
  asset_uuid: null,
  address: `assets/${root}`,
  root,
  name: root.split('/').at(-1) ?? root,
  type: null,
  format: null,
  bank_type: null,
  state: 'unregistered',
  included_in_build: false,
  preload: { enabled: false, declared_slot: null, planned_slot: null },
  source_bytes: 1,
  file_count: 1,
  packed_bytes: null,
  changed_ms: null,
  counts: { error: 0, warning: 0, hint: 0 },
  ...over,
});

describe('asset tree', () => {
  it('has folders first, each level by name with numbers in order, and sums what is below', () => {
    const tree = buildAssetTree([
      row('sfx/steps'),
      row('art/hero10'),
      row('art/hero9', { counts: { error: 2, warning: 1, hint: 0 } }),
      row('alone'),
      row('art/cave/rock'),
    ]);
    expect(flattenTree(tree, new Set()).map(({ node, level }) => `${level} ${node.data.name}`)).toEqual([
      '1 art',
      '2 cave',
      '3 rock',
      '2 hero9',
      '2 hero10',
      '1 sfx',
      '2 steps',
      '1 alone',
    ]);
    expect(tree[0]?.data).toMatchObject({ kind: 'folder', path: 'art', assets: 3, errors: 2, warnings: 1 });
    expect(flattenTree(tree, new Set(['dir:art'])).map(({ node }) => node.key)).toEqual([
      'dir:art',
      'dir:sfx',
      'root:sfx/steps',
      'root:alone',
    ]);
  });
});

describe('asset filter', () => {
  const rows = [
    row('art/hero', { asset_id: 7, state: 'registered', format: 'GLYPH/indexed_v1' }),
    row('art2/hero', { state: 'broken', asset_id: 8, counts: { error: 1, warning: 0, hint: 0 } }),
    row('sfx/steps'),
  ];
  const roots = (...args: Parameters<typeof filterAssets> extends [unknown, ...infer R] ? R : never) =>
    filterAssets(rows, ...args).map((each) => each.root);
  it('wants every word, anywhere in name, address, format or id', () => {
    expect(roots('HERO glyph', 'all', null)).toEqual(['art/hero']);
    expect(roots('7', 'all', null)).toEqual(['art/hero']);
  });
  it('limits to a folder, not to folders that begin alike', () => {
    expect(roots('', 'all', 'art')).toEqual(['art/hero']);
  });
  it('limits to a state or to what has problems', () => {
    expect(roots('', 'unregistered', null)).toEqual(['sfx/steps']);
    expect(roots('', 'problems', null)).toEqual(['art2/hero']);
  });
});
