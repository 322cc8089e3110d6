import type { DirectoryEntry, FileStat, ReadTree } from '#core/ports/file-system.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';
import { StudioError } from '#core/errors.ts';
import { compareCodeUnits } from '#core/bytes/order.ts';
import { ASSETS_FOLDER, DECLARATION_FILE, STUDIO_FOLDER } from './workspace-paths.ts';

/** Files of one root while it is being walked; paths are relative to the root. */
export interface FoundRoot {
  readonly root: string;
  readonly files: ReadonlyMap<string, FileStat>;
  readonly folders: ReadonlySet<string>;
  readonly unreadableFolders: readonly string[];
}

/** A root that collects the files met below it. */
interface Collector {
  readonly root: string;
  /** Length of the prefix, the slash included, that makes a path relative to the root. */
  readonly prefixLength: number;
  readonly files: [string, FileStat][];
  readonly folders: string[];
  readonly unreadableFolders: string[];
}

/** A folder still to be walked, with the roots that own what is in it. */
interface PendingFolder {
  /** Relative to `assets/`, `` for `assets/` itself. */
  readonly path: string;
  readonly registered: Collector | undefined;
  readonly unregistered: Collector | undefined;
}

export interface WholeWalk {
  readonly registered: ReadonlyMap<string, FoundRoot>;
  readonly unregistered: readonly FoundRoot[];
  readonly looseFiles: ReadonlyMap<string, FileStat>;
}

const NO_FOLDERS: ReadonlySet<string> = new Set();

function newCollector(root: string): Collector {
  return { root, prefixLength: root.length + 1, files: [], folders: [], unreadableFolders: [] };
}

function finish(collector: Collector): FoundRoot {
  const files = collector.files.length > 1 ? collector.files.sort(byPath) : collector.files;
  return {
    root: collector.root,
    files: new Map(files),
    folders: collector.folders.length === 0 ? NO_FOLDERS : new Set(collector.folders.sort(compareCodeUnits)),
    unreadableFolders: collector.unreadableFolders.sort(compareCodeUnits),
  };
}

function byPath(left: readonly [string, FileStat], right: readonly [string, FileStat]): number {
  return compareCodeUnits(left[0], right[0]);
}

/** Entries of a folder, or undefined where it cannot be listed (gone, not a folder, a link, denied). */
export function listOrUndefined(tree: ReadTree, path: string): readonly DirectoryEntry[] | undefined {
  try {
    return tree.list(path);
  } catch (thrown) {
    if (thrown instanceof StudioError) return undefined;
    throw thrown;
  }
}

/** Facts of an entry, or undefined where there is none or they are denied. */
export function statOrUndefined(tree: ReadTree, path: string): FileStat | undefined {
  try {
    return tree.stat(path);
  } catch (thrown) {
    if (thrown instanceof StudioError) return undefined;
    throw thrown;
  }
}

/**
 * Walks one root and nothing else. Folders that are registered roots of their own are left out, because a file
 * belongs to the innermost registered root (asset-workspace 4, ambiguous ownership).
 * @param entries what listing the root itself gave
 * @param nestedRoots registered roots strictly inside this one; undefined where there are none
 */
export function walkRoot(
  tree: ReadTree,
  root: string,
  entries: readonly DirectoryEntry[],
  nestedRoots: ReadonlySet<string> | undefined,
): FoundRoot {
  const collector = newCollector(root);
  const pending: { readonly path: string; readonly entries: readonly DirectoryEntry[] }[] = [
    { path: root, entries },
  ];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of folder.entries) {
      const path = `${folder.path}/${entry.name}`;
      if (entry.kind !== 'directory') {
        collectFile(tree, path, collector);
        continue;
      }
      if (nestedRoots?.has(path) === true) continue;
      collector.folders.push(path.slice(collector.prefixLength));
      const below = listOrUndefined(tree, `${ASSETS_FOLDER}/${path}`);
      if (below === undefined) collector.unreadableFolders.push(path.slice(collector.prefixLength));
      else pending.push({ path, entries: below });
    }
  }
  return finish(collector);
}

function collectFile(tree: ReadTree, path: string, collector: Collector): void {
  const stat = statOrUndefined(tree, `${ASSETS_FOLDER}/${path}`);
  if (stat !== undefined && stat.kind !== 'directory') {
    collector.files.push([path.slice(collector.prefixLength), stat]);
  }
}

/**
 * Walks all of `assets/` but the studio's own folder, following no link (reliability H8). A folder is a root where
 * it is registered or holds an `asset.json`. Files below an unregistered root inside a registered one belong to both.
 */
export async function walkWorkspace(
  tree: ReadTree,
  registeredRoots: ReadonlySet<string>,
  slice: TimeSlice,
): Promise<WholeWalk> {
  const registered = new Map<string, FoundRoot>();
  const collectors: { readonly collector: Collector; readonly registered: boolean }[] = [];
  const looseFiles: [string, FileStat][] = [];
  const pending: PendingFolder[] = [{ path: '', registered: undefined, unregistered: undefined }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    if (slice.due()) await slice.pause();
    const entries = listOrUndefined(
      tree,
      folder.path === '' ? ASSETS_FOLDER : `${ASSETS_FOLDER}/${folder.path}`,
    );
    let owner = folder;
    if (folder.path !== '') {
      if (registeredRoots.has(folder.path)) {
        owner = { path: folder.path, registered: newCollector(folder.path), unregistered: undefined };
      } else if (entries?.some(isDeclaration) === true) {
        owner = { path: folder.path, registered: folder.registered, unregistered: newCollector(folder.path) };
      }
      if (owner !== folder) {
        const collector = owner.unregistered ?? owner.registered;
        if (collector !== undefined)
          collectors.push({ collector, registered: owner.unregistered === undefined });
      }
    }
    for (const collector of [owner.registered, owner.unregistered]) {
      if (collector === undefined) continue;
      const relative = owner.path.slice(collector.prefixLength);
      if (relative !== '') collector.folders.push(relative);
      if (entries === undefined) collector.unreadableFolders.push(relative);
    }
    if (entries === undefined) continue;
    for (const entry of entries) {
      if (folder.path === '' && entry.name === STUDIO_FOLDER) continue;
      const path = folder.path === '' ? entry.name : `${folder.path}/${entry.name}`;
      if (entry.kind === 'directory') {
        pending.push({ path, registered: owner.registered, unregistered: owner.unregistered });
        continue;
      }
      const stat = statOrUndefined(tree, `${ASSETS_FOLDER}/${path}`);
      if (stat === undefined || stat.kind === 'directory') continue;
      owner.registered?.files.push([path.slice(owner.registered.prefixLength), stat]);
      owner.unregistered?.files.push([path.slice(owner.unregistered.prefixLength), stat]);
      if (owner.registered === undefined && owner.unregistered === undefined) looseFiles.push([path, stat]);
    }
  }
  const unregistered: FoundRoot[] = [];
  for (const { collector, registered: isRegistered } of collectors) {
    if (isRegistered) registered.set(collector.root, finish(collector));
    else unregistered.push(finish(collector));
  }
  unregistered.sort((left, right) => compareCodeUnits(left.root, right.root));
  return { registered, unregistered, looseFiles: new Map(looseFiles.sort(byPath)) };
}

function isDeclaration(entry: DirectoryEntry): boolean {
  return entry.name === DECLARATION_FILE && entry.kind !== 'directory';
}
