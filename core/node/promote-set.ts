import { StudioError } from '#core/errors.ts';
import type { ReadTree, WriteHandle, WriteTree } from '#core/ports/file-system.ts';
import { HASH_BUFFER_BYTES, hashFile } from './node-hash.ts';
import { encodeJournal, JOURNAL_NAME, type JournalFile, readJournal } from './promote-journal.ts';
import { joinTreePath, parentOf } from './tree-path.ts';

/** Staging and journal lie in this folder inside the output folder (asset-workspace 1). */
export const STAGING_NAME = '.pack-studio';
export const OUTPUT_FOLDER = 'build';

/** Where the files of a set are written before they are promoted together. */
export interface StagingArea {
  /** Output folder, relative to the tree. */
  readonly folder: string;
  pathOf(name: string): string;
  /** A new staged file; the caller writes, syncs and closes it. */
  create(name: string): WriteHandle;
  /** Removes everything staged; the outputs are untouched. A promotion that has begun is left to `recoverSet`. */
  discard(): void;
}

/** A staged file: written, synced and closed, with the digest and size of what was written. */
export interface StagedFile extends JournalFile {
  /** Whether it differs from the output of the same name, where the caller knows; compared otherwise. */
  readonly differs?: boolean;
}

export interface PromoteRequest {
  readonly folder?: string;
  readonly files: readonly StagedFile[];
}

export interface PromotedSet {
  /** Names whose bytes differed and were replaced. */
  readonly promoted: readonly string[];
  /** Names that were equal: their files keep inode and mtime. */
  readonly kept: readonly string[];
}

/**
 * What recovery found. `clean`: nothing. `rolled-back`: an unfinished staging was removed, the old set stands.
 * `rolled-forward`: the new set stands. `mixed`: somebody changed outputs or staging by hand after a crash, the set
 * is not whole and a new pack is needed.
 */
export type RecoveryOutcome = 'clean' | 'rolled-back' | 'rolled-forward' | 'mixed';

/**
 * Opens an empty staging area in the output folder, recovering an earlier one first. The caller holds the write
 * lane of the project. Neither folder may be a link.
 *
 * @throws StudioError `FILE_NOT_REGULAR`, `IO_DENIED`, `IO_NO_SPACE`, `IO_FAILED`
 */
export function stageSet(tree: WriteTree, folder: string = OUTPUT_FOLDER): StagingArea {
  recoverSet(tree, folder);
  const staging = joinTreePath(folder, STAGING_NAME);
  makeDurableFolder(tree, staging);
  const pathOf = (name: string): string => joinTreePath(staging, name);
  return {
    folder,
    pathOf,
    create: (name) => tree.createFile(pathOf(name)),
    discard: () => {
      if (readJournal(tree, staging) === undefined) discardStaging(tree, staging);
    },
  };
}

/**
 * Promotes the staged files as one set (reliability C2, asset-pack 3): only those whose bytes differ; after a crash
 * at any point `recoverSet` leaves the old set or the new one. Nothing else in the folder is touched.
 *
 * A failure before the journal is durable leaves the old set; one after it leaves the rest to `recoverSet`.
 */
export function promoteSet(tree: WriteTree, request: PromoteRequest): PromotedSet {
  const folder = request.folder ?? OUTPUT_FOLDER;
  const staging = joinTreePath(folder, STAGING_NAME);
  let differing: readonly StagedFile[];
  try {
    for (const file of request.files) checkStaged(tree, folder, staging, file);
    differing = request.files.filter((file) => file.differs ?? differs(tree, folder, staging, file));
    if (differing.length > 0) tree.replaceFile(joinTreePath(staging, JOURNAL_NAME), encodeJournal(differing));
  } catch (failure) {
    discardStaging(tree, staging);
    throw failure;
  }
  finish(tree, folder, differing);
  const promoted = differing.map((file) => file.name);
  const kept = request.files.map((file) => file.name).filter((name) => !promoted.includes(name));
  return { promoted, kept };
}

/**
 * Brings the outputs to the old set or the new one after a crash; doing it again changes nothing (reliability C2).
 * The journal is written when every staged file is on the disk, so where it stands the set is rolled forward.
 */
