import { parseRelPath } from '#core/bytes/rel-path.ts';
import { setAtPointer } from '#core/json/edit.ts';
import { prettyJsonBytes } from '#core/json/pretty.ts';
import { readJson } from '#core/json/read-json.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import {
  DECLARATION_FILE,
  declarationPath,
  projectPathOfFile,
  projectPathOfRoot,
} from '#core/workspace/workspace-paths.ts';
import type { Action, CreateOptions } from '#schemas/contract/actions.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import {
  blockedPlan,
  type ActionPlan,
  type PlanContext,
  type PlanStep,
  type SourceFile,
} from './action-plan.ts';
import { isPaletteFile, nextArtifactIndex } from './artifacts.ts';
import { cellCountOf, cellCountOfSource } from './cell-counts.ts';
import { appendPaletteFiles } from './palettes.ts';
import { RegistryEdit } from './registry-edit.ts';
import { checkRootTarget } from './root-target.ts';

const NO_REGISTRY = 'The registry is missing or cannot be read. Initialise the project first.';

type CreateAction = Extract<Action, { kind: 'create' }>;

/** `create_asset`: copies dropped files into a new root, writes its `asset.json`, registers it (asset-workspace 3). */
export function planCreate(context: PlanContext, action: CreateAction): ActionPlan {
  const title = `Create "${action.name}" in "${action.root}"`;
  const registry = RegistryEdit.of(context.snapshot);
  if (registry === undefined) return blockedPlan(title, [NO_REGISTRY]);
  const target = checkRootTarget(context.tree, context.snapshot, action.root);
  if (!target.ok) return blockedPlan(title, [target.reason]);
  const sources = action.sources.map((handle) => context.sourceOf(handle));
  const blockers = checkNames(sources);
  if (blockers.length > 0) return blockedPlan(title, blockers);

  const uuid = context.random.uuidV4();
  const declaration = declare(
    uuid,
    action,
    sources.map(({ name }) => name),
  );
  const assetId = registry.add(uuid, target.root, true);
  if (assetId === undefined) return blockedPlan(title, ['All asset ids are used up.']);
  return {
    title,
    affectedAssets: [assetId],
    steps: [
      { kind: 'make_folder', path: projectPathOfRoot(target.root) },
      ...sources.map((source): PlanStep => ({
        kind: 'copy_in',
        source,
        path: projectPathOfFile(target.root, source.name),
      })),
      {
        kind: 'write',
        path: declarationPath(target.root),
        before: null,
        after: prettyJsonBytes(declaration),
      },
      registry.toStep(),
    ],
    blockers: [],
    warnings:
      sources.length === 0
        ? ['No file was given: the asset needs at least one artifact before it packs.']
        : [],
    registered: [{ asset_id: assetId, root: target.root }],
  };
}

/** The first declaration of an asset: every file an artifact in the order given, palette files as palettes. */
function declare(uuid: string, action: CreateAction, names: readonly string[]): AssetDeclaration {
  const glyph = action.format === 'GLYPH/indexed_v1';
  const palettes = glyph ? names.filter(isPaletteFile) : [];
  const artifacts = names.filter((name) => !palettes.includes(name)).map((file, index) => ({ file, index }));
  const { options } = action;
  const slot = options.preload?.slot ?? null;
  return {
    schema_version: 1,
    asset_uuid: uuid,
    name: action.name,
    type: action.type,
    inputs: {},
    artifacts,
    output: {
      format: action.format,
      codec: 'NONE',
      ...(glyph
        ? { metadata: { tile_size: options.tile_size ?? 16 }, pipeline: glyphPipeline(options, palettes) }
        : {}),
      ...(options.channels === undefined ? {} : { pipeline: { channels: options.channels } }),
    },
    preload: {
      enabled: options.preload?.enabled ?? false,
      ...(slot === null ? {} : { slot }),
    },
  };
}

function glyphPipeline(options: CreateOptions, paletteFiles: readonly string[]): Record<string, unknown> {
  const fromFiles = paletteFiles.map((file, index) => ({ index, palette: { file } }));
  const palettes = options.palettes ?? (fromFiles.length > 0 ? fromFiles : 'auto');
  return { palettes, ...(options.slice === undefined ? {} : { slice: options.slice }) };
}

function checkNames(sources: readonly SourceFile[]): readonly string[] {
  const blockers: string[] = [];
  const seen = new Set<string>();
  for (const { name } of sources) {
    const parsed = parseRelPath(name);
    if (!parsed.ok || name.includes('/')) blockers.push(`"${name}" is not a plain file name.`);
    else if (name === DECLARATION_FILE)
      blockers.push(`"${DECLARATION_FILE}" is the declaration itself; it cannot be an input.`);
    else if (seen.has(name.normalize('NFC').toLowerCase())) blockers.push(`Two files are called "${name}".`);
    seen.add(name.normalize('NFC').toLowerCase());
  }
  return blockers;
}

