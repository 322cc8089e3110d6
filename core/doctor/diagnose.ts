import type { TimeSlice } from '#core/ports/time-slice.ts';
import { findMovedRoots, indexUuids } from '#core/workspace/identity.ts';
import type { RegisteredAsset, ScannedRoot, WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { RegistryEntry } from '#schemas/workspace/registry.ts';
import { mergeDiagnostics } from './order.ts';
import type { AssetRule, DoctorContext, DoctorScope, WorkspaceRule } from './rule.ts';
import { checkBankDeclaration } from './rules/bank-declaration.ts';
import { checkContentDuplicates } from './rules/content-duplicate.ts';
import { checkDeclaration } from './rules/declaration.ts';
import { checkDuplicateIds, checkDuplicateRoots, checkDuplicateUuids } from './rules/duplicate-identity.ts';
import { checkExcludedPreloaded } from './rules/excluded-preloaded.ts';
import { checkFormat } from './rules/format.ts';
import { checkIdentityMismatch } from './rules/identity-mismatch.ts';
import { checkInputFiles } from './rules/input-files.ts';
import { checkNameCollisions } from './rules/name-collision.ts';
import { checkNamePortability } from './rules/name-portability.ts';
import { checkOwnership } from './rules/ownership.ts';
import { checkPreloadSlots } from './rules/preload-slots.ts';
import { checkRegistry } from './rules/registry.ts';
import { checkRegistryNextId } from './rules/registry-next-id.ts';
import { checkRootMissing } from './rules/root-missing.ts';
import { checkUnregisteredRoots } from './rules/unregistered-roots.ts';
import { checkUnusedFiles } from './rules/unused-files.ts';

/** Rules that look at one registered asset; whether they find nothing follows from the asset alone. */
export const ASSET_RULES: readonly AssetRule[] = [
  checkRootMissing,
  checkDeclaration,
  checkIdentityMismatch,
  checkFormat,
  checkBankDeclaration,
  checkInputFiles,
  checkUnusedFiles,
  checkExcludedPreloaded,
];

/** Rules that look at the workspace as a whole. */
export const WORKSPACE_RULES: readonly WorkspaceRule[] = [
  checkRegistry,
  checkRegistryNextId,
  checkDuplicateIds,
  checkDuplicateRoots,
  checkDuplicateUuids,
  checkOwnership,
  checkPreloadSlots,
  checkUnregisteredRoots,
  checkNameCollisions,
  checkNamePortability,
  checkContentDuplicates,
];

export interface DiagnoseOptions {
  /** `whole` needs a snapshot of the whole workspace; `managed` takes either. */
  readonly scope: DoctorScope;
  readonly slice: TimeSlice;
  /** SHA-256 of payloads by asset id, as far as packing or the cache knows them. */
  readonly payloadDigests?: ReadonlyMap<number, string>;
}

const NO_DIGESTS: ReadonlyMap<number, string> = new Map();

/**
 * All structural and advisory diagnostics of a snapshot in their one order (asset-workspace 4). What only encoding
 * finds is added by whoever encodes, with `mergeDiagnostics`.
 * @throws StudioError `CANCELLED` through the time slice
 */
export async function diagnose(
  snapshot: WorkspaceSnapshot,
  { scope, slice, payloadDigests = NO_DIGESTS }: DiagnoseOptions,
): Promise<readonly Diagnostic[]> {
  const uuids = indexUuids(snapshot);
  const movedRoots = findMovedRoots(snapshot, uuids);
  const context: DoctorContext = { snapshot, scope, uuids, movedRoots, payloadDigests };
  const found: Diagnostic[] = [];
  for (const rule of WORKSPACE_RULES) {
    for (const diagnostic of rule(context)) found.push(diagnostic);
    if (slice.due()) await slice.pause();
  }
  for (const asset of snapshot.assets) {
    if (!isKnownSound(asset)) diagnoseAsset(asset, context, found);
    if (slice.due()) await slice.pause();
  }
  return mergeDiagnostics(found);
}

/**
 * What digests of payloads add to the diagnostics of a snapshot: for a host that told the structure first and would
 * not look at everything twice.
 */
export function diagnosePayloads(
  snapshot: WorkspaceSnapshot,
  payloadDigests: ReadonlyMap<number, string>,
): readonly Diagnostic[] {
  return checkContentDuplicates({
    snapshot,
    scope: 'managed',
    uuids: new Map(),
    movedRoots: new Map(),
    payloadDigests,
  });
}

/**
 * Roots without any finding, with the registry entry they were looked at with. A running host keeps both objects from
 * scan to scan while nothing changes; an asset rule that found nothing finds nothing in the same objects again.
 */
const soundRoots = new WeakMap<ScannedRoot, RegistryEntry>();

function isKnownSound({ scanned, entry }: RegisteredAsset): boolean {
  return scanned !== undefined && soundRoots.get(scanned) === entry;
}

function diagnoseAsset(asset: RegisteredAsset, context: DoctorContext, found: Diagnostic[]): void {
  const before = found.length;
  for (const rule of ASSET_RULES) {
    for (const diagnostic of rule(asset, context)) found.push(diagnostic);
  }
  if (found.length === before && asset.scanned !== undefined) soundRoots.set(asset.scanned, asset.entry);
}
