import type { ReadTree } from '#core/ports/file-system.ts';
import { readRegistry } from './registry-document.ts';
import { assetOf, rootsOf, scanRoot, type ScanContext, type ScanOptions } from './scan.ts';
import { ScanMemory } from './scan-memory.ts';
import type { ScannedRoot, WorkspaceSnapshot } from './snapshot.ts';
import { listOrUndefined, walkRoot } from './walk-roots.ts';
import { ASSETS_FOLDER, DECLARATION_FILE, isInside, projectPathOfRoot } from './workspace-paths.ts';

/**
 * The whole workspace again, looking only into the roots that the changed paths lie in. What it gives equals a scan
 * of everything (asset-workspace 6: watching is a trigger, never a second semantics), provided that nothing else
 * changed since `previous`.
 * @param previous a snapshot of the whole workspace, made with the same memory
 * @param paths changed files or folders, relative to the project
 * @returns undefined where only a scan of everything can tell: the registry changed, roots came, went or lie inside
 *   one another, or a path belongs to no root
 * @throws StudioError `CANCELLED` through the time slice
 */
export async function rescanPaths(
  tree: ReadTree,
  previous: WorkspaceSnapshot,
  paths: Iterable<string>,
  options: Omit<ScanOptions, 'whole'>,
): Promise<WorkspaceSnapshot | undefined> {
  if (!previous.whole) return undefined;
  const context: ScanContext = {
    tree,
    memory: options.memory ?? new ScanMemory(),
    scannedAtNs: options.clock.nowNs(),
  };
  if (readRegistry(tree, context.memory, context.scannedAtNs) !== previous.registry) return undefined;
  const owners = ownersOf(paths, previous);
  if (owners === undefined) return undefined;
  const rescanned = new Map<string, ScannedRoot>();
  for (const root of owners) {
    if (options.slice.due()) await options.slice.pause();
    const scanned = rescanRoot(context, previous, root);
    if (scanned === undefined) return undefined;
    rescanned.set(root, scanned);
  }
  return {
    ...previous,
    assets: previous.assets.map((asset) => {
      const scanned = rescanned.get(asset.entry.root);
      return scanned === undefined ? asset : assetOf(context, asset.entry, asset.entryIndex, scanned);
    }),
    unregistered: previous.unregistered.map((found) => rescanned.get(found.root) ?? found),
    // Roots that were not looked at again were seen then: for the racily-clean rule the older moment is the safe one.
    scannedAtNs: previous.scannedAtNs,
  };
}

/** Roots that the paths lie in, each in exactly one and none of them around or inside another. */
function ownersOf(paths: Iterable<string>, previous: WorkspaceSnapshot): ReadonlySet<string> | undefined {
  const registered = rootsOf(previous.registry).roots;
  const unregistered = new Set(previous.unregistered.map(({ root }) => root));
  const owners = new Set<string>();
  for (const path of paths) {
    let owner: string | undefined;
    for (let end = path.indexOf('/', ASSETS_FOLDER.length + 1); ; end = path.indexOf('/', end + 1)) {
      const folder = path.slice(ASSETS_FOLDER.length + 1, end < 0 ? undefined : end);
      if (registered.has(folder) || unregistered.has(folder)) {
        if (owner !== undefined) return undefined;
        owner = folder;
      }
      if (end < 0) break;
    }
    if (owner === undefined) return undefined;
    owners.add(owner);
  }
  for (const owner of owners) {
    for (const root of registered) if (isInside(root, owner)) return undefined;
    for (const root of unregistered) if (isInside(root, owner)) return undefined;
  }
  return owners;
}

function rescanRoot(
  context: ScanContext,
  previous: WorkspaceSnapshot,
  root: string,
): ScannedRoot | undefined {
  const isRegistered = rootsOf(previous.registry).roots.has(root);
  const entries = listOrUndefined(context.tree, projectPathOfRoot(root));
  if (entries === undefined) return undefined;
  const found = walkRoot(context.tree, root, entries, undefined);
  // A declaration further down makes a root of its own; one that is gone from here unmakes an unregistered one.
  for (const path of found.files.keys()) if (path.endsWith(`/${DECLARATION_FILE}`)) return undefined;
  if (!isRegistered && !found.files.has(DECLARATION_FILE)) return undefined;
  return scanRoot(context, found);
}