/** A copy of a root with a uuid and an id of its own. */
export function planDuplicate(
  context: PlanContext,
  asset: RegisteredAsset,
  wanted: string,
  name: string | undefined,
): ActionPlan {
  const { entry, scanned } = asset;
  const title = `Duplicate "${entry.root}" as "${wanted}"`;
  const registry = RegistryEdit.of(context.snapshot);
  if (registry === undefined) return blockedPlan(title, [NO_REGISTRY]);
  if (scanned?.declaration.kind !== 'ok')
    return blockedPlan(title, ['The declaration of the asset is not valid.']);
  const target = checkRootTarget(context.tree, context.snapshot, wanted);
  if (!target.ok) return blockedPlan(title, [target.reason]);
  const uuid = context.random.uuidV4();
  const assetId = registry.add(uuid, target.root, entry.included_in_build);
  if (assetId === undefined) return blockedPlan(title, ['All asset ids are used up.']);
  const files = [...scanned.files]
    .filter(([path, { kind }]) => path !== DECLARATION_FILE && kind === 'file')
    .map(([path]) => path);
  const folders = new Set([
    projectPathOfRoot(target.root),
    ...files.map((path) => parentOf(projectPathOfFile(target.root, path))),
  ]);
  const read = readJson(scanned.declaration.document.bytes);
  const copied = setAtPointer(read.ok ? read.value : {}, '/asset_uuid', uuid);
  const declaration = name === undefined ? copied : setAtPointer(copied, '/name', name);
  return {
    title,
    affectedAssets: [assetId],
    steps: [
      ...[...folders].sort().map((path): PlanStep => ({ kind: 'make_folder', path })),
      ...files.map((path): PlanStep => ({
        kind: 'copy',
        from: projectPathOfFile(entry.root, path),
        path: projectPathOfFile(target.root, path),
      })),
      {
        kind: 'write',
        path: declarationPath(target.root),
        before: null,
        after: prettyJsonBytes(declaration),
      },
      registry.toStep(),
    ],
    blockers: [],
    warnings: [],
    registered: [{ asset_id: assetId, root: target.root }],
  };
}

/** Copies further files into a root and appends them to its artifacts. */
export function planImport(
  context: PlanContext,
  asset: RegisteredAsset,
  handles: readonly string[],
): ActionPlan {
  const { entry, scanned } = asset;
  const title = `Add ${handles.length === 1 ? 'a file' : `${handles.length} files`} to "${entry.root}"`;
  if (scanned?.declaration.kind !== 'ok')
    return blockedPlan(title, ['The declaration of the asset is not valid.']);
  const sources = handles.map((handle) => context.sourceOf(handle));
  const taken = sources
    .filter(({ name }) => scanned.files.has(name))
    .map(({ name }) => `"${name}" is there already.`);
  const blockers = [...checkNames(sources), ...taken];
  if (blockers.length > 0) return blockedPlan(title, blockers, [entry.asset_id]);
  const { bytes, value } = scanned.declaration.document;
  const read = readJson(bytes);
  let document = read.ok ? read.value : {};
  const warnings: string[] = [];
  const isGlyph = value.output.format === 'GLYPH/indexed_v1';
  const palettes = sources.filter(({ name }) => isGlyph && isPaletteFile(name)).map(({ name }) => name);
  if (palettes.length > 0) {
    const appended = appendPaletteFiles(document, palettes);
    if (appended === undefined)
      warnings.push(
        'The palettes of the bank are derived or all 64 are taken: the palette files stay unused.',
      );
    else document = appended;
  }
  const cellCount = cellCountOf(context.tree, entry.root, value);
  let index = nextArtifactIndex(value.artifacts, cellCount);
  for (const source of sources) {
    if (palettes.includes(source.name)) continue;
    document = setAtPointer(document, '/artifacts/-', { file: source.name, index });
    index += cellCountOfSource(source, value) ?? 1;
  }
  return {
    title,
    affectedAssets: [entry.asset_id],
    steps: [
      ...sources.map((source): PlanStep => ({
        kind: 'copy_in',
        source,
        path: projectPathOfFile(entry.root, source.name),
      })),
      { kind: 'write', path: declarationPath(entry.root), before: bytes, after: prettyJsonBytes(document) },
    ],
    blockers: [],
    warnings,
    registered: [],
  };
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
