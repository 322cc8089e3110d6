import { StudioError } from '#core/errors.ts';
import { readJson } from '#core/json/read-json.ts';
import { isJsonObject } from '#core/json/json-value.ts';
import { compareCodeUnits } from '#core/bytes/order.ts';
import type { ReadTree } from '#core/ports/file-system.ts';
import { validate } from '#schemas/validate.ts';
import type { RegistryEntry } from '#schemas/workspace/registry.ts';
import { emptyRegistry } from './registry-document.ts';
import { ASSETS_FOLDER, STUDIO_FOLDER } from './workspace-paths.ts';

const QUARANTINE = `${ASSETS_FOLDER}/${STUDIO_FOLDER}/quarantine`;
const MAX_RECORD_BYTES = 1024 * 1024;

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
  return `${QUARANTINE}/${quarantineId}`;
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
  if (tree.stat(QUARANTINE)?.kind !== 'directory') return [];
  const found: QuarantinedRoot[] = [];
  const names = tree.list(QUARANTINE).map(({ name }) => name).sort(compareCodeUnits);
  for (const quarantineId of names) {
    const record = readRecord(tree, quarantineId);
    if (record === undefined || tree.stat(contentFolder(quarantineId))?.kind !== 'directory') continue;
    found.push({ quarantineId, record, sizeBytes: folderBytes(tree, contentFolder(quarantineId)) });
  }
  return found;
}

function readRecord(tree: ReadTree, quarantineId: string): QuarantineRecord | undefined {
  try {
    const read = readJson(tree.readFile(recordPath(quarantineId), MAX_RECORD_BYTES).bytes);
    if (!read.ok || !isJsonObject(read.value)) return undefined;
    const { root, name, entry } = read.value;
    if (typeof root !== 'string' || typeof name !== 'string') return undefined;
    if (entry === null) return { schema_version: 1, root, name, entry: null };
    const checked = validate('index', { ...emptyRegistry(), assets: [entry] });
    const valid = checked.ok ? checked.value.assets[0] : undefined;
    return valid === undefined ? undefined : { schema_version: 1, root, name, entry: valid };
  } catch (error) {
    if (error instanceof StudioError) return undefined;
    throw error;
  }
}

function folderBytes(tree: ReadTree, folder: string): number {
  let bytes = 0;
  for (const { name, kind } of tree.list(folder)) {
    const path = `${folder}/${name}`;
    if (kind === 'directory') bytes += folderBytes(tree, path);
    else if (kind === 'file') bytes += tree.stat(path)?.size ?? 0;
  }
  return bytes;
}
