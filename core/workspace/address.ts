import { ASSETS_FOLDER } from './workspace-paths.ts';
import type { RegisteredAsset, WorkspaceSnapshot } from './snapshot.ts';

/** `assets/<folders>/<leaf>` in NFC: what game code refers to (asset-workspace 2). */
export function addressOfRoot(root: string): string {
  return `${ASSETS_FOLDER}/${root}`.normalize('NFC');
}

/** How a person or a program names one asset: `--asset ID|ADDRESS`. */
export type AssetReference =
  { readonly kind: 'id'; readonly assetId: number } | { readonly kind: 'address'; readonly address: string };

/** Reads `ID|ADDRESS`: decimal digits are an id, anything else is an address with or without the `assets/` prefix. */
export function parseAssetReference(text: string): AssetReference {
  if (/^[1-9][0-9]{0,9}$/u.test(text)) return { kind: 'id', assetId: Number(text) };
  const trimmed = text.replace(/\/+$/u, '').normalize('NFC');
  const prefix = `${ASSETS_FOLDER}/`;
  return { kind: 'address', address: trimmed.startsWith(prefix) ? trimmed : prefix + trimmed };
}

/** All registered assets that a reference fits, ascending by id: none, one, or several where identity is broken. */
export function findAssets(
  snapshot: WorkspaceSnapshot,
  reference: AssetReference,
): readonly RegisteredAsset[] {
  return snapshot.assets.filter((asset) =>
    reference.kind === 'id'
      ? asset.entry.asset_id === reference.assetId
      : asset.address === reference.address,
  );
}
