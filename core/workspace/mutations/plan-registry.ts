import { setAtPointer } from '#core/json/edit.ts';
import { prettyJsonBytes } from '#core/json/pretty.ts';
import { readJson } from '#core/json/read-json.ts';
import { findMovedRoots } from '#core/workspace/identity.ts';
import { emptyRegistry } from '#core/workspace/registry-document.ts';
import type { ScannedRoot } from '#core/workspace/snapshot.ts';
import {
  ASSETS_FOLDER,
  declarationPath,
  isInside,
  REGISTRY_PATH,
  STUDIO_FOLDER,
} from '#core/workspace/workspace-paths.ts';
import { writeRegistry } from '#core/workspace/write-registry.ts';
import { blockedPlan, type ActionPlan, type PlanContext, type PlanStep } from './action-plan.ts';
import { RegistryEdit } from './registry-edit.ts';

/** What `init` keeps out of version control (asset-workspace 1). */
const IGNORE_TEXT = 'cache.json\nruns/\nlock\n';
const ENCODER = new TextEncoder();
const NO_REGISTRY = 'The registry is missing or cannot be read.';

/** `init_workspace`: an empty registry and the ignore file. */
export function planInit({ snapshot, tree }: PlanContext): ActionPlan {
  const title = 'Initialise the project';
  if (snapshot.registry.kind !== 'missing')
    return blockedPlan(title, ['The project has a registry already.']);
  const folder = `${ASSETS_FOLDER}/${STUDIO_FOLDER}`;
  const ignorePath = `${folder}/.gitignore`;
  const steps: PlanStep[] = [{ kind: 'make_folder', path: folder }];
  if (tree.stat(ignorePath) === undefined) {
    steps.push({ kind: 'write', path: ignorePath, before: null, after: ENCODER.encode(IGNORE_TEXT) });
  }
  steps.push({ kind: 'write', path: REGISTRY_PATH, before: null, after: writeRegistry(emptyRegistry()) });
  return { title, affectedAssets: [], steps, blockers: [], warnings: [], registered: [] };
}

/** `register_asset`: gives unregistered roots their ids, in the order named. */
export function planRegister(context: PlanContext, roots: readonly string[]): ActionPlan {
  return planEnrol(context, roots, 'register');
}

/** `adopt_asset`: registers roots and gives each that is a copy a new uuid first (asset-workspace 2). */
export function planAdopt(context: PlanContext, roots: readonly string[]): ActionPlan {
  return planEnrol(context, roots, 'adopt');
}

function planEnrol(context: PlanContext, roots: readonly string[], mode: 'register' | 'adopt'): ActionPlan {
  const what = roots.length === 1 ? `"${roots[0] ?? ''}"` : `${roots.length} folders`;
  const title = `${mode === 'register' ? 'Register' : 'Adopt'} ${what}`;
  const registry = RegistryEdit.of(context.snapshot);
  if (registry === undefined) return blockedPlan(title, [NO_REGISTRY]);
  const steps: PlanStep[] = [];
  const blockers: string[] = [];
  const registered: { asset_id: number; root: string }[] = [];
  const moved = new Map([...findMovedRoots(context.snapshot)].map(([asset, found]) => [found.root, asset]));
  for (const root of new Set(roots)) {
    const movedAsset = moved.get(root);
    if (movedAsset !== undefined) {
      const { entry } = movedAsset;
      blockers.push(
        `"${root}" is asset ${entry.asset_id}, moved from "${entry.root}": relocate it, it keeps its id.`,
      );
      continue;
    }
    const found = context.snapshot.unregistered.find((candidate) => candidate.root === root);
    const problem = enrolProblem(root, found, registry);
    if (problem !== undefined || found?.declaration.kind !== 'ok') {
      blockers.push(problem ?? `The declaration of "${root}" is not valid.`);
      continue;
    }
    const { document } = found.declaration;
    let uuid = document.value.asset_uuid;
    if (registry.entries.some((entry) => entry.asset_uuid === uuid)) {
      if (mode === 'register') {
        blockers.push(`"${root}" carries the uuid of a registered asset: it is a copy. Adopt it instead.`);
        continue;
      }
      uuid = context.random.uuidV4();
      steps.push(writeUuid(declarationPath(root), document.bytes, uuid));
    } else steps.push({ kind: 'expect', path: declarationPath(root), bytes: document.bytes });
    const assetId = registry.add(uuid, root, true);
    if (assetId === undefined) blockers.push('All asset ids are used up.');
    else registered.push({ asset_id: assetId, root });
  }
  if (blockers.length > 0) return blockedPlan(title, blockers);
  return {
    title,
    affectedAssets: registered.map(({ asset_id }) => asset_id),
    steps: [...steps, registry.toStep()],
    blockers: [],
    warnings: [],
    registered,
  };
}

