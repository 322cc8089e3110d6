import { declaredUuid } from '#core/workspace/identity.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { declarationPath, projectPathOfRoot } from '#core/workspace/workspace-paths.ts';
import { NO_DIAGNOSTICS, type AssetRule } from '../rule.ts';

/** The folder at a registered root is the asset that was registered there (asset-workspace 2). */
export const checkIdentityMismatch: AssetRule = (asset, { movedRoots }) => {
  const declared = declaredUuid(asset.scanned);
  if (declared === undefined || declared === asset.entry.asset_uuid) return NO_DIAGNOSTICS;
  const foundAt = movedRoots.get(asset);
  const found =
    foundAt === undefined ? '' : ` The registered one is at "${projectPathOfRoot(foundAt.root)}".`;
  return [
    makeDiagnostic('IDENTITY_MISMATCH', {
      assetId: asset.entry.asset_id,
      file: declarationPath(asset.entry.root),
      pointer: '/asset_uuid',
      message: `asset.json says ${declared}, the registry says ${asset.entry.asset_uuid}.${found}`,
      fixId: foundAt === undefined ? undefined : 'relocate-to-found-root',
    }),
  ];
};
