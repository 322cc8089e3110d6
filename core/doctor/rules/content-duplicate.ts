import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import { projectPathOfRoot } from '#core/workspace/workspace-paths.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { NO_DIAGNOSTICS, type WorkspaceRule } from '../rule.ts';

/** Assets with payloads of equal bytes, told at every one but the first (asset-workspace 4, advisory). */
export const checkContentDuplicates: WorkspaceRule = ({ snapshot, payloadDigests }) => {
  if (payloadDigests.size < 2) return NO_DIAGNOSTICS;
  const firstByDigest = new Map<string, RegisteredAsset>();
  const found: Diagnostic[] = [];
  for (const asset of snapshot.assets) {
    const digest = payloadDigests.get(asset.entry.asset_id);
    if (digest === undefined) continue;
    const first = firstByDigest.get(digest);
    if (first === undefined) {
      firstByDigest.set(digest, asset);
      continue;
    }
    if (first.entry.asset_id === asset.entry.asset_id) continue;
    found.push(
      makeDiagnostic('CONTENT_DUPLICATE', {
        assetId: asset.entry.asset_id,
        file: projectPathOfRoot(asset.entry.root),
        message: `"${asset.address}" packs the same bytes as "${first.address}".`,
      }),
    );
  }
  return found;
};
