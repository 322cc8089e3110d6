import { describeRelPathReason, parseRelPath } from '#core/bytes/rel-path.ts';
import { StudioError } from '#core/errors.ts';
import { escapePointerToken } from '#core/json/json-pointer.ts';
import { isJsonObject, memberOf, type JsonMembers } from '#core/json/json-value.ts';
import { readJson } from '#core/json/read-json.ts';
import type { FileStat, ReadTree } from '#core/ports/file-system.ts';
import type { Registry, RegistryEntry } from '#schemas/workspace/registry.ts';
import { validate } from '#schemas/validate.ts';
import {
  completeFindings,
  findingOfProblem,
  findingOfViolation,
  type DocumentFinding,
} from './document-findings.ts';
import { makeDiagnostic } from './make-diagnostic.ts';
import type { ScanMemory } from './scan-memory.ts';
import type { RegistryState } from './snapshot.ts';
import { REGISTRY_PATH, STUDIO_FOLDER } from './workspace-paths.ts';

/** Version of `index.json` that this program reads and writes. */
export const REGISTRY_SCHEMA_VERSION = 1;
const MAX_REGISTRY_BYTES = 64 * 1024 * 1024;

const KNOWN_KEYS: ReadonlySet<string> = new Set(['schema_version', 'next_asset_id', 'assets']);
const KNOWN_ENTRY_KEYS: ReadonlySet<string> = new Set([
  'asset_id',
  'asset_uuid',
  'root',
  'included_in_build',
]);
const NO_FINDINGS: readonly DocumentFinding[] = [];
const INTEGER_POINTER = /^\/(?:schema_version|next_asset_id|assets\/([0-9]+)\/asset_id)$/u;

/** The registry of a new project (asset-workspace 2: the first id is 1). */
export function emptyRegistry(): Registry {
  return { schema_version: REGISTRY_SCHEMA_VERSION, next_asset_id: 1, assets: [] };
}

/**
 * The registry of a project; a file that cannot be read is data, never an error (asset-workspace 4).
 * @param tree the project folder
 */
export function readRegistry(tree: ReadTree, memory?: ScanMemory, observedAtNs = 0n): RegistryState {
  try {
    const found = tree.stat(REGISTRY_PATH);
    if (found === undefined) return { kind: 'missing' };
    const remembered = memory?.registryAt(found);
    if (remembered !== undefined) return remembered;
    const { bytes, stat } = tree.readFile(REGISTRY_PATH, MAX_REGISTRY_BYTES);
    const state = parseRegistry(bytes, stat);
    memory?.keepRegistry(stat, observedAtNs, state);
    return state;
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown;
    if (thrown.code === 'FILE_NOT_FOUND') return { kind: 'missing' };
    return {
      kind: 'unusable',
      diagnostics: [makeDiagnostic('REGISTRY_INVALID', { file: REGISTRY_PATH, message: thrown.message })],
    };
  }
}

/** Reads the bytes of `index.json` (asset-workspace 2). `stat` is what they were read with. */
export function parseRegistry(bytes: Uint8Array, stat: FileStat): RegistryState {
  const read = readJson(bytes, { maxBytes: MAX_REGISTRY_BYTES });
  if (!read.ok) return unusable([findingOfProblem('REGISTRY_INVALID', read.problem)]);
  const { value, places } = read;
  const unusableAt = (finding: DocumentFinding): RegistryState => unusable([finding], places);
  if (isJsonObject(value) && isNewer(value)) {
    const version = String(value['schema_version']);
    const message = `schema_version is ${version}; this version knows ${REGISTRY_SCHEMA_VERSION}.`;
    return unusableAt({ code: 'REGISTRY_NEWER', pointer: '/schema_version', message });
  }
  const inexact = new Map<string, DocumentFinding>();
  for (const { pointer, token, byteOffset } of read.hasInexactNumbers
    ? places.inexactNumbers('', Infinity)
    : []) {
    if (!INTEGER_POINTER.test(pointer)) continue;
    const message = `${pointer} is ${token}, not an integer in range.`;
    inexact.set(pointer, { code: 'REGISTRY_INVALID', pointer, byteOffset, message });
  }
  const ofDocument = inexact.get('/schema_version') ?? inexact.get('/next_asset_id');
  if (ofDocument !== undefined) return unusableAt(ofDocument);

  const whole = validate('index', value);
  const parts = whole.ok ? partsOf(whole.value) : partsOfBroken(value);
  if (parts === undefined) {
    const [violation] = whole.ok ? [] : whole.errors;
    return unusableAt(
      violation === undefined
        ? { code: 'REGISTRY_INVALID', pointer: '', message: 'The document is not a registry.' }
        : findingOfViolation('REGISTRY_INVALID', violation),
    );
  }
  const findings: DocumentFinding[] = [];
  const assets: RegistryEntry[] = [];
  const entryIndices: number[] = [];
  for (const [index, checked] of parts.entries.entries()) {
    const problem =
      inexact.get(`/assets/${index}/asset_id`) ??
      (checked.ok ? problemOfRoot(checked.entry.root, index) : checked.problem);
    if (problem !== undefined) findings.push(problem);
    if (problem !== undefined || !checked.ok) continue;
    assets.push(checked.entry);
    entryIndices.push(index);
    findings.push(...unknownKeys(checked.entry, KNOWN_ENTRY_KEYS, `/assets/${index}`));
  }
  if (isJsonObject(value)) findings.push(...unknownKeys(value, KNOWN_KEYS, ''));
  return {
    kind: 'ok',
    document: { value: { ...parts.registry, assets }, bytes, stat },
    diagnostics: completeFindings(findings, REGISTRY_PATH, places),
    entryIndices,
  };
}

