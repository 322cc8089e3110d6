import { removeAtPointer, setAtPointer } from '#core/json/edit.ts';
import { prettyJsonBytes } from '#core/json/pretty.ts';
import { readJson } from '#core/json/read-json.ts';
import { isJsonObject } from '#core/json/json-value.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import { assertNever } from '#core/errors.ts';
import { declarationPath } from '#core/workspace/workspace-paths.ts';
import type { DeclarationChange } from '#schemas/contract/actions.ts';
import type { Artifact, AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { validate } from '#schemas/validate.ts';
import { blockedPlan, type ActionPlan, type PlanContext } from './action-plan.ts';
import { nextArtifactIndex, renumber } from './artifacts.ts';

/** Why a change cannot be made. */
class ChangeRefused extends Error {}

/** Edits `asset.json`; keys that this version does not know stay where they are (asset-workspace 2). */
export function planEdit(
  context: PlanContext,
  asset: RegisteredAsset,
  changes: readonly DeclarationChange[],
): ActionPlan {
  const { entry, scanned } = asset;
  const title = `Edit "${entry.root}"`;
  if (scanned?.declaration.kind !== 'ok')
    return blockedPlan(title, ['The declaration of the asset is not valid.'], [entry.asset_id]);
  const { bytes } = scanned.declaration.document;
  const read = readJson(bytes);
  let document: unknown = read.ok ? read.value : {};
  try {
    for (const change of changes)
      document = applyChange(document, change, context.cellCountsOf(entry.asset_id));
  } catch (error) {
    if (error instanceof ChangeRefused) return blockedPlan(title, [error.message], [entry.asset_id]);
    throw error;
  }
  const checked = validate('asset', document);
  if (!checked.ok) {
    const [first] = checked.errors;
    return blockedPlan(
      title,
      [`The declaration would not be valid at ${first?.pointer ?? '/'}: ${first?.message ?? ''}`],
      [entry.asset_id],
    );
  }
  return {
    title,
    affectedAssets: [entry.asset_id],
    steps: [
      { kind: 'write', path: declarationPath(entry.root), before: bytes, after: prettyJsonBytes(document) },
    ],
    blockers: [],
    warnings: [],
    registered: [],
  };
}

function declarationOf(document: unknown): AssetDeclaration {
  const checked = validate('asset', document);
  if (!checked.ok) throw new ChangeRefused('An earlier change made the declaration invalid.');
  return checked.value;
}

function applyChange(
  document: unknown,
  change: DeclarationChange,
  cellCounts: ReadonlyMap<string, number>,
): unknown {
  switch (change.kind) {
    case 'set_name':
      return setAtPointer(document, '/name', change.name);
    case 'set_preload': {
      const enabled = setAtPointer(document, '/preload/enabled', change.enabled);
      return setOrRemove(enabled, '/preload/slot', change.slot);
    }
    case 'set_artifact_order':
      return reorder(document, change.files, cellCounts);
    case 'add_artifacts':
      return addArtifacts(document, change.files, cellCounts);
    case 'remove_artifact':
      return removeArtifact(document, change.file, cellCounts);
    case 'set_artifact_palette':
      return setOrRemove(
        document,
        `/artifacts/${artifactPosition(document, change.file)}/palette`,
        change.palette,
      );
    case 'set_artifact_loop':
      return setOrRemove(document, `/artifacts/${artifactPosition(document, change.file)}/loop`, change.loop);
    case 'set_palettes':
      return setAtPointer(document, '/output/pipeline/palettes', change.palettes);
    case 'set_tile_size':
      return setAtPointer(document, '/output/metadata/tile_size', change.tile_size);
    case 'set_slice':
      return setOrRemove(document, '/output/pipeline/slice', change.slice);
    case 'set_channels':
      return setOrRemove(document, '/output/pipeline/channels', change.channels);
    default:
      return assertNever(change);
  }
}

function setOrRemove(document: unknown, pointer: string, value: unknown): unknown {
  return value === null ? removeAtPointer(document, pointer) : setAtPointer(document, pointer, value);
}

function artifactPosition(document: unknown, file: string): number {
  const position = declarationOf(document).artifacts.findIndex((artifact) => artifact.file === file);
  if (position < 0) throw new ChangeRefused(`"${file}" is not among the artifacts.`);
  return position;
}

function reorder(
  document: unknown,
  files: readonly string[],
  cellCounts: ReadonlyMap<string, number>,
): unknown {
  const remaining = [...declarationOf(document).artifacts];
  const ordered = files.map((file) => {
    const position = remaining.findIndex((artifact) => artifact.file === file);
    const [artifact] = position < 0 ? [] : remaining.splice(position, 1);
    if (artifact === undefined) throw new ChangeRefused(`"${file}" is not among the artifacts.`);
    return artifact;
  });
  if (remaining.length > 0) throw new ChangeRefused('The new order does not name every artifact.');
  return writeArtifacts(document, renumber(ordered, cellCounts));
}

function addArtifacts(
  document: unknown,
  files: readonly string[],
  cellCounts: ReadonlyMap<string, number>,
): unknown {
  const { artifacts } = declarationOf(document);
  const first = nextArtifactIndex(artifacts, cellCounts);
  const known = files.find((file) => artifacts.some((artifact) => artifact.file === file));
  if (known !== undefined) throw new ChangeRefused(`"${known}" is an artifact already.`);
  return writeArtifacts(document, [
    ...artifacts,
    ...files.map((file, offset) => ({ file, index: first + offset })),
  ]);
}

function removeArtifact(document: unknown, file: string, cellCounts: ReadonlyMap<string, number>): unknown {
  const position = artifactPosition(document, file);
  const rest = declarationOf(document).artifacts.filter((_, index) => index !== position);
  return writeArtifacts(
    document,
    renumber(
      rest.toSorted((left, right) => left.index - right.index),
      cellCounts,
    ),
  );
}

/** Artifacts in their new form; keys of an artifact that this version does not know move along with its file. */
function writeArtifacts(document: unknown, artifacts: readonly Artifact[]): unknown {
  const raw = isJsonObject(document) ? document['artifacts'] : undefined;
  const known: readonly unknown[] = Array.isArray(raw) ? raw : [];
  return setAtPointer(
    document,
    '/artifacts',
    artifacts.map((artifact) => {
      const before = known.find((item) => isJsonObject(item) && item['file'] === artifact.file);
      return isJsonObject(before) ? { ...before, index: artifact.index } : artifact;
    }),
  );
}

/** Fix `renumber-artifacts`: the order stays, indices run from 0 without gap or repetition. */
export function planRenumber(context: PlanContext, asset: RegisteredAsset): ActionPlan {
  const { scanned, entry } = asset;
  if (scanned?.declaration.kind !== 'ok')
    return blockedPlan('Renumber artifacts', ['The declaration of the asset is not valid.']);
  const { artifacts } = scanned.declaration.document.value;
  const { bytes } = scanned.declaration.document;
  const read = readJson(bytes);
  const ordered = artifacts.toSorted((left, right) => left.index - right.index);
  const counts = context.cellCountsOf(entry.asset_id);
  const document = writeArtifactsByPosition(
    read.ok ? read.value : {},
    ordered,
    renumber(ordered, counts.size > 0 ? counts : oneEach(ordered)),
  );
  return {
    title: `Renumber the artifacts of "${entry.root}"`,
    affectedAssets: [entry.asset_id],
    steps: [
      { kind: 'write', path: declarationPath(entry.root), before: bytes, after: prettyJsonBytes(document) },
    ],
    blockers: [],
    warnings: [],
    registered: [],
  };
}

function oneEach(artifacts: readonly Artifact[]): ReadonlyMap<string, number> {
  return new Map(artifacts.map(({ file }) => [file, 1]));
}

function writeArtifactsByPosition(
  document: unknown,
  before: readonly Artifact[],
  after: readonly Artifact[],
): unknown {
  const raw = isJsonObject(document) ? document['artifacts'] : undefined;
  const known: readonly unknown[] = Array.isArray(raw) ? raw : [];
  const used = new Set<unknown>();
  const rewritten = after.map((artifact, position) => {
    const old = before[position];
    const source = known.find((item) => {
      return (
        !used.has(item) &&
        isJsonObject(item) &&
        old !== undefined &&
        item['file'] === old.file &&
        item['index'] === old.index
      );
    });
    used.add(source);
    return isJsonObject(source) ? { ...source, index: artifact.index } : artifact;
  });
  return setAtPointer(document, '/artifacts', rewritten);
}
