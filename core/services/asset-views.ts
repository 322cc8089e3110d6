import { addressOfRoot } from '#core/workspace/address.ts';
import { listDeclaredPaths } from '#core/workspace/asset-inputs.ts';
import { planPreloadOfSnapshot } from '#core/workspace/preload-plan.ts';
import type { RegisteredAsset, ScannedRoot } from '#core/workspace/snapshot.ts';
import { DECLARATION_FILE, projectPathOfRoot } from '#core/workspace/workspace-paths.ts';
import { compareCodeUnits } from '#core/bytes/order.ts';
import type { AssetFile, AssetRow } from '#schemas/report/assets.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { SeverityCounts } from '#schemas/report/doctor.ts';
import type { BankType } from '#schemas/scalars.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import type { WorkspaceState } from './examine-workspace.ts';

/** What the current pack holds of an asset, by asset id. */
export interface PackedFacts {
  readonly offset: number;
  readonly size: number;
  readonly decodedSize: number;
  readonly payloadSha256: string;
}

const NO_COUNTS: SeverityCounts = { error: 0, warning: 0, hint: 0 };

export function countSeverities(diagnostics: readonly Diagnostic[]): SeverityCounts {
  const counts = { error: 0, warning: 0, hint: 0 };
  for (const { severity } of diagnostics) counts[severity] += 1;
  return counts;
}

/** Rows of the asset table: registered assets by id, then unregistered roots by path. */
export function listAssetRows(
  state: WorkspaceState,
  packed: ReadonlyMap<number, PackedFacts>,
): readonly AssetRow[] {
  const { snapshot, diagnostics } = state;
  const byAsset = new Map<number, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.asset_id === undefined) continue;
    const list = byAsset.get(diagnostic.asset_id);
    if (list === undefined) byAsset.set(diagnostic.asset_id, [diagnostic]);
    else list.push(diagnostic);
  }
  const slots = new Map(
    planPreloadOfSnapshot(snapshot).assignments.map(({ assetId, slot }) => [assetId, slot]),
  );
  const registered = snapshot.assets.map((asset) =>
    registeredRow(
      asset,
      byAsset.get(asset.entry.asset_id) ?? [],
      slots.get(asset.entry.asset_id),
      packed.get(asset.entry.asset_id),
    ),
  );
  return [...registered, ...listUnregisteredRows(state)];
}

function listUnregisteredRows({ snapshot, diagnostics }: WorkspaceState): readonly AssetRow[] {
  const byRoot = new Map(
    snapshot.unregistered.map(({ root }) => [projectPathOfRoot(root), new Array<Diagnostic>()]),
  );
  if (byRoot.size === 0) return [];
  for (const diagnostic of diagnostics) {
    if (diagnostic.asset_id !== undefined || diagnostic.file === undefined) continue;
    for (const folder of foldersAround(diagnostic.file)) byRoot.get(folder)?.push(diagnostic);
  }
  return snapshot.unregistered.map((found) =>
    unregisteredRow(found, byRoot.get(projectPathOfRoot(found.root)) ?? []),
  );
}

