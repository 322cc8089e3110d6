import { PRELOAD_SLOTS, planPreloadOfSnapshot } from '#core/workspace/preload-plan.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import { declarationPath } from '#core/workspace/workspace-paths.ts';
import type { WorkspaceRule } from '../rule.ts';

/** Included assets that ask for one slot twice, or for more slots than a bank type has (asset-workspace 2 and 4). */
export const checkPreloadSlots: WorkspaceRule = ({ snapshot }) => {
  const { conflicts, overflows } = planPreloadOfSnapshot(snapshot);
  if (conflicts.length === 0 && overflows.length === 0) return [];
  const byId = new Map<number, RegisteredAsset>(
    snapshot.assets.map((asset) => [asset.entry.asset_id, asset]),
  );
  const placeOf = (assetId: number): { assetId: number; file: string | undefined } => {
    const asset = byId.get(assetId);
    return { assetId, file: asset === undefined ? undefined : declarationPath(asset.entry.root) };
  };
  return [
    ...conflicts.map(({ assetId, bankType, slot, holderId }) =>
      makeDiagnostic('PRELOAD_SLOT_CONFLICT', {
        ...placeOf(assetId),
        pointer: '/preload/slot',
        message: `Slot ${slot} of ${bankType} is claimed by asset ${holderId} as well.`,
        fixId: 'clear-preload-slot',
      }),
    ),
    ...overflows.map(({ assetId, bankType }) =>
      makeDiagnostic('PRELOAD_OVERFLOW', {
        ...placeOf(assetId),
        pointer: '/preload/enabled',
        message: `All ${PRELOAD_SLOTS} slots of ${bankType} are taken.`,
      }),
    ),
  ];
};
