import { declaredUuid, findCopies } from '#core/workspace/identity.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { declarationPath, projectPathOfRoot } from '#core/workspace/workspace-paths.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { NO_DIAGNOSTICS, type WorkspaceRule } from '../rule.ts';

/**
 * Folders with an `asset.json` that nobody registered: a copy of a registered asset is a warning, a moved root is
 * told at the asset it belongs to, any other is a hint (asset-workspace 2 and 4). Whole workspace only.
 */
export const checkUnregisteredRoots: WorkspaceRule = ({ snapshot, scope, uuids, movedRoots }) => {
  if (scope !== 'whole' || snapshot.registry.kind !== 'ok') return NO_DIAGNOSTICS;
  const moved = new Set(movedRoots.values());
  const copies = findCopies(snapshot, uuids);
  const found: Diagnostic[] = [];
  for (const root of snapshot.unregistered) {
    if (root.declaration.kind !== 'missing') found.push(...root.declaration.diagnostics);
    if (moved.has(root)) continue;
    const original = copies.get(root);
    const path = projectPathOfRoot(root.root);
    if (original === undefined) {
      found.push(
        makeDiagnostic('ROOT_UNREGISTERED', {
          file: path,
          message: `"${path}" has an asset.json and is not registered.`,
          fixId: root.declaration.kind === 'ok' ? 'register-root' : undefined,
        }),
      );
    } else {
      found.push(
        makeDiagnostic('UUID_COPIED', {
          file: declarationPath(root.root),
          pointer: '/asset_uuid',
          message: `"${path}" carries the uuid ${declaredUuid(root) ?? ''} of "${original.address}".`,
          fixId: root.declaration.kind === 'ok' ? 'adopt-copy' : undefined,
        }),
      );
    }
  }
  return found;
};
