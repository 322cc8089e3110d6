import { StudioError } from '#core/errors.ts';
import { escapePointerToken } from '#core/json/json-pointer.ts';
import { isJsonObject, memberOf, type JsonMembers } from '#core/json/json-value.ts';
import { readJson, type JsonReadResult } from '#core/json/read-json.ts';
import type { FileStat, ReadTree } from '#core/ports/file-system.ts';
import { validate } from '#schemas/validate.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import {
  completeFindings,
  findingOfProblem,
  findingOfViolation,
  type DocumentFinding,
} from './document-findings.ts';
import { makeDiagnostic } from './make-diagnostic.ts';
import type { DeclarationState } from './snapshot.ts';
import { declarationPath } from './workspace-paths.ts';

/** Version of `asset.json` that this program reads and writes. */
export const DECLARATION_SCHEMA_VERSION = 1;
/** Far above a bank of 1,024 artifacts; bounds what one broken file costs. */
export const MAX_DECLARATION_BYTES = 16 * 1024 * 1024;

const UUID_V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u;
const INTEGER_POINTER =
  /^\/(?:schema_version|preload\/slot|artifacts\/[0-9]+\/(?:index|palette|loop\/start|loop\/end))$/u;
/** What goes into the header: its numbers must be exact integers as written (asset-pack 2). */
const HEADER_POINTER = /^\/output\/(?:metadata|codec_configuration)\//u;

const KNOWN_KEYS: ReadonlySet<string> = new Set([
  'schema_version',
  'asset_uuid',
  'name',
  'type',
  'inputs',
  'artifacts',
  'output',
  'preload',
  'build',
]);
const KNOWN_OUTPUT_KEYS: ReadonlySet<string> = new Set([
  'format',
  'codec',
  'metadata',
  'pipeline',
  'codec_configuration',
]);
const KNOWN_PRELOAD_KEYS: ReadonlySet<string> = new Set(['enabled', 'slot']);
const KNOWN_ARTIFACT_KEYS: ReadonlySet<string> = new Set(['file', 'index', 'palette', 'loop']);
const KNOWN_LOOP_KEYS: ReadonlySet<string> = new Set(['start', 'end']);

type ReadJsonDocument = Extract<JsonReadResult, { ok: true }>;

/**
 * The declaration of a root; a file that cannot be read is data, never an error (asset-workspace 4).
 * @param tree the project folder
 * @param root relative to `assets/`
 * @param found facts of `asset.json` as the scan met it, undefined where it met none
 * @param unlistable true where the folder could not be listed, so that nothing is known of its files
 */
export function readDeclaration(
  tree: ReadTree,
  root: string,
  found: FileStat | undefined,
  unlistable = false,
): DeclarationState {
  const file = declarationPath(root);
  if (found === undefined) {
    return unlistable ? unreadable(file, `The folder of "${file}" cannot be listed.`) : { kind: 'missing' };
  }
  if (found.kind === 'link')
    return unreadable(file, 'asset.json is a symbolic link, and links are not followed.');
  if (found.kind !== 'file') return unreadable(file, 'asset.json is not a regular file.');
  try {
    const { bytes, stat } = tree.readFile(file, MAX_DECLARATION_BYTES);
    return parseDeclaration(bytes, stat, file);
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown;
    return thrown.code === 'FILE_NOT_FOUND' ? { kind: 'missing' } : unreadable(file, thrown.message);
  }
}

function unreadable(file: string, message: string): DeclarationState {
  return { kind: 'unusable', diagnostics: [makeDiagnostic('DECLARATION_INVALID', { file, message })] };
}

/**
 * Reads the bytes of an `asset.json` (asset-workspace 2).
 * @param stat what the bytes were read with
 * @param file project-relative path, for the places of diagnostics
 */
