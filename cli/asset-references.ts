import { StudioError } from '#core/errors.ts';
import type { WorkspaceState } from '#core/services/examine-workspace.ts';
import { findOneAsset } from '#core/services/workspace-queries.ts';
import { listQuarantine } from '#core/workspace/quarantine.ts';
import { ASSETS_FOLDER } from '#core/workspace/workspace-paths.ts';
import type { ReadTree } from '#core/ports/file-system.ts';

/** How assets and folders are named on the command line. */
export interface References {
  readonly asset?: readonly string[];
  readonly root?: readonly string[];
}

/** A root as people type it, relative to `assets/` or as an address, with or without a slash at its end. */
export function rootOf(text: string): string {
  const trimmed = text.replace(/\/+$/u, '').normalize('NFC');
  const prefix = `${ASSETS_FOLDER}/`;
  return trimmed.startsWith(prefix) ? trimmed.slice(prefix.length) : trimmed;
}

/** The root that is there under a typed name: as it stands, or as an address. */
function presentRoot(roots: ReadonlySet<string>, text: string): string {
  const asTyped = text.replace(/\/+$/u, '');
  const candidates = [asTyped, asTyped.normalize('NFC'), rootOf(text)];
  const found = candidates.find((candidate) => roots.has(candidate));
  return found ?? [...roots].find((root) => candidates.includes(root.normalize('NFC'))) ?? rootOf(text);
}

function requireSome<T>(found: readonly T[], options: string): readonly T[] {
  if (found.length === 0) throw new StudioError('USAGE', `Name at least one asset: ${options}.`);
  return found;
}

/** Ids of the registered assets that `--asset` names. @throws StudioError `ASSET_NOT_FOUND`, `ASSET_AMBIGUOUS` */
export function resolveAssetIds(state: WorkspaceState, { asset = [] }: References): readonly number[] {
  return requireSome(asset, '--asset ID|ADDRESS').map(
    (reference) => findOneAsset(state, reference).entry.asset_id,
  );
}

/** Unregistered roots, by `--root` or by address. */
export function resolveUnregisteredRoots(
  state: WorkspaceState,
  { asset = [], root = [] }: References,
): readonly string[] {
  const roots = new Set(state.snapshot.unregistered.map((found) => found.root));
  return requireSome([...root, ...asset], '--root PATH or --asset ADDRESS').map((text) =>
    presentRoot(roots, text),
  );
}

/** Roots of any kind: registered ones by id or address, others by path. */
export function resolveAnyRoots(
  state: WorkspaceState,
  { asset = [], root = [] }: References,
): readonly string[] {
  const unregistered = new Set(state.snapshot.unregistered.map((found) => found.root));
  const registered = new Set(state.snapshot.assets.map(({ entry }) => entry.root));
  const all = new Set([...registered, ...unregistered]);
  const named = asset.map((reference) => {
    const path = presentRoot(unregistered, reference);
    return unregistered.has(path) ? path : findOneAsset(state, reference).entry.root;
  });
  return requireSome(
    [...named, ...root.map((text) => presentRoot(all, text))],
    '--asset ID|ADDRESS or --root PATH',
  );
}

/** What is in quarantine, by its own id, or by the asset id, address or root that it had. */
export function resolveQuarantine(
  tree: ReadTree,
  references: References & { readonly quarantine?: readonly string[] },
): readonly string[] {
  const kept = listQuarantine(tree);
  const { quarantine = [], asset = [], root = [] } = references;
  const byPlace = [...asset, ...root].map((text) => {
    const found = kept.filter(({ record }) =>
      /^[1-9]\d{0,9}$/u.test(text)
        ? record.entry?.asset_id === Number(text)
        : rootOf(record.root) === rootOf(text),
    );
    const [only, ...others] = found;
    if (only === undefined) throw new StudioError('ASSET_NOT_FOUND', `Nothing in quarantine was "${text}".`);
    if (others.length > 0) {
      const ids = found.map(({ quarantineId }) => quarantineId).join(', ');
      throw new StudioError(
        'ASSET_AMBIGUOUS',
        `"${text}" is in quarantine ${found.length} times: ${ids}. Name one with --quarantine.`,
      );
    }
    return only.quarantineId;
  });
  return requireSome([...quarantine, ...byPlace], '--quarantine ID, --asset or --root');
}

/** One asset to be shown: registered by id or address, unregistered by its root. */
export function findShownAsset(
  state: WorkspaceState,
  reference: string,
): { readonly assetId: number } | { readonly root: string } {
  const unregistered = new Set(state.snapshot.unregistered.map((found) => found.root));
  const root = presentRoot(unregistered, reference);
  return unregistered.has(root) ? { root } : { assetId: findOneAsset(state, reference).entry.asset_id };
}
