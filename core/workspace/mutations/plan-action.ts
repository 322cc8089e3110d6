import { assertNever, StudioError } from '#core/errors.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import type { Action } from '#schemas/contract/actions.ts';
import type { ActionPlan, PlanContext } from './action-plan.ts';
import { planCreate, planDuplicate, planImport } from './plan-create.ts';
import { planEdit } from './plan-edit.ts';
import { planFix } from './plan-fix.ts';
import { planPurge, planQuarantine, planRelocate, planRestore } from './plan-move.ts';
import { planAdopt, planForget, planInclusion, planInit, planRegister } from './plan-registry.ts';

/**
 * What an action would do to this workspace (asset-workspace 3): preview, then apply. Nothing is written.
 * @throws StudioError `ASSET_NOT_FOUND`, `HANDLE_UNKNOWN`, `FIX_NOT_AVAILABLE`; what stands in the way is a blocker
 */
export function planAction(context: PlanContext, action: Action): ActionPlan {
  switch (action.kind) {
    case 'init_workspace':
      return planInit(context);
    case 'register':
      return planRegister(context, action.roots);
    case 'adopt':
      return planAdopt(context, action.roots);
    case 'forget':
      return planForget(context, requireIds(context, action.asset_ids));
    case 'set_inclusion':
      return planInclusion(context, requireIds(context, action.asset_ids), action.included);
    case 'create':
      return planCreate(context, action);
    case 'duplicate':
      return planDuplicate(context, requireAsset(context, action.asset_id), action.root, action.name);
    case 'edit':
      return planEdit(context, requireAsset(context, action.asset_id), action.changes);
    case 'import_files':
      return planImport(context, requireAsset(context, action.asset_id), action.sources);
    case 'relocate':
      return planRelocate(context, requireAsset(context, action.asset_id), action.root);
    case 'quarantine':
      return planQuarantine(context, action.roots);
    case 'restore':
      return planRestore(context, action.quarantine_ids);
    case 'purge':
      return planPurge(context, action.quarantine_ids);
    case 'apply_fix':
      return planFix(context, action);
    default:
      return assertNever(action);
  }
}

function requireAsset(context: PlanContext, assetId: number): RegisteredAsset {
  const asset = context.snapshot.assets.find(({ entry }) => entry.asset_id === assetId);
  if (asset === undefined)
    throw new StudioError('ASSET_NOT_FOUND', `There is no asset with the id ${assetId}.`, {
      asset_id: assetId,
    });
  return asset;
}

function requireIds(context: PlanContext, assetIds: readonly number[]): readonly number[] {
  for (const assetId of assetIds) requireAsset(context, assetId);
  return assetIds;
}