function enrolProblem(
  root: string,
  found: ScannedRoot | undefined,
  registry: RegistryEdit,
): string | undefined {
  if (registry.entries.some((entry) => entry.root === root)) return `"${root}" is registered already.`;
  if (found === undefined) return `There is no unregistered folder with an asset.json at "${root}".`;
  const nested = registry.entries.find((entry) => isInside(root, entry.root) || isInside(entry.root, root));
  if (nested !== undefined) return `"${root}" and the registered "${nested.root}" lie inside one another.`;
  return undefined;
}

/** A new uuid in a declaration, all else as it was. */
export function writeUuid(path: string, before: Uint8Array, uuid: string): PlanStep {
  const read = readJson(before);
  const document = read.ok ? read.value : {};
  return { kind: 'write', path, before, after: prettyJsonBytes(setAtPointer(document, '/asset_uuid', uuid)) };
}

/** `forget_asset`: takes entries out of the registry; files stay where they are. */
export function planForget(context: PlanContext, assetIds: readonly number[]): ActionPlan {
  const title =
    assetIds.length === 1 ? `Forget asset ${assetIds[0] ?? ''}` : `Forget ${assetIds.length} assets`;
  const registry = RegistryEdit.of(context.snapshot);
  if (registry === undefined) return blockedPlan(title, [NO_REGISTRY]);
  const ids = new Set(assetIds);
  const warnings = ['The ids are never given out again: registering the folders anew gives new ids.'];
  const removed = registry.entries.filter((entry) => ids.has(entry.asset_id));
  if (removed.length > ids.size)
    warnings.push('Several entries have one of these ids: all of them are taken out.');
  registry.remove((entry) => ids.has(entry.asset_id));
  return {
    title,
    affectedAssets: [...ids],
    steps: [registry.toStep()],
    blockers: [],
    warnings,
    registered: [],
  };
}

/** Include in or exclude from the build (asset-workspace 2). */
export function planInclusion(
  context: PlanContext,
  assetIds: readonly number[],
  included: boolean,
): ActionPlan {
  const verb = included ? 'Include' : 'Exclude';
  const title =
    assetIds.length === 1 ? `${verb} asset ${assetIds[0] ?? ''}` : `${verb} ${assetIds.length} assets`;
  const registry = RegistryEdit.of(context.snapshot);
  if (registry === undefined) return blockedPlan(title, [NO_REGISTRY]);
  const ids = new Set(assetIds);
  registry.change((entry) => ids.has(entry.asset_id), { included_in_build: included });
  return {
    title,
    affectedAssets: [...ids],
    steps: [registry.toStep()],
    blockers: [],
    warnings: [],
    registered: [],
  };
}

/** Fix `raise-next-asset-id`. */
export function planRaiseNextId(context: PlanContext): ActionPlan {
  const title = 'Raise next_asset_id';
  const registry = RegistryEdit.of(context.snapshot);
  if (registry === undefined) return blockedPlan(title, [NO_REGISTRY]);
  registry.raiseNextId();
  return {
    title,
    affectedAssets: [],
    steps: [registry.toStep()],
    blockers: [],
    warnings: [],
    registered: [],
  };
}