/** A path and every folder that it lies in. */
function* foldersAround(path: string): Generator<string> {
  for (let folder = path; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/'))))
    yield folder;
}

/** The row of one root, by its asset id or where it has none by its place; undefined where there is no such root. */
export function findAssetRow(
  state: WorkspaceState,
  packed: ReadonlyMap<number, PackedFacts>,
  which: { readonly assetId: number } | { readonly root: string },
): AssetRow | undefined {
  const asset = state.snapshot.assets.find(({ entry }) =>
    'assetId' in which ? entry.asset_id === which.assetId : entry.root === which.root,
  );
  if (asset === undefined) {
    return 'root' in which ? listUnregisteredRows(state).find(({ root }) => root === which.root) : undefined;
  }
  const assetId = asset.entry.asset_id;
  const slot = planPreloadOfSnapshot(state.snapshot).assignments.find(
    (assignment) => assignment.assetId === assetId,
  )?.slot;
  const diagnostics = state.diagnostics.filter((diagnostic) => diagnostic.asset_id === assetId);
  return registeredRow(asset, diagnostics, slot, packed.get(assetId));
}

function registeredRow(
  asset: RegisteredAsset,
  diagnostics: readonly Diagnostic[],
  plannedSlot: number | undefined,
  packed: PackedFacts | undefined,
): AssetRow {
  const { entry, address, scanned } = asset;
  const declaration = scanned?.declaration.kind === 'ok' ? scanned.declaration.document.value : undefined;
  const counts = diagnostics.length === 0 ? NO_COUNTS : countSeverities(diagnostics);
  return {
    asset_id: entry.asset_id,
    asset_uuid: entry.asset_uuid,
    address,
    root: entry.root,
    name: declaration?.name ?? leafOf(entry.root),
    type: declaration?.type ?? null,
    format: declaration?.output.format ?? null,
    bank_type: asset.bankFormat?.bankType ?? null,
    state: counts.error > 0 ? 'broken' : entry.included_in_build ? 'registered' : 'excluded',
    included_in_build: entry.included_in_build,
    preload: {
      enabled: declaration?.preload.enabled ?? false,
      declared_slot: declaration?.preload.slot ?? null,
      planned_slot: plannedSlot ?? null,
    },
    ...sizesOf(scanned),
    packed_bytes: packed?.size ?? null,
    counts,
  };
}

function unregisteredRow(scanned: ScannedRoot, diagnostics: readonly Diagnostic[]): AssetRow {
  const { root, declaration: state } = scanned;
  const declaration = state.kind === 'ok' ? state.document.value : undefined;
  return {
    asset_id: null,
    asset_uuid: declaration?.asset_uuid ?? null,
    address: addressOfRoot(root),
    root,
    name: declaration?.name ?? leafOf(root),
    type: declaration?.type ?? null,
    format: declaration?.output.format ?? null,
    bank_type: bankTypeOfFormat(declaration),
    state: 'unregistered',
    included_in_build: false,
    preload: {
      enabled: declaration?.preload.enabled ?? false,
      declared_slot: declaration?.preload.slot ?? null,
      planned_slot: null,
    },
    ...sizesOf(scanned),
    packed_bytes: null,
    counts: countSeverities(diagnostics),
  };
}

function bankTypeOfFormat(declaration: AssetDeclaration | undefined): BankType | null {
  const prefix = declaration?.output.format.split('/')[0];
  return prefix === 'GLYPH' || prefix === 'SOUNDS' || prefix === 'SCENE' ? prefix : null;
}

function sizesOf(
  scanned: ScannedRoot | undefined,
): Pick<AssetRow, 'source_bytes' | 'file_count' | 'changed_ms'> {
  let sourceBytes = 0;
  let latestNs = 0n;
  for (const { kind, size, mtimeNs } of scanned?.files.values() ?? []) {
    if (kind === 'file') sourceBytes += size;
    if (mtimeNs > latestNs) latestNs = mtimeNs;
  }
  const fileCount = scanned?.files.size ?? 0;
  return {
    source_bytes: sourceBytes,
    file_count: fileCount,
    changed_ms: fileCount === 0 ? null : Math.max(0, Number(latestNs / 1_000_000n)),
  };
}

/** The files of a root, those that are declared but missing included, by path. */
export function listAssetFiles(asset: Pick<RegisteredAsset, 'scanned' | 'bankFormat'>): readonly AssetFile[] {
  const { scanned, bankFormat } = asset;
  if (scanned === undefined) return [];
  const roles = new Map<string, AssetFile['role']>([[DECLARATION_FILE, 'declaration']]);
  if (scanned.declaration.kind === 'ok') {
    for (const { path, role } of listDeclaredPaths(scanned.declaration.document.value, bankFormat)) {
      if (!roles.has(path) || role === 'artifact') roles.set(path, role === 'pipeline' ? 'palette' : role);
    }
  }
  const paths = [...new Set([...roles.keys(), ...scanned.files.keys()])].sort(compareCodeUnits);
  return paths.map((path): AssetFile => {
    const stat = scanned.files.get(path);
    return {
      path,
      kind:
        stat === undefined ? 'missing' : stat.kind === 'file' || stat.kind === 'link' ? stat.kind : 'other',
      role: roles.get(path) ?? 'unused',
      size_bytes: stat?.size ?? 0,
      changed_ms: stat === undefined ? null : Math.max(0, Number(stat.mtimeNs / 1_000_000n)),
    };
  });
}

function leafOf(root: string): string {
  return root.slice(root.lastIndexOf('/') + 1);
}
