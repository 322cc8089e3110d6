import { isInside, projectPathOfRoot } from '#core/workspace/workspace-paths.ts';
import type { WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import type { DiagnosticCode } from '#schemas/errors/codes.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';

/** Errors about who is who: they block whatever the asset, because they make the registry itself ambiguous. */
const IDENTITY_CODES: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'REGISTRY_MISSING',
  'REGISTRY_INVALID',
  'REGISTRY_NEWER',
  'REGISTRY_NEXT_ID_LOW',
  'DUPLICATE_ASSET_ID',
  'DUPLICATE_ASSET_UUID',
  'DUPLICATE_ROOT',
  'IDENTITY_MISMATCH',
  'OWNERSHIP_AMBIGUOUS',
]);

/**
 * Which diagnostics stop a pack of this snapshot: errors, except those of excluded assets that do not concern
 * identity, and those of unregistered roots (asset-workspace 3). The severity itself stays what it is.
 */
export function blockingTest(snapshot: WorkspaceSnapshot): (diagnostic: Diagnostic) => boolean {
  const included = new Set<number>();
  for (const { entry } of snapshot.assets) if (entry.included_in_build) included.add(entry.asset_id);
  const unregistered = snapshot.unregistered.map((root) => projectPathOfRoot(root.root));
  return ({ severity, code, asset_id, file }) => {
    if (severity !== 'error') return false;
    if (IDENTITY_CODES.has(code)) return true;
    if (asset_id !== undefined) return included.has(asset_id);
    return file === undefined || !unregistered.some((root) => isInside(file, root));
  };
}

/** The same for a single diagnostic; for many take `blockingTest` once. */
export function isBlocking(diagnostic: Diagnostic, snapshot: WorkspaceSnapshot): boolean {
  return blockingTest(snapshot)(diagnostic);
}
