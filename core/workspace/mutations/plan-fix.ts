import { insertTransparentColor, insertTransparentLine } from '#core/banks/glyph/palette-fixes.ts';
import { paletteFileKind } from '#core/banks/glyph/palette-file.ts';
import { assertNever, StudioError } from '#core/errors.ts';
import { removeAtPointer, setAtPointer, valueAt } from '#core/json/edit.ts';
import { prettyJsonBytes } from '#core/json/pretty.ts';
import { readJson } from '#core/json/read-json.ts';
import { findMovedRoots } from '#core/workspace/identity.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import {
  ASSETS_FOLDER,
  declarationPath,
  projectPathOfFile,
  projectPathOfRoot,
} from '#core/workspace/workspace-paths.ts';
import type { Action } from '#schemas/contract/actions.ts';
import { blockedPlan, type ActionPlan, type PlanContext, type PlanStep } from './action-plan.ts';
import { planEdit, planRenumber } from './plan-edit.ts';
import { planRelocate } from './plan-move.ts';
import { planAdopt, planInit, planRaiseNextId, planRegister, writeUuid } from './plan-registry.ts';
import { renumberPalettes } from './palettes.ts';
import { RegistryEdit } from './registry-edit.ts';

type FixAction = Extract<Action, { kind: 'apply_fix' }>;

/**
 * `apply_fix`: the mechanical remedy of one diagnostic, as it stands now (asset-workspace 4).
 * @throws StudioError `FIX_NOT_AVAILABLE` where the diagnostic is gone or carries no such fix
 */
export function planFix(context: PlanContext, action: FixAction): ActionPlan {
  const diagnostic = context.diagnostics.find(
    (candidate) =>
      candidate.fix_id === action.fix_id &&
      candidate.code === action.code &&
      candidate.asset_id === action.asset_id &&
      (action.file === undefined || candidate.file === action.file) &&
      (action.pointer === undefined || candidate.pointer === action.pointer),
  );
  if (diagnostic === undefined) throw new StudioError('FIX_NOT_AVAILABLE');
  const { fix_id: fixId } = action;
  const { file, pointer } = diagnostic;
  // These fix the registry, or a root that has no id yet.
  if (fixId === 'init-workspace') return planInit(context);
  if (fixId === 'raise-next-asset-id') return planRaiseNextId(context);
  if (fixId === 'register-root') return planRegister(context, [rootOfPlace(file)]);
  if (fixId === 'adopt-copy') return planAdoptCopy(context, diagnostic.asset_id, file);
  const asset = requireAsset(context, diagnostic.asset_id);
  switch (fixId) {
    case 'relocate-to-found-root': {
      const moved = findMovedRoots(context.snapshot).get(asset);
      if (moved === undefined) throw new StudioError('FIX_NOT_AVAILABLE');
      return planRelocate(context, asset, moved.root);
    }
    case 'renumber-artifacts':
      return planRenumber(context, asset);
    case 'remove-missing-input':
      return planRemoveInput(context, asset, pointer);
    case 'set-codec-none':
      return planSet(asset, 'Set the codec to NONE', (document) =>
        setAtPointer(document, '/output/codec', 'NONE'),
      );
    case 'remove-metadata-key':
      return planRemove(asset, 'Remove a metadata key', pointer);
    case 'clear-preload-slot':
      return planRemove(asset, 'Let the preload slot be chosen', '/preload/slot');
    case 'disable-preload':
      return planSet(asset, 'Switch preload off', (document) =>
        setAtPointer(document, '/preload/enabled', false),
      );
    case 'set-slice-grid':
      return planEdit(context, asset, [{ kind: 'set_slice', slice: 'grid' }]);
    case 'set-palettes-auto':
      return planEdit(context, asset, [{ kind: 'set_palettes', palettes: 'auto' }]);
    case 'set-channels-mix':
      return planEdit(context, asset, [{ kind: 'set_channels', channels: 'mix' }]);
    case 'remove-artifact-palette':
      return planRemove(asset, 'Remove the palette of an artifact', pointer);
    case 'remove-loop':
      return planRemove(asset, 'Remove a loop', pointer);
    case 'renumber-palettes':
      return planSet(asset, 'Renumber the palettes', renumberPalettes);
    case 'insert-transparent-entry':
      return planInsertTransparent(context, asset, pointer);
    default:
      return assertNever(fixId);
  }
}

function requireAsset(context: PlanContext, assetId: number | undefined): RegisteredAsset {
  const asset = context.snapshot.assets.find(({ entry }) => entry.asset_id === assetId);
  if (asset === undefined) throw new StudioError('FIX_NOT_AVAILABLE');
  return asset;
}

/** Root of a diagnostic whose place is the root or its declaration. */
function rootOfPlace(file: string | undefined): string {
  const path = file ?? '';
  const folder = path.endsWith('/asset.json') ? path.slice(0, -'/asset.json'.length) : path;
  return folder.startsWith(`${ASSETS_FOLDER}/`) ? folder.slice(ASSETS_FOLDER.length + 1) : folder;
}

