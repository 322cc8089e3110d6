import { declaredUuid } from '#core/workspace/identity.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { REGISTRY_PATH, declarationPath, projectPathOfRoot } from '#core/workspace/workspace-paths.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { WorkspaceRule } from '../rule.ts';

/** One asset id, two entries. Entries stand in the order of the registry within one id. */
export const checkDuplicateIds: WorkspaceRule = ({ snapshot }) =>
  duplicatesOf(snapshot.assets, ({ entry }) => entry.asset_id).map(({ first, later }) =>
    makeDiagnostic('DUPLICATE_ASSET_ID', {
      assetId: later.entry.asset_id,
      file: REGISTRY_PATH,
      pointer: `/assets/${later.entryIndex}/asset_id`,
      message: `The id ${later.entry.asset_id} belongs to "${first.address}" and to "${later.address}".`,
    }),
  );

/** One root, two entries. */
export const checkDuplicateRoots: WorkspaceRule = ({ snapshot }) =>
  duplicatesOf(snapshot.assets, ({ entry }) => entry.root).map(({ first, later }) =>
    makeDiagnostic('DUPLICATE_ROOT', {
      assetId: later.entry.asset_id,
      file: REGISTRY_PATH,
      pointer: `/assets/${later.entryIndex}/root`,
      message: `The assets ${first.entry.asset_id} and ${later.entry.asset_id} name the root "${projectPathOfRoot(later.entry.root)}".`,
    }),
  );

/**
 * One uuid, two registered assets: a copied folder carries the uuid of its original, and among registered assets
 * that blocks (asset-workspace 2). The asset with the lower id counts as the original.
 */
export const checkDuplicateUuids: WorkspaceRule = ({ uuids }) => {
  const found: Diagnostic[] = [];
  for (const [uuid, { registered }] of uuids) {
    const [first, ...others] = registered;
    if (first === undefined) continue;
    for (const later of others) {
      if (later.entry.root === first.entry.root) continue;
      const inDeclaration = declaredUuid(later.scanned) === uuid;
      found.push(
        makeDiagnostic('DUPLICATE_ASSET_UUID', {
          assetId: later.entry.asset_id,
          file: inDeclaration ? declarationPath(later.entry.root) : REGISTRY_PATH,
          pointer: inDeclaration ? '/asset_uuid' : `/assets/${later.entryIndex}/asset_uuid`,
          message: `"${later.address}" carries the uuid ${uuid}, which is that of "${first.address}".`,
          fixId: inDeclaration ? 'adopt-copy' : undefined,
        }),
      );
    }
  }
  return found;
};

interface DuplicatePair {
  readonly first: RegisteredAsset;
  readonly later: RegisteredAsset;
}

function duplicatesOf(
  assets: readonly RegisteredAsset[],
  keyOf: (asset: RegisteredAsset) => string | number,
): readonly DuplicatePair[] {
  const firstByKey = new Map<string | number, RegisteredAsset>();
  const pairs: DuplicatePair[] = [];
  for (const later of assets) {
    const key = keyOf(later);
    const first = firstByKey.get(key);
    if (first === undefined) firstByKey.set(key, later);
    else pairs.push({ first, later });
  }
  return pairs;
}
