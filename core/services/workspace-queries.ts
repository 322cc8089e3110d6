import { StudioError } from '#core/errors.ts';
import type { PreviousSet } from '#core/packer/previous-set.ts';
import { parseAssetReference, findAssets } from '#core/workspace/address.ts';
import { listQuarantine } from '#core/workspace/quarantine.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import { isInside, projectPathOfRoot } from '#core/workspace/workspace-paths.ts';
import type { AssetDetails, AssetList } from '#schemas/report/assets.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { DoctorReport } from '#schemas/report/doctor.ts';
import {
  countSeverities,
  findAssetRow,
  listAssetFiles,
  listAssetRows,
  type PackedFacts,
} from './asset-views.ts';
import type { WorkspaceState } from './examine-workspace.ts';
import type { ProjectSession } from './project-session.ts';

/** What the current pack holds of each asset; empty where there is no pack to rely on. */
export function packedFacts(session: ProjectSession): ReadonlyMap<number, PackedFacts> {
  return factsOf(session.previousSet());
}

export function factsOf(previous: PreviousSet | undefined): ReadonlyMap<number, PackedFacts> {
  const facts = new Map<number, PackedFacts>();
  for (const { entry, sha256 } of previous?.all() ?? []) {
    const { offset, size, decoded_size: decodedSize } = entry;
    facts.set(entry.asset_id, { offset, size, decodedSize, payloadSha256: sha256 });
  }
  return facts;
}

/** `list_assets`: rows, the address → id map that game code needs, and what is in quarantine (asset-workspace 2, 3). */
export function listAssets(
  session: ProjectSession,
  state: WorkspaceState,
  packed: ReadonlyMap<number, PackedFacts>,
): AssetList {
  return {
    assets: [...listAssetRows(state, packed)],
    addresses: Object.fromEntries(
      state.snapshot.assets.map(({ address, entry }) => [address, entry.asset_id]),
    ),
    quarantine: listQuarantine(session.tree).map(({ quarantineId, record, sizeBytes }) => ({
      quarantine_id: quarantineId,
      root: record.root,
      name: record.name,
      asset_id: record.entry?.asset_id ?? null,
      size_bytes: sizeBytes,
    })),
    read_only: session.folder.readOnlyReason !== undefined,
    initialised: state.snapshot.registry.kind !== 'missing',
  };
}

/** Which asset a person means: an id, an address or a root (command line `--asset`). */
export function findOneAsset(state: WorkspaceState, reference: string): RegisteredAsset {
  const found = findAssets(state.snapshot, parseAssetReference(reference));
  const [only, ...others] = found;
  if (only === undefined)
    throw new StudioError('ASSET_NOT_FOUND', `No asset has the id or address "${reference}".`);
  if (others.length > 0)
    throw new StudioError('ASSET_AMBIGUOUS', `"${reference}" fits ${found.length} assets.`);
  return only;
}

/** `get_asset_details`, of a registered asset by id or of an unregistered one by its root. */
export function getAssetDetails(
  state: WorkspaceState,
  packed: ReadonlyMap<number, PackedFacts>,
  which: { readonly assetId: number } | { readonly root: string },
): AssetDetails {
  const row = findAssetRow(state, packed, which);
  if (row === undefined) throw new StudioError('ASSET_NOT_FOUND');
  const registered = state.snapshot.assets.find(
    ({ entry }) => entry.asset_id === row.asset_id && entry.root === row.root,
  );
  const scanned = registered?.scanned ?? state.snapshot.unregistered.find(({ root }) => root === row.root);
  const facts = row.asset_id === null ? undefined : packed.get(row.asset_id);
  return {
    asset: row,
    declaration: scanned?.declaration.kind === 'ok' ? scanned.declaration.document.value : null,
    files: [...listAssetFiles({ scanned, bankFormat: registered?.bankFormat })],
    packed:
      facts === undefined
        ? null
        : {
            offset: facts.offset,
            size: facts.size,
            decoded_size: facts.decodedSize,
            payload_sha256: facts.payloadSha256,
          },
    diagnostics: state.diagnostics.filter((diagnostic) => concerns(diagnostic, row.asset_id, row.root)),
  };
}

function concerns(diagnostic: Diagnostic, assetId: number | null, root: string): boolean {
  if (diagnostic.asset_id !== undefined) return diagnostic.asset_id === assetId;
  return diagnostic.file !== undefined && isInside(diagnostic.file, projectPathOfRoot(root));
}

/** `doctor` (asset-workspace 4): findings are data, whatever they are. */
export function toDoctorReport(diagnostics: readonly Diagnostic[]): DoctorReport {
  return {
    status: diagnostics.length === 0 ? 'ok' : 'findings',
    counts: countSeverities(diagnostics),
    diagnostics: [...diagnostics],
  };
}
