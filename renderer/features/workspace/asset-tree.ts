import type { AssetRow } from '#schemas/report/assets.ts';
import { assetKey } from '../../app/state/selection.ts';
import type { TreeNode } from '../../ui/tree-grid.tsx';

export type AssetTreeData =
  | {
      readonly kind: 'folder';
      readonly name: string;
      readonly path: string;
      readonly assets: number;
      readonly errors: number;
      readonly warnings: number;
    }
  | { readonly kind: 'asset'; readonly name: string; readonly row: AssetRow };

/** One collator for all: `localeCompare` with options makes one a comparison, which a project of 10,000 feels. */
const byName = new Intl.Collator('en', { numeric: true }).compare;

interface Branch {
  readonly folders: Map<string, Branch>;
  readonly assets: AssetRow[];
}

/** Rows as the folders of `assets/`: folders first, each level by name. Keys are `dir:<path>` and those of assets. */
export function buildAssetTree(rows: readonly AssetRow[]): readonly TreeNode<AssetTreeData>[] {
  const top: Branch = { folders: new Map(), assets: [] };
  for (const row of rows) {
    let branch = top;
    for (const segment of row.root.split('/').slice(0, -1)) {
      const next = branch.folders.get(segment) ?? { folders: new Map(), assets: [] };
      branch.folders.set(segment, next);
      branch = next;
    }
    branch.assets.push(row);
  }
  return nodesOf(top, '');
}

function nodesOf(branch: Branch, path: string): readonly TreeNode<AssetTreeData>[] {
  const folders = [...branch.folders]
    .sort(([a], [b]) => byName(a, b))
    .map(([name, inner]): TreeNode<AssetTreeData> => {
      const own = path === '' ? name : `${path}/${name}`;
      const children = nodesOf(inner, own);
      const sum = (pick: (data: AssetTreeData) => number) =>
        children.reduce((total, child) => total + pick(child.data), 0);
      return {
        key: `dir:${own}`,
        data: {
          kind: 'folder',
          name,
          path: own,
          assets: sum((data) => (data.kind === 'folder' ? data.assets : 1)),
          errors: sum((data) => (data.kind === 'folder' ? data.errors : data.row.counts.error)),
          warnings: sum((data) => (data.kind === 'folder' ? data.warnings : data.row.counts.warning)),
        },
        children,
      };
    });
  const assets = branch.assets
    .map((row): TreeNode<AssetTreeData> => ({
      key: assetKey(row),
      data: { kind: 'asset', name: row.root.split('/').at(-1) ?? row.root, row },
      children: [],
    }))
    .sort((a, b) => byName(a.data.name, b.data.name));
  return [...folders, ...assets];
}
