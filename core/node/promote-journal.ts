import type { ReadTree } from '#core/ports/file-system.ts';
import { joinTreePath } from './tree-path.ts';

/** One file of a promoted set as the journal remembers it. */
export interface JournalFile {
  /** Name in the output folder and in the staging folder; a single segment. */
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

export const JOURNAL_NAME = 'journal.json';
const MAX_JOURNAL_BYTES = 64 * 1024;
const PLAIN_NAME = /^(?!\.{1,2}$)[^/\\\0]{1,255}$/;

/** Bytes of the journal; there is one spelling only, so anything else on the disk is not a journal. */
export function encodeJournal(files: readonly JournalFile[]): Uint8Array {
  const rows = files.map(({ name, sha256, sizeBytes }) => ({ name, sha256, size_bytes: sizeBytes }));
  return new TextEncoder().encode(`${JSON.stringify({ schema_version: 1, files: rows })}\n`);
}

/**
 * The journal of a staging folder, undefined where there is none or it is not one that this program wrote: then
 * nothing was promoted yet, because the journal is durable before the first rename (reliability C2).
 */
export function readJournal(tree: ReadTree, stagingFolder: string): readonly JournalFile[] | undefined {
  const path = joinTreePath(stagingFolder, JOURNAL_NAME);
  const stat = tree.stat(path);
  if (stat?.kind !== 'file' || stat.size > MAX_JOURNAL_BYTES) return undefined;
  const text = new TextDecoder().decode(tree.readFile(path, MAX_JOURNAL_BYTES).bytes);
  const files = decodeFiles(text);
  if (files === undefined || new TextDecoder().decode(encodeJournal(files)) !== text) return undefined;
  return files;
}

function decodeFiles(text: string): readonly JournalFile[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const rows: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'files') : undefined;
  if (!Array.isArray(rows)) return undefined;
  const files = rows.map(decodeFile);
  return files.every((file) => file !== undefined) ? files : undefined;
}

function decodeFile(row: unknown): JournalFile | undefined {
  if (typeof row !== 'object' || row === null) return undefined;
  const name: unknown = Reflect.get(row, 'name');
  const sha256: unknown = Reflect.get(row, 'sha256');
  const sizeBytes: unknown = Reflect.get(row, 'size_bytes');
  if (typeof name !== 'string' || !PLAIN_NAME.test(name) || name === JOURNAL_NAME) return undefined;
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  if (typeof sizeBytes !== 'number' || !Number.isSafeInteger(sizeBytes)) return undefined;
  return { name, sha256, sizeBytes };
}
