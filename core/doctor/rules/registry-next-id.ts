import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { REGISTRY_PATH } from '#core/workspace/workspace-paths.ts';
import { NO_DIAGNOSTICS, type WorkspaceRule } from '../rule.ts';

/** `next_asset_id` exceeds every id, so that none is ever given twice (asset-workspace 2). */
export const checkRegistryNextId: WorkspaceRule = ({ snapshot: { registry } }) => {
  if (registry.kind !== 'ok') return NO_DIAGNOSTICS;
  const { next_asset_id: nextId, assets } = registry.document.value;
  let highest = 0;
  for (const { asset_id: assetId } of assets) highest = Math.max(highest, assetId);
  if (nextId > highest) return NO_DIAGNOSTICS;
  return [
    makeDiagnostic('REGISTRY_NEXT_ID_LOW', {
      file: REGISTRY_PATH,
      pointer: '/next_asset_id',
      message: `next_asset_id is ${nextId}, and the highest id is ${highest}.`,
      fixId: 'raise-next-asset-id',
    }),
  ];
};
