import { findBankFormat } from '#core/banks/registry.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { ReadTree } from '#core/ports/file-system.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';
import type { RegistryEntry } from '#schemas/workspace/registry.ts';
import { addressOfRoot } from './address.ts';
import { readDeclaration } from './declaration-document.ts';
import { hasLostItsFolder } from './identity.ts';
import { findNestedRoots } from './nested-roots.ts';
import { readRegistry } from './registry-document.ts';
import { ScanMemory } from './scan-memory.ts';
import type {
  DeclarationState,
  RegisteredAsset,
  RegistryState,
  RootProblem,
  ScannedRoot,
  WorkspaceSnapshot,
} from './snapshot.ts';
import { listOrUndefined, statOrUndefined, walkRoot, walkWorkspace, type FoundRoot } from './walk-roots.ts';
import { ASSETS_FOLDER, declarationPath, DECLARATION_FILE, projectPathOfRoot } from './workspace-paths.ts';

export interface ScanOptions {
  /** True: walk all of `assets/` for unregistered roots and loose files. False: registered roots only. */
  readonly whole: boolean;
  readonly slice: TimeSlice;
  readonly clock: Clock;
  /** Kept by a running host from scan to scan: an unchanged file is then not read again. */
  readonly memory?: ScanMemory;
}

/** What reading declarations needs, the same for every root of one scan. */
export interface ScanContext {
  readonly tree: ReadTree;
  readonly memory: ScanMemory;
  readonly scannedAtNs: bigint;
}

/**
 * The workspace as it is now. Nothing is written, no link is followed, the order of the result does not depend on
 * the order in which folders are listed (reliability D1, H8).
 * @param tree the PROJECT folder: paths begin with `assets/`
 * @throws StudioError `CANCELLED` through the time slice; unreadable places are data, not errors
 */
export async function scanWorkspace(tree: ReadTree, options: ScanOptions): Promise<WorkspaceSnapshot> {
  const context: ScanContext = {
    tree,
    memory: options.memory ?? new ScanMemory(),
    scannedAtNs: options.clock.nowNs(),
  };
  const registry = readRegistry(tree, context.memory, context.scannedAtNs);
  return options.whole
    ? await scanWhole(context, registry, options.slice)
    : await scanRegistered(context, registry, options.slice);
}

/**
 * A scan of the registered roots that goes on to the whole workspace only where a root is missing or holds another
 * asset, so that a moved root can be recognised (asset-workspace 2) without walking everything each time.
 */
export async function scanLookingForMovedRoots(
  tree: ReadTree,
  options: Omit<ScanOptions, 'whole'>,
): Promise<WorkspaceSnapshot> {
  const memory = options.memory ?? new ScanMemory();
  const managed = await scanWorkspace(tree, { ...options, memory, whole: false });
  return managed.assets.every((asset) => !hasLostItsFolder(asset))
    ? managed
    : await scanWorkspace(tree, { ...options, memory, whole: true });
}

/** What follows from the registry alone, made once for each version of it. */
interface RegisteredRoots {
  readonly roots: ReadonlySet<string>;
  readonly nested: ReadonlyMap<string, ReadonlySet<string>>;
}

const registeredRoots = new WeakMap<RegistryState, RegisteredRoots>();

export function rootsOf(registry: RegistryState): RegisteredRoots {
  const known = registeredRoots.get(registry);
  if (known !== undefined) return known;
  const roots = new Set(
    registry.kind === 'ok' ? registry.document.value.assets.map((entry) => entry.root) : [],
  );
  const made = { roots, nested: findNestedRoots(roots) };
  registeredRoots.set(registry, made);
  return made;
}

async function scanRegistered(
  context: ScanContext,
  registry: RegistryState,
  slice: TimeSlice,
): Promise<WorkspaceSnapshot> {
  const { roots, nested } = rootsOf(registry);
  const scanned = new Map<string, ScannedRoot>();
  for (const root of roots) {
    if (slice.due()) await slice.pause();
    const found = findRoot(context.tree, root, nested.get(root));
    if (found !== undefined) scanned.set(root, scanRoot(context, found));
  }
  return snapshotOf(context, registry, scanned, { unregistered: [], looseFiles: new Map(), whole: false });
}

function findRoot(
  tree: ReadTree,
  root: string,
  nested: ReadonlySet<string> | undefined,
): FoundRoot | undefined {
  const path = projectPathOfRoot(root);
  const entries = listOrUndefined(tree, path);
  if (entries !== undefined) return walkRoot(tree, root, entries, nested);
  return statOrUndefined(tree, path)?.kind === 'directory' ? unlistableRoot(root) : undefined;
}

