import { StudioError } from '#core/errors.ts';
import { readJson } from '#core/json/read-json.ts';
import { isJsonObject, memberOf } from '#core/json/json-value.ts';
import { compareCodeUnits } from '#core/bytes/order.ts';
import { parseRelPath } from '#core/bytes/rel-path.ts';
import type { DirectoryEntry, ReadTree } from '#core/ports/file-system.ts';
import { validate } from '#schemas/validate.ts';
import type { RegistryEntry } from '#schemas/workspace/registry.ts';
import { emptyRegistry } from './registry-document.ts';
import { ASSETS_FOLDER, STUDIO_FOLDER } from './workspace-paths.ts';

/** Where roots wait that were set aside, one folder each (asset-workspace 1). */
export const QUARANTINE_FOLDER = `${ASSETS_FOLDER}/${STUDIO_FOLDER}/quarantine`;
const MAX_RECORD_BYTES = 1024 * 1024;
/** Ids are names of folders: nothing that could lead elsewhere. */
const QUARANTINE_ID = /^[0-9a-f-]{1,64}$/u;

/** What is remembered of a root that was set aside (asset-workspace 1, 3). */
export interface QuarantineRecord {
  readonly schema_version: 1;
  /** Where it was, relative to `assets/`. */
  readonly root: string;
  readonly name: string;
  /** Its registry entry, null where it was not registered. */
  readonly entry: RegistryEntry | null;
}

export interface QuarantinedRoot {
  readonly quarantineId: string;
  readonly record: QuarantineRecord;
  readonly sizeBytes: number;
}

export function quarantineFolder(quarantineId: string): string {
  return `${QUARANTINE_FOLDER}/${quarantineId}`;
}

/** The root itself, as it was. */
export function contentFolder(quarantineId: string): string {
  return `${quarantineFolder(quarantineId)}/content`;
}

export function recordPath(quarantineId: string): string {
  return `${quarantineFolder(quarantineId)}/record.json`;
}

/** What is in quarantine, by id; folders without a readable record or without content are left out. */
export function listQuarantine(tree: ReadTree): readonly QuarantinedRoot[] {
  return namesIn(tree, QUARANTINE_FOLDER).flatMap((quarantineId) => {
    const item = findQuarantined(tree, quarantineId);
    if (item === undefined) return [];
    const { record } = item;
    return [{ quarantineId, record, sizeBytes: folderBytes(tree, contentFolder(quarantineId)) }];
  });
}

/** One root in quarantine with the bytes of its record, undefined where it cannot be restored. */
export function findQuarantined(
  tree: ReadTree,
  quarantineId: string,
): { readonly record: QuarantineRecord; readonly recordBytes: Uint8Array } | undefined {
  if (!QUARANTINE_ID.test(quarantineId)) return undefined;
  try {
    if (tree.stat(contentFolder(quarantineId))?.kind !== 'directory') return undefined;
    const { bytes } = tree.readFile(recordPath(quarantineId), MAX_RECORD_BYTES);
    const record = parseRecord(bytes);
    return record === undefined ? undefined : { record, recordBytes: bytes };
  } catch (error) {
    if (error instanceof StudioError) return undefined;
    throw error;
  }
}

/** A record may come from a stranger: its entry must be one of this root and nothing else (reliability H7). */
function parseRecord(bytes: Uint8Array): QuarantineRecord | undefined {
  const read = readJson(bytes);
  if (!read.ok || !isJsonObject(read.value)) return undefined;
  const root = memberOf(read.value, 'root');
  const name = memberOf(read.value, 'name');
  const entry = memberOf(read.value, 'entry');
  if (memberOf(read.value, 'schema_version') !== 1) return undefined;
  if (typeof root !== 'string' || !parseRelPath(root).ok || typeof name !== 'string') return undefined;
  if (entry === null) return { schema_version: 1, root, name, entry: null };
  const checked = validate('index', { ...emptyRegistry(), assets: [entry] });
  const valid = checked.ok ? checked.value.assets[0] : undefined;
  return valid?.root === root ? { schema_version: 1, root, name, entry: valid } : undefined;
}

function namesIn(tree: ReadTree, folder: string): readonly string[] {
  return entriesIn(tree, folder)
    .map(({ name }) => name)
    .sort(compareCodeUnits);
}

/** Entries of a folder; none where it is not there or cannot be listed. */
function entriesIn(tree: ReadTree, folder: string): readonly DirectoryEntry[] {
  try {
    return tree.stat(folder)?.kind === 'directory' ? tree.list(folder) : [];
  } catch (error) {
    if (error instanceof StudioError) return [];
    throw error;
  }
}

function folderBytes(tree: ReadTree, folder: string): number {
  let bytes = 0;
  for (const { name, kind } of entriesIn(tree, folder)) {
    const path = `${folder}/${name}`;
    if (kind === 'directory') bytes += folderBytes(tree, path);
    else if (kind === 'file') bytes += tree.stat(path)?.size ?? 0;
  }
  return bytes;
}
