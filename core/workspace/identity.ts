import type { RegisteredAsset, ScannedRoot, WorkspaceSnapshot } from './snapshot.ts';

/** Who carries a uuid: registered assets by registry entry or by declaration, and unregistered roots. */
export interface UuidCarriers {
  readonly registered: readonly RegisteredAsset[];
  readonly unregistered: readonly ScannedRoot[];
}

export type UuidIndex = ReadonlyMap<string, UuidCarriers>;

/** The uuid that the `asset.json` of a root states, also where the document is otherwise not valid. */
export function declaredUuid(root: ScannedRoot | undefined): string | undefined {
  if (root === undefined) return undefined;
  switch (root.declaration.kind) {
    case 'ok':
      return root.declaration.document.value.asset_uuid;
    case 'unusable':
      return root.declaration.assetUuid;
    case 'missing':
      return undefined;
  }
}

/** All uuids of a snapshot with their carriers, in the order of the snapshot (asset-workspace 2). */
export function indexUuids(snapshot: WorkspaceSnapshot): UuidIndex {
  const index = new Map<string, { registered: RegisteredAsset[]; unregistered: ScannedRoot[] }>();
  const carriersOf = (uuid: string): { registered: RegisteredAsset[]; unregistered: ScannedRoot[] } => {
    let carriers = index.get(uuid);
    if (carriers === undefined) {
      carriers = { registered: [], unregistered: [] };
      index.set(uuid, carriers);
    }
    return carriers;
  };
  for (const asset of snapshot.assets) {
    const { asset_uuid: registeredUuid } = asset.entry;
    carriersOf(registeredUuid).registered.push(asset);
    const declared = declaredUuid(asset.scanned);
    if (declared !== undefined && declared !== registeredUuid) carriersOf(declared).registered.push(asset);
  }
  for (const root of snapshot.unregistered) {
    const declared = declaredUuid(root);
    if (declared !== undefined) carriersOf(declared).unregistered.push(root);
  }
  return index;
}

/**
 * Registered assets whose folder is not at its place any more, with the one unregistered root that carries their
 * uuid: a moved root is recognised by its uuid and keeps both ids (asset-workspace 2). Where several roots carry it,
 * nobody can tell which one moved. Needs a snapshot of the whole workspace.
 */
export function findMovedRoots(
  snapshot: WorkspaceSnapshot,
  index: UuidIndex = indexUuids(snapshot),
): ReadonlyMap<RegisteredAsset, ScannedRoot> {
  const moved = new Map<RegisteredAsset, ScannedRoot>();
  if (snapshot.unregistered.length === 0) return moved;
  for (const asset of snapshot.assets) {
    if (!hasLostItsFolder(asset)) continue;
    const carriers = index.get(asset.entry.asset_uuid);
    const [only, ...others] = carriers?.unregistered ?? [];
    if (only === undefined || others.length > 0 || carriers?.registered.length !== 1) continue;
    moved.set(asset, only);
  }
  return moved;
}

/** True where the folder is gone, has no declaration left, or holds another asset. */
export function hasLostItsFolder(asset: RegisteredAsset): boolean {
  if (asset.scanned === undefined || asset.scanned.declaration.kind === 'missing') return true;
  const declared = declaredUuid(asset.scanned);
  return declared !== undefined && declared !== asset.entry.asset_uuid;
}

/** Unregistered roots that carry the uuid of a registered asset and are not that asset, moved (asset-workspace 2). */
export function findCopies(
  snapshot: WorkspaceSnapshot,
  index: UuidIndex = indexUuids(snapshot),
): ReadonlyMap<ScannedRoot, RegisteredAsset> {
  const movedTo = new Set(findMovedRoots(snapshot, index).values());
  const copies = new Map<ScannedRoot, RegisteredAsset>();
  for (const root of snapshot.unregistered) {
    const uuid = declaredUuid(root);
    const original = uuid === undefined ? undefined : index.get(uuid)?.registered[0];
    if (original !== undefined && !movedTo.has(root)) copies.set(root, original);
  }
  return copies;
}
