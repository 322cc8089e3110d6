import type { WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import { ASSETS_FOLDER, projectPathOfRoot } from '#core/workspace/workspace-paths.ts';
import type { DoctorScope } from './rule.ts';

/** Paths that share an owner and a folder to which they are relative. */
export interface NameSource {
  /** Relative to the project. */
  readonly base: string;
  /** The registered asset that the names belong to. */
  readonly assetId: number | undefined;
  /** Relative to `base`, may be gone through more than once. Every folder on the way is a name as well. */
  readonly paths: readonly string[] | ReadonlySet<string>;
}

/** Paths relative to `assets/` that stand beside each other: roots, and with the whole workspace loose files. */
export function listOuterNames(snapshot: WorkspaceSnapshot, scope: DoctorScope): readonly NameSource[] {
  const sources: NameSource[] = snapshot.assets.map(({ entry }) => ({
    base: ASSETS_FOLDER,
    assetId: entry.asset_id,
    paths: [entry.root],
  }));
  if (scope === 'whole') {
    sources.push({
      base: ASSETS_FOLDER,
      assetId: undefined,
      paths: snapshot.unregistered.map(({ root }) => root),
    });
    sources.push({ base: ASSETS_FOLDER, assetId: undefined, paths: [...snapshot.looseFiles.keys()] });
  }
  return sources;
}

/** For each root in scope the names of its files and folders. */
export function* listInnerNames(snapshot: WorkspaceSnapshot, scope: DoctorScope): Generator<NameSource> {
  for (const { entry, scanned } of snapshot.assets) {
    if (scanned === undefined) continue;
    const base = projectPathOfRoot(entry.root);
    yield { base, assetId: entry.asset_id, paths: [...scanned.files.keys()] };
    if (scanned.folders.size > 0) yield { base, assetId: entry.asset_id, paths: scanned.folders };
  }
  if (scope !== 'whole') return;
  for (const { root, files, folders } of snapshot.unregistered) {
    const base = projectPathOfRoot(root);
    yield { base, assetId: undefined, paths: [...files.keys()] };
    yield { base, assetId: undefined, paths: folders };
  }
}