function unlistableRoot(root: string): FoundRoot {
  return { root, files: new Map(), folders: new Set(), unreadableFolders: [''] };
}

async function scanWhole(
  context: ScanContext,
  registry: RegistryState,
  slice: TimeSlice,
): Promise<WorkspaceSnapshot> {
  const walk = await walkWorkspace(context.tree, rootsOf(registry).roots, slice);
  const scanned = new Map<string, ScannedRoot>();
  const seen = new Set<string>();
  for (const found of walk.registered.values()) {
    if (slice.due()) await slice.pause();
    scanned.set(found.root, scanRoot(context, found));
    seen.add(found.root);
  }
  const unregistered: ScannedRoot[] = [];
  for (const found of walk.unregistered) {
    if (slice.due()) await slice.pause();
    unregistered.push(scanRoot(context, found));
    seen.add(found.root);
  }
  context.memory.retain(seen);
  return snapshotOf(context, registry, scanned, { unregistered, looseFiles: walk.looseFiles, whole: true });
}

export function scanRoot(context: ScanContext, found: FoundRoot): ScannedRoot {
  const { root, files, folders, unreadableFolders } = found;
  return context.memory.sameRoot({
    root,
    declaration: scanDeclaration(context, found),
    files,
    folders,
    unreadableFolders,
  });
}

function scanDeclaration(context: ScanContext, found: FoundRoot): DeclarationState {
  const path = declarationPath(found.root);
  const stat = found.files.get(DECLARATION_FILE);
  if (stat !== undefined) {
    const remembered = context.memory.declarationAt(path, stat);
    if (remembered !== undefined) return remembered;
  }
  const state = readDeclaration(context.tree, found.root, stat, found.unreadableFolders.includes(''));
  // What could not be read at all may be readable next time without a change of the file's facts.
  const wasRead = state.kind === 'ok' || (state.kind === 'unusable' && state.bytes !== undefined);
  if (stat !== undefined && wasRead) context.memory.keepDeclaration(path, stat, context.scannedAtNs, state);
  return state;
}

function snapshotOf(
  context: ScanContext,
  registry: RegistryState,
  scanned: ReadonlyMap<string, ScannedRoot>,
  rest: Pick<WorkspaceSnapshot, 'unregistered' | 'looseFiles' | 'whole'>,
): WorkspaceSnapshot {
  const assets: RegisteredAsset[] = [];
  if (registry.kind === 'ok') {
    for (const [position, entry] of registry.document.value.assets.entries()) {
      assets.push(
        assetOf(context, entry, registry.entryIndices[position] ?? position, scanned.get(entry.root)),
      );
    }
  }
  assets.sort(
    (left, right) => left.entry.asset_id - right.entry.asset_id || left.entryIndex - right.entryIndex,
  );
  return { registry, assets, ...rest, scannedAtNs: context.scannedAtNs };
}

/** Assets by their root, while root and registry entry are the very objects of an earlier scan. */
const knownAssets = new WeakMap<ScannedRoot, RegisteredAsset>();

export function assetOf(
  context: ScanContext,
  entry: RegistryEntry,
  entryIndex: number,
  scanned: ScannedRoot | undefined,
): RegisteredAsset {
  const known = scanned === undefined ? undefined : knownAssets.get(scanned);
  if (known?.entry === entry && known.entryIndex === entryIndex) return known;
  const asset: RegisteredAsset = {
    entry,
    entryIndex,
    address: addressOfRoot(entry.root),
    scanned,
    rootProblem: scanned === undefined ? problemOfRoot(context.tree, entry.root) : undefined,
    bankFormat: bankFormatOf(scanned),
  };
  if (scanned !== undefined) knownAssets.set(scanned, asset);
  return asset;
}

function bankFormatOf(root: ScannedRoot | undefined): RegisteredAsset['bankFormat'] {
  if (root?.declaration.kind !== 'ok') return undefined;
  const { type, output } = root.declaration.document.value;
  return findBankFormat(type, output.format);
}

/** Why a registered root is not a folder; a link among its parents counts as a link (reliability H8). */
function problemOfRoot(tree: ReadTree, root: string): RootProblem {
  const segments = root.split('/');
  let path = ASSETS_FOLDER;
  for (const segment of segments) {
    path = `${path}/${segment}`;
    const kind = statOrUndefined(tree, path)?.kind;
    if (kind === undefined) return 'missing';
    if (kind === 'link') return 'link';
    if (kind !== 'directory') return 'not-a-folder';
  }
  return 'missing';
}
