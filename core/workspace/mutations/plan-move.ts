import { prettyJsonBytes } from '#core/json/pretty.ts';
import { addressOfRoot } from '#core/workspace/address.ts';
import { declaredUuid } from '#core/workspace/identity.ts';
import type { RegisteredAsset, WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import { isInside, projectPathOfRoot } from '#core/workspace/workspace-paths.ts';
import type { QuarantineRecord } from '#core/workspace/quarantine.ts';
import { contentFolder, findQuarantined, quarantineFolder, recordPath } from '#core/workspace/quarantine.ts';
import { blockedPlan, type ActionPlan, type PlanContext, type PlanStep } from './action-plan.ts';
import { RegistryEdit } from './registry-edit.ts';
import { checkRootTarget } from './root-target.ts';

const NO_REGISTRY = 'The registry is missing or cannot be read.';

function parentSteps(path: string): readonly PlanStep[] {
  const end = path.lastIndexOf('/');
  return end <= 0 ? [] : [{ kind: 'make_folder', path: path.slice(0, end) }];
}

/** Roots inside a folder: they would move along without the registry knowing. */
function rootsInside(snapshot: WorkspaceSnapshot, folder: string): readonly string[] {
  return [
    ...snapshot.assets.map(({ entry }) => entry.root),
    ...snapshot.unregistered.map(({ root }) => root),
  ].filter((root) => isInside(root, folder));
}

function carriesAlong(folder: string, inner: string): string {
  return `"${inner}" lies inside "${folder}" and would move along: move it out first.`;
}

/**
 * `relocate_asset`: moves the folder and repoints the registry; where the folder was moved by hand already, only
 * repoints (asset-workspace 2). Both ids stay.
 */
export function planRelocate(context: PlanContext, asset: RegisteredAsset, target: string): ActionPlan {
  const { entry } = asset;
  const title = `Relocate "${entry.root}" to "${target}"`;
  const registry = RegistryEdit.of(context.snapshot);
  if (registry === undefined) return blockedPlan(title, [NO_REGISTRY]);
  const movedAlready = context.snapshot.unregistered.find(
    (found) => found.root === target && declaredUuid(found) === entry.asset_uuid,
  );
  const lost = asset.scanned === undefined || declaredUuid(asset.scanned) !== entry.asset_uuid;
  if (movedAlready !== undefined && lost) {
    registry.change((other) => other.asset_id === entry.asset_id && other.root === entry.root, {
      root: target,
    });
    return {
      title,
      affectedAssets: [entry.asset_id],
      steps: [registry.toStep()],
      blockers: [],
      warnings: [],
      registered: [],
    };
  }
  if (asset.scanned === undefined) {
    return blockedPlan(title, [
      `The folder "${projectPathOfRoot(entry.root)}" is not there, and no folder at "${target}" carries its uuid.`,
    ]);
  }
  const checked = checkRootTarget(context.tree, context.snapshot, target, entry.root);
  if (!checked.ok) return blockedPlan(title, [checked.reason]);
  if (checked.root === entry.root) return blockedPlan(title, ['The asset is there already.']);
  if (checked.root.startsWith(`${entry.root}/`))
    return blockedPlan(title, ['A folder cannot move into itself.']);
  const [inner] = rootsInside(context.snapshot, entry.root);
  if (inner !== undefined) return blockedPlan(title, [carriesAlong(entry.root, inner)], [entry.asset_id]);
  registry.change((other) => other.asset_id === entry.asset_id && other.root === entry.root, {
    root: checked.root,
  });
  const to = projectPathOfRoot(checked.root);
  return {
    title,
    affectedAssets: [entry.asset_id],
    steps: [...parentSteps(to), { kind: 'move', from: projectPathOfRoot(entry.root), to }, registry.toStep()],
    blockers: [],
    warnings: [
      `Its address becomes ${addressOfRoot(checked.root)}: game code that names the old one must follow.`,
    ],
    registered: [],
  };
}

/** `quarantine` and `remove_asset`: sets roots aside, registered or not; reversible (asset-workspace 3). */
export function planQuarantine(context: PlanContext, roots: readonly string[]): ActionPlan {
  const title = roots.length === 1 ? `Quarantine "${roots[0] ?? ''}"` : `Quarantine ${roots.length} folders`;
  const registry = RegistryEdit.of(context.snapshot);
  if (registry === undefined) return blockedPlan(title, [NO_REGISTRY]);
  const records: PlanStep[] = [];
  const moves: PlanStep[] = [];
  const blockers: string[] = [];
  const affected: number[] = [];
  const chosen = new Set(roots);
  // The inner of two nested roots goes first: afterwards it is no longer there to be carried along.
  for (const root of [...chosen].sort((left, right) => right.length - left.length)) {
    const inner = rootsInside(context.snapshot, root).find((other) => !chosen.has(other));
    if (inner !== undefined) blockers.push(carriesAlong(root, inner));
    const registeredAsset = context.snapshot.assets.find(({ entry }) => entry.root === root);
    const scanned =
      registeredAsset?.scanned ?? context.snapshot.unregistered.find((found) => found.root === root);
    if (scanned === undefined) {
      blockers.push(`There is no asset folder at "${root}".`);
      continue;
    }
    const quarantineId = context.random.uuidV4();
    const name =
      scanned.declaration.kind === 'ok'
        ? scanned.declaration.document.value.name
        : root.slice(root.lastIndexOf('/') + 1);
    const record: QuarantineRecord = { schema_version: 1, root, name, entry: registeredAsset?.entry ?? null };
    records.push(
      { kind: 'make_folder', path: quarantineFolder(quarantineId) },
      { kind: 'write', path: recordPath(quarantineId), before: null, after: prettyJsonBytes(record) },
    );
    moves.push({ kind: 'move', from: projectPathOfRoot(root), to: contentFolder(quarantineId) });
    if (registeredAsset !== undefined) {
      affected.push(registeredAsset.entry.asset_id);
      registry.remove((entry) => entry.root === root);
    }
  }
  if (blockers.length > 0) return blockedPlan(title, blockers, affected);
  return {
    title,
    affectedAssets: affected,
    steps: [...records, ...moves, registry.toStep()],
    blockers: [],
    warnings: [],
    registered: [],
  };
}

/** `restore`: puts quarantined roots back where they were, with the ids they had. */
export function planRestore(context: PlanContext, quarantineIds: readonly string[]): ActionPlan {
  const title =
    quarantineIds.length === 1
      ? 'Restore from quarantine'
      : `Restore ${quarantineIds.length} folders from quarantine`;
  const registry = RegistryEdit.of(context.snapshot);
  if (registry === undefined) return blockedPlan(title, [NO_REGISTRY]);
  const moves: PlanStep[] = [];
  const cleanups: PlanStep[] = [];
  const blockers: string[] = [];
  const registered: { asset_id: number; root: string }[] = [];
  const targets: string[] = [];
  for (const quarantineId of new Set(quarantineIds)) {
    const item = findQuarantined(context.tree, quarantineId);
    if (item === undefined) {
      blockers.push(`There is nothing in quarantine under ${quarantineId}.`);
      continue;
    }
    const { root, entry } = item.record;
    // A crash between registry and folder leaves the entry behind: restoring again finishes the work.
    const present = registry.entries.find((other) => other.asset_id === entry?.asset_id);
    const resumes =
      present !== undefined && present.root === root && present.asset_uuid === entry?.asset_uuid;
    const target = checkRootTarget(context.tree, context.snapshot, root, resumes ? root : undefined);
    const other = targets.find((taken) => taken === root || isInside(taken, root) || isInside(root, taken));
    if (!target.ok) blockers.push(target.reason);
    else if (other !== undefined) blockers.push(`"${root}" and "${other}" cannot both be restored.`);
    else if (entry !== null && present !== undefined && !resumes)
      blockers.push(`The id ${entry.asset_id} is in the registry already.`);
    else {
      targets.push(root);
      const to = projectPathOfRoot(root);
      moves.push(...parentSteps(to), { kind: 'move', from: contentFolder(quarantineId), to });
      cleanups.push(
        { kind: 'remove_file', path: recordPath(quarantineId), before: item.recordBytes },
        { kind: 'remove_empty_folder', path: quarantineFolder(quarantineId) },
      );
      if (entry === null) continue;
      if (present === undefined) registry.putBack(entry);
      registered.push({ asset_id: entry.asset_id, root });
    }
  }
  if (blockers.length > 0) return blockedPlan(title, blockers);
  return {
    title,
    affectedAssets: registered.map(({ asset_id }) => asset_id),
    steps: [registry.toStep(), ...moves, ...cleanups],
    blockers: [],
    warnings: [],
    registered,
  };
}

/** `purge`: the only deletion there is (asset-workspace 3). */
export function planPurge(context: PlanContext, quarantineIds: readonly string[]): ActionPlan {
  const title =
    quarantineIds.length === 1
      ? 'Purge from quarantine'
      : `Purge ${quarantineIds.length} folders from quarantine`;
  const missing = quarantineIds.filter((id) => findQuarantined(context.tree, id) === undefined);
  if (missing.length > 0)
    return blockedPlan(
      title,
      missing.map((id) => `There is nothing in quarantine under ${id}.`),
    );
  return {
    title,
    affectedAssets: [],
    steps: [...new Set(quarantineIds)].map((id) => ({ kind: 'remove_folder', path: quarantineFolder(id) })),
    blockers: [],
    warnings: ['The files are deleted for good; there is no undo.'],
    registered: [],
  };
}