export function recoverSet(tree: WriteTree, folder: string = OUTPUT_FOLDER): RecoveryOutcome {
  const staging = joinTreePath(folder, STAGING_NAME);
  const stat = tree.stat(staging);
  if (stat === undefined) return 'clean';
  if (stat.kind !== 'directory') {
    throw new StudioError('FILE_NOT_REGULAR', `"${staging}" is not a plain folder`, { path: staging });
  }
  const journal = readJournal(tree, staging);
  if (journal === undefined) {
    discardStaging(tree, staging);
    return 'rolled-back';
  }
  const buffer = new Uint8Array(HASH_BUFFER_BYTES);
  const places = journal.map((file) => placeOf(tree, folder, staging, file, buffer));
  if (places.includes('lost')) {
    discardStaging(tree, staging);
    return places.includes('promoted') ? 'mixed' : 'rolled-back';
  }
  finish(
    tree,
    folder,
    journal.filter((_, index) => places[index] === 'staged'),
  );
  return 'rolled-forward';
}

/** From the durable journal on: rename what is still staged, make it durable, then forget the journal. */
function finish(tree: WriteTree, folder: string, files: readonly JournalFile[]): void {
  const staging = joinTreePath(folder, STAGING_NAME);
  for (const file of files) {
    renameWithEffort(tree, joinTreePath(staging, file.name), joinTreePath(folder, file.name));
  }
  tree.syncFolder(folder);
  discardStaging(tree, staging);
}

/** Tried twice: of all moments this is the one at which a failure leaves the set mixed until the next start. */
function renameWithEffort(tree: WriteTree, from: string, to: string): void {
  try {
    tree.rename(from, to);
  } catch {
    tree.rename(from, to);
  }
}

/** The journal goes first: without it what is left is an unfinished staging. */
function discardStaging(tree: WriteTree, staging: string): void {
  tree.removeFile(joinTreePath(staging, JOURNAL_NAME));
  tree.removeFolder(staging);
}

function placeOf(
  tree: ReadTree,
  folder: string,
  staging: string,
  file: JournalFile,
  buffer: Uint8Array,
): 'promoted' | 'staged' | 'lost' {
  if (holds(tree, joinTreePath(folder, file.name), file, buffer)) return 'promoted';
  return holds(tree, joinTreePath(staging, file.name), file, buffer) ? 'staged' : 'lost';
}

function holds(tree: ReadTree, path: string, file: JournalFile, buffer: Uint8Array): boolean {
  const stat = tree.stat(path);
  if (stat?.kind !== 'file' || stat.size !== file.sizeBytes) return false;
  return hashFile(tree, path, buffer).sha256 === file.sha256;
}

function checkStaged(tree: ReadTree, folder: string, staging: string, file: StagedFile): void {
  const stat = tree.stat(joinTreePath(staging, file.name));
  if (stat?.kind !== 'file' || stat.size !== file.sizeBytes) {
    throw new StudioError('IO_FAILED', `the staged "${file.name}" is not what was written`, {
      path: file.name,
    });
  }
  const target = tree.stat(joinTreePath(folder, file.name));
  if (target !== undefined && target.kind !== 'file') {
    const path = joinTreePath(folder, file.name);
    throw new StudioError('FILE_NOT_REGULAR', `"${path}" is not a regular file`, { path });
  }
}

const COMPARE_BYTES = 1024 * 1024;

/** Byte comparison: stops at the first difference, which in a pack is near the front. */
function differs(tree: ReadTree, folder: string, staging: string, file: StagedFile): boolean {
  const target = joinTreePath(folder, file.name);
  if (tree.stat(target)?.size !== file.sizeBytes) return true;
  const ours = tree.openRead(joinTreePath(staging, file.name));
  try {
    const theirs = tree.openRead(target);
    try {
      const a = new Uint8Array(Math.min(COMPARE_BYTES, file.sizeBytes));
      const b = new Uint8Array(a.byteLength);
      for (let position = 0; position < file.sizeBytes;) {
        const count = ours.readAt(position, a, a.byteLength);
        if (count === 0 || theirs.readAt(position, b, b.byteLength) !== count) return true;
        if (Buffer.compare(a.subarray(0, count), b.subarray(0, count)) !== 0) return true;
        position += count;
      }
      return false;
    } finally {
      theirs.close();
    }
  } finally {
    ours.close();
  }
}

/** A folder whose own entry, and that of every folder made for it, survives a power cut. */
function makeDurableFolder(tree: WriteTree, path: string): void {
  if (path === '' || tree.stat(path)?.kind === 'directory') return;
  makeDurableFolder(tree, parentOf(path));
  tree.makeFolder(path);
  tree.syncFolder(parentOf(path));
}
