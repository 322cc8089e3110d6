import { findNestedRoots } from '#core/workspace/nested-roots.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { REGISTRY_PATH } from '#core/workspace/workspace-paths.ts';
import { NO_DIAGNOSTICS, type WorkspaceRule } from '../rule.ts';

/** No registered root lies inside another: a file belongs to one asset (asset-workspace 4). */
export const checkOwnership: WorkspaceRule = ({ snapshot }) => {
  const nested = findNestedRoots(new Set(snapshot.assets.map(({ entry }) => entry.root)));
  if (nested.size === 0) return NO_DIAGNOSTICS;
  const outersOf = new Map<string, string[]>();
  for (const [outer, inners] of nested) {
    for (const inner of inners) outersOf.set(inner, [...(outersOf.get(inner) ?? []), outer]);
  }
  return snapshot.assets.flatMap((asset) =>
    (outersOf.get(asset.entry.root) ?? []).map((outer) =>
      makeDiagnostic('OWNERSHIP_AMBIGUOUS', {
        assetId: asset.entry.asset_id,
        file: REGISTRY_PATH,
        pointer: `/assets/${asset.entryIndex}/root`,
        message: `"${asset.address}" lies inside "assets/${outer}", which is an asset too.`,
      }),
    ),
  );
};
