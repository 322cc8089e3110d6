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
import { nextArtifactIndex, renumber, spansOf } from './artifacts.ts';
import { cellCountOf, type CellCount } from './cell-counts.ts';

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
    for (const change of changes) {
      const before = declarationOf(document);
      document = applyChange(document, change, cellCountOf(context.tree, entry.root, before));
      if (change.kind === 'set_slice' || change.kind === 'set_tile_size')
        document = renumberAlong(
          document,
          before,
          cellCountOf(context.tree, entry.root, declarationOf(document)),
        );
    }
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

function applyChange(document: unknown, change: DeclarationChange, cellCount: CellCount): unknown {
  switch (change.kind) {
    case 'set_name':
      return setAtPointer(document, '/name', change.name);
    case 'set_preload': {
      const enabled = setAtPointer(document, '/preload/enabled', change.enabled);
      return setOrRemove(enabled, '/preload/slot', change.slot);
    }
    case 'set_artifact_order':
      return reorder(document, change.files, cellCount);
    case 'add_artifacts':
      return addArtifacts(document, change.files, cellCount);
    case 'remove_artifact':
      return removeArtifact(document, change.file, cellCount);
    case 'set_artifact_palette':
      return setOrRemove(
        document,
        `/artifacts/${artifactPosition(document, change.file)}/palette`,
        change.palette,
      );
    case 'set_artifact_loop':
      return setOrRemove(document, `/artifacts/${artifactPosition(document, change.file)}/loop`, change.loop);
    case 'set_palettes': {
      const set = setAtPointer(document, '/output/pipeline/palettes', change.palettes);
      return change.palettes === 'auto' ? withoutNamedPalettes(set) : set;
    }
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

/** An artifact that names a palette while palettes are derived is an error (asset-pack 4.1, auto). */
function withoutNamedPalettes(document: unknown): unknown {
  return declarationOf(document).artifacts.reduce(
    (cleared, _, position) => removeAtPointer(cleared, `/artifacts/${position}/palette`),
    document,
  );
}

/** Sheets take other numbers of ids than single tiles do: indices follow, in the order that the artifacts had. */
function renumberAlong(document: unknown, before: AssetDeclaration, cellCount: CellCount): unknown {
  if (before.output.format !== 'GLYPH/indexed_v1') return document;
  const { artifacts } = declarationOf(document);
  const ordered = artifacts.toSorted((left, right) => left.index - right.index);
  return writeArtifacts(document, ordered, renumber(ordered, spansOf(artifacts, cellCount)));
}

function reorder(document: unknown, files: readonly string[], cellCount: CellCount): unknown {
  const { artifacts } = declarationOf(document);
  const remaining = [...artifacts];
  const ordered = files.map((file) => {
    const position = remaining.findIndex((artifact) => artifact.file === file);
    const [artifact] = position < 0 ? [] : remaining.splice(position, 1);
    if (artifact === undefined) throw new ChangeRefused(`"${file}" is not among the artifacts.`);
    return artifact;
  });
  if (remaining.length > 0) throw new ChangeRefused('The new order does not name every artifact.');
  return writeArtifacts(document, ordered, renumber(ordered, spansOf(artifacts, cellCount)));
}

function addArtifacts(document: unknown, files: readonly string[], cellCount: CellCount): unknown {
  const { artifacts } = declarationOf(document);
  const first = nextArtifactIndex(artifacts, cellCount);
  const known = files.find((file) => artifacts.some((artifact) => artifact.file === file));
  if (known !== undefined) throw new ChangeRefused(`"${known}" is an artifact already.`);
  const repeated = files.find((file, position) => files.indexOf(file) !== position);
  if (repeated !== undefined) throw new ChangeRefused(`"${repeated}" is named twice.`);
  let next = first;
  return files.reduce<unknown>((longer, file) => {
    const index = next;
    next += cellCount(file) ?? 1;
    return setAtPointer(longer, '/artifacts/-', { file, index });
  }, document);
}

function removeArtifact(document: unknown, file: string, cellCount: CellCount): unknown {
  const position = artifactPosition(document, file);
  const { artifacts } = declarationOf(document);
  const rest = artifacts
    .filter((_, index) => index !== position)
    .toSorted((left, right) => left.index - right.index);
  return writeArtifacts(document, rest, renumber(rest, spansOf(artifacts, cellCount)));
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
  const cellCount = cellCountOf(context.tree, entry.root, scanned.declaration.document.value);
  const spans = new Map(ordered.map((artifact) => [artifact, cellCount(artifact.file) ?? 1]));
  const document = writeArtifacts(read.ok ? read.value : {}, ordered, renumber(ordered, spans));
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

/**
 * Artifacts with new indices; keys of an artifact that this version does not know move along with it.
 * @param before artifacts as the document has them, `after` the same with their new indices
 */
function writeArtifacts(document: unknown, before: readonly Artifact[], after: readonly Artifact[]): unknown {
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