export function parseDeclaration(bytes: Uint8Array, stat: FileStat, file: string): DeclarationState {
  const read = readJson(bytes, { maxBytes: MAX_DECLARATION_BYTES });
  if (!read.ok) {
    const findings = [findingOfProblem('DECLARATION_INVALID', read.problem)];
    return { kind: 'unusable', bytes, diagnostics: completeFindings(findings, file, undefined) };
  }
  const refused = refusalOf(read);
  if (refused !== undefined) {
    const assetUuid = recoverUuid(read.value);
    const diagnostics = completeFindings([refused], file, read.places);
    return { kind: 'unusable', bytes, diagnostics, ...(assetUuid === undefined ? {} : { assetUuid }) };
  }
  const checked = validate('asset', read.value);
  if (!checked.ok) {
    const findings = checked.errors
      .slice(0, 1)
      .map((error) => findingOfViolation('DECLARATION_INVALID', error));
    const assetUuid = recoverUuid(read.value);
    const diagnostics = completeFindings(findings, file, read.places);
    return { kind: 'unusable', bytes, diagnostics, ...(assetUuid === undefined ? {} : { assetUuid }) };
  }
  const findings = [...inexactHeaderNumbers(read), ...unknownKeysOf(checked.value)];
  return {
    kind: 'ok',
    document: { value: checked.value, bytes, stat },
    diagnostics: completeFindings(findings, file, read.places),
  };
}

/** What stops a document before its schema is asked: a newer version, or a declared integer written otherwise. */
function refusalOf(read: ReadJsonDocument): DocumentFinding | undefined {
  if (isJsonObject(read.value)) {
    const version = memberOf(read.value, 'schema_version');
    if (typeof version === 'number' && Number.isInteger(version) && version > DECLARATION_SCHEMA_VERSION) {
      const message = `schema_version is ${version}; this version knows ${DECLARATION_SCHEMA_VERSION}.`;
      return { code: 'DECLARATION_NEWER', pointer: '/schema_version', message };
    }
  }
  if (!read.hasInexactNumbers) return undefined;
  const inexact = read.places
    .inexactNumbers('', Infinity)
    .find(({ pointer }) => INTEGER_POINTER.test(pointer));
  if (inexact === undefined) return undefined;
  const { pointer, byteOffset, token } = inexact;
  return {
    code: 'DECLARATION_INVALID',
    pointer,
    byteOffset,
    message: `${pointer} is ${token}, not an integer in range.`,
  };
}

/** The uuid of a document that is JSON but not valid, so that identity rules still work. */
function recoverUuid(value: unknown): string | undefined {
  const uuid = isJsonObject(value) ? memberOf(value, 'asset_uuid') : undefined;
  return typeof uuid === 'string' && UUID_V4.test(uuid) ? uuid : undefined;
}

/** Number tokens that no header may hold: with `.`, `e` or `E`, or beyond ±(2^53−1) (asset-pack 2). */
function inexactHeaderNumbers(read: ReadJsonDocument): readonly DocumentFinding[] {
  if (!read.hasInexactNumbers) return [];
  return read.places
    .inexactNumbers('/output', Infinity)
    .filter(({ pointer }) => HEADER_POINTER.test(pointer))
    .map(({ pointer, token, byteOffset }) => ({
      code: 'METADATA_NUMBER',
      pointer,
      byteOffset,
      message: `${pointer} is ${token}, which is not an exact integer as written.`,
    }));
}

/** Unknown keys at every level that the contract describes; below metadata, pipeline and the like they are the author's. */
function unknownKeysOf(declaration: AssetDeclaration): readonly DocumentFinding[] {
  const findings: DocumentFinding[] = [];
  noteUnknown(declaration, KNOWN_KEYS, '', findings);
  noteUnknown(declaration.output, KNOWN_OUTPUT_KEYS, '/output', findings);
  noteUnknown(declaration.preload, KNOWN_PRELOAD_KEYS, '/preload', findings);
  for (const [index, artifact] of declaration.artifacts.entries()) {
    noteUnknown(artifact, KNOWN_ARTIFACT_KEYS, `/artifacts/${index}`, findings);
    if (artifact.loop !== undefined) {
      noteUnknown(artifact.loop, KNOWN_LOOP_KEYS, `/artifacts/${index}/loop`, findings);
    }
  }
  return findings;
}

function noteUnknown(
  members: JsonMembers,
  known: ReadonlySet<string>,
  pointer: string,
  findings: DocumentFinding[],
): void {
  for (const key of Object.keys(members)) {
    if (known.has(key)) continue;
    findings.push({
      code: 'DECLARATION_UNKNOWN_KEY',
      pointer: `${pointer}/${escapePointerToken(key)}`,
      message: `The key "${key}" is not known.`,
    });
  }
}
