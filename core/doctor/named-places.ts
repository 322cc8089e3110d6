import type { ScannedRoot, WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import { ASSETS_FOLDER, projectPathOfRoot } from '#core/workspace/workspace-paths.ts';
import type { DoctorScope } from './rule.ts';

/** One file or folder below `assets/`, by the path that its name ends. */
export interface NamedPlace {
  /** Relative to the project. */
  readonly path: string;
  /** Path of the folder that holds it, relative to the project. */
  readonly folder: string;
  readonly name: string;
  /** The asset it belongs to, absent for folders above roots and for what is not registered. */
  readonly assetId: number | undefined;
}

/**
 * Every file and folder name in the scope of the doctor, each once, folders before what is in them: the folders on
 * the way to the roots, the roots, their folders and files; with the whole workspace also unregistered roots and
 * loose files.
 */
export function* listNamedPlaces(snapshot: WorkspaceSnapshot, scope: DoctorScope): Generator<NamedPlace> {
  const seen = new Set([ASSETS_FOLDER]);
  for (const { entry, scanned } of snapshot.assets) {
    yield* placesOnTheWay(projectPathOfRoot(entry.root), entry.asset_id, seen);
    if (scanned !== undefined) yield* placesInRoot(scanned, entry.asset_id, seen);
  }
  if (scope !== 'whole') return;
  for (const root of snapshot.unregistered) {
    yield* placesOnTheWay(projectPathOfRoot(root.root), undefined, seen);
    yield* placesInRoot(root, undefined, seen);
  }
  for (const path of snapshot.looseFiles.keys()) {
    yield* placesOnTheWay(`${ASSETS_FOLDER}/${path}`, undefined, seen);
  }
}

function* placesInRoot(root: ScannedRoot, assetId: number | undefined, seen: Set<string>): Generator<NamedPlace> {
  const base = projectPathOfRoot(root.root);
  for (const folder of root.folders) yield* placesOnTheWay(`${base}/${folder}`, assetId, seen);
  for (const file of root.files.keys()) yield* placesOnTheWay(`${base}/${file}`, assetId, seen);
}

/** The path and what is above it, as far as it was not met before; only the last one is the asset's own. */
function* placesOnTheWay(path: string, assetId: number | undefined, seen: Set<string>): Generator<NamedPlace> {
  if (seen.has(path)) return;
  seen.add(path);
  const cut = path.lastIndexOf('/');
  const folder = path.slice(0, cut);
  yield* placesOnTheWay(folder, undefined, seen);
  yield { path, folder, name: path.slice(cut + 1), assetId };
}