function unusable(
  findings: readonly DocumentFinding[],
  places?: Parameters<typeof completeFindings>[2],
): RegistryState {
  return { kind: 'unusable', diagnostics: completeFindings(findings, REGISTRY_PATH, places) };
}

/** Newer than this program: any integer version above its own (asset-workspace 2). */
function isNewer(document: JsonMembers): boolean {
  const version = memberOf(document, 'schema_version');
  return typeof version === 'number' && Number.isInteger(version) && version > REGISTRY_SCHEMA_VERSION;
}

type CheckedEntry =
  | { readonly ok: true; readonly entry: RegistryEntry }
  | { readonly ok: false; readonly problem: DocumentFinding };

interface RegistryParts {
  readonly registry: Registry;
  readonly entries: readonly CheckedEntry[];
}

function partsOf(registry: Registry): RegistryParts {
  return { registry, entries: registry.assets.map((entry) => ({ ok: true, entry })) };
}

/** Checks entry by entry where the document as a whole is not valid; undefined where more than entries is broken. */
function partsOfBroken(value: unknown): RegistryParts | undefined {
  if (!isJsonObject(value)) return undefined;
  const rawEntries = memberOf(value, 'assets');
  if (!Array.isArray(rawEntries)) return undefined;
  const envelope = validate('index', { ...value, assets: [] });
  if (!envelope.ok) return undefined;
  return { registry: envelope.value, entries: rawEntries.map(checkEntry) };
}

function checkEntry(raw: unknown, index: number): CheckedEntry {
  const alone = validate('index', { ...emptyRegistry(), assets: [raw] });
  const entry = alone.ok ? alone.value.assets[0] : undefined;
  if (entry !== undefined) return { ok: true, entry };
  const violation = alone.ok ? undefined : alone.errors[0];
  const inEntry = (violation?.pointer ?? '').slice('/assets/0'.length);
  const message = violation?.message ?? 'is not a registry entry';
  return {
    ok: false,
    problem: findingOfViolation('REGISTRY_INVALID', {
      pointer: `/assets/${index}${inEntry}`,
      message,
      keyword: violation?.keyword ?? '',
    }),
  };
}

function problemOfRoot(root: string, index: number): DocumentFinding | undefined {
  const parsed = parseRelPath(root);
  const reason = !parsed.ok
    ? describeRelPathReason(parsed.reason)
    : root === STUDIO_FOLDER || root.startsWith(`${STUDIO_FOLDER}/`)
      ? `it lies in the studio's own folder`
      : undefined;
  if (reason === undefined) return undefined;
  const message = `"${root}" cannot be an asset root because ${reason}.`;
  return { code: 'REGISTRY_INVALID', pointer: `/assets/${index}/root`, message };
}

function unknownKeys(
  members: JsonMembers,
  known: ReadonlySet<string>,
  pointer: string,
): readonly DocumentFinding[] {
  const keys = Object.keys(members);
  // Required keys were checked: as many keys as are known means no other.
  if (keys.length === known.size) return NO_FINDINGS;
  return keys
    .filter((key) => !known.has(key))
    .map((key) => ({
      code: 'REGISTRY_UNKNOWN_KEY',
      pointer: `${pointer}/${escapePointerToken(key)}`,
      message: `The key "${key}" is not known.`,
    }));
}