/** A copy among the registered keeps its id and gets a uuid; an unregistered one is adopted. */
function planAdoptCopy(
  context: PlanContext,
  assetId: number | undefined,
  file: string | undefined,
): ActionPlan {
  const root = rootOfPlace(file);
  if (context.snapshot.unregistered.some((found) => found.root === root)) return planAdopt(context, [root]);
  const copy =
    context.snapshot.assets.find(({ entry }) => entry.root === root) ??
    context.snapshot.assets.find(({ entry }) => entry.asset_id === assetId);
  const registry = RegistryEdit.of(context.snapshot);
  if (copy?.scanned?.declaration.kind !== 'ok' || registry === undefined)
    throw new StudioError('FIX_NOT_AVAILABLE');
  const { entry } = copy;
  const uuid = context.random.uuidV4();
  registry.change((other) => other.asset_id === entry.asset_id && other.root === entry.root, {
    asset_uuid: uuid,
  });
  return {
    title: `Give "${entry.root}" an identity of its own`,
    affectedAssets: [entry.asset_id],
    steps: [
      writeUuid(declarationPath(entry.root), copy.scanned.declaration.document.bytes, uuid),
      registry.toStep(),
    ],
    blockers: [],
    warnings: [],
    registered: [],
  };
}

/** Rewrites the declaration, which need not be valid: a fix may be what makes it so. */
function planSet(asset: RegisteredAsset, what: string, change: (document: unknown) => unknown): ActionPlan {
  const { entry, scanned } = asset;
  const title = `${what} in "${entry.root}"`;
  const state = scanned?.declaration;
  const before =
    state?.kind === 'ok' ? state.document.bytes : state?.kind === 'unusable' ? state.bytes : undefined;
  const read = before === undefined ? undefined : readJson(before);
  if (before === undefined || read?.ok !== true)
    return blockedPlan(title, ['The declaration cannot be read.'], [entry.asset_id]);
  const step: PlanStep = {
    kind: 'write',
    path: declarationPath(entry.root),
    before,
    after: prettyJsonBytes(change(read.value)),
  };
  return {
    title,
    affectedAssets: [entry.asset_id],
    steps: [step],
    blockers: [],
    warnings: [],
    registered: [],
  };
}

function planRemove(asset: RegisteredAsset, what: string, pointer: string | undefined): ActionPlan {
  if (pointer === undefined) throw new StudioError('FIX_NOT_AVAILABLE');
  return planSet(asset, what, (document) => removeAtPointer(document, pointer));
}

function planRemoveInput(
  context: PlanContext,
  asset: RegisteredAsset,
  pointer: string | undefined,
): ActionPlan {
  const artifact = /^\/artifacts\/(?<position>\d+)\/file$/u.exec(pointer ?? '')?.groups?.['position'];
  if (artifact === undefined) return planRemove(asset, 'Take a missing file out', pointer);
  const declaration =
    asset.scanned?.declaration.kind === 'ok' ? asset.scanned.declaration.document.value : undefined;
  const file = declaration?.artifacts[Number(artifact)]?.file;
  if (file === undefined) throw new StudioError('FIX_NOT_AVAILABLE');
  return planEdit(context, asset, [{ kind: 'remove_artifact', file }]);
}

/** Inline colours move up by one in `asset.json`; a palette file gets a line in front (asset-pack 4.1). */
function planInsertTransparent(
  context: PlanContext,
  asset: RegisteredAsset,
  pointer: string | undefined,
): ActionPlan {
  const { entry, scanned } = asset;
  const declaration = scanned?.declaration.kind === 'ok' ? scanned.declaration.document : undefined;
  const read = declaration === undefined ? undefined : readJson(declaration.bytes);
  const palettePointer = /^\/output\/pipeline\/palettes\/\d+/u.exec(pointer ?? '')?.[0];
  if (palettePointer === undefined || read?.ok !== true) throw new StudioError('FIX_NOT_AVAILABLE');
  const colors = valueAt(read.value, `${palettePointer}/palette/colors`);
  if (Array.isArray(colors)) {
    const inserted = insertTransparentColor(colors.map(String));
    if (inserted === undefined) throw new StudioError('FIX_NOT_AVAILABLE');
    return planSet(asset, 'Insert a transparent palette entry', (document) =>
      setAtPointer(document, `${palettePointer}/palette/colors`, inserted),
    );
  }
  const file = valueAt(read.value, `${palettePointer}/palette/file`);
  const kind = typeof file === 'string' ? paletteFileKind(file) : undefined;
  if (typeof file !== 'string' || kind === undefined) throw new StudioError('FIX_NOT_AVAILABLE');
  const path = projectPathOfFile(entry.root, file);
  const before = context.tree.readFile(path, 1024 * 1024).bytes;
  const after = insertTransparentLine(kind, before);
  if (after === undefined) throw new StudioError('FIX_NOT_AVAILABLE');
  return {
    title: `Insert a transparent entry into "${file}" of "${projectPathOfRoot(entry.root)}"`,
    affectedAssets: [entry.asset_id],
    steps: [{ kind: 'write', path, before, after }],
    blockers: [],
    warnings: [],
    registered: [],
  };
}
