import * as fs from 'node:fs';
import { StudioError } from '#core/errors.ts';
import type {
  DirectoryEntry,
  FileStat,
  ReadHandle,
  ReadTree,
  WriteHandle,
  WriteTree,
} from '#core/ports/file-system.ts';
import {
  BIGINT,
  DiskReadHandle,
  DiskWriteHandle,
  readFully,
  sameFileStat,
  toFileStat,
} from './disk-handles.ts';
import { durableReplace } from './durable-replace.ts';
import { type FileCalls, NODE_FILE_CALLS } from './file-calls.ts';
import { FolderChain, openedPlace } from './folder-chain.ts';
import { errnoOf, ioError } from './io-errors.ts';
import { CREATE_FLAGS, FOLDER_FLAGS, READ_FLAGS } from './open-flags.ts';
import { ListingMemory } from './listing-memory.ts';
import { checkTreePath, joinTreePath, parentOf } from './tree-path.ts';

const LSTAT = { bigint: true, throwIfNoEntry: false } as const;
const WITH_TYPES = { withFileTypes: true } as const;
const READ_ATTEMPTS = 2;
const OPEN_ATTEMPTS = 5;

class DiskReadTree implements ReadTree {
  protected readonly root: string;
  protected readonly chain: FolderChain;
  readonly #listings = new ListingMemory();

  constructor(root: string) {
    this.root = root;
    this.chain = new FolderChain(root);
  }

  stat(path: string): FileStat | undefined {
    checkTreePath(path);
    if (path !== '' && !this.chain.isPlain(parentOf(path))) return undefined;
    try {
      const stats = fs.lstatSync(this.absolute(path), LSTAT);
      return stats === undefined ? undefined : toFileStat(stats);
    } catch (failure) {
      const errno = errnoOf(failure);
      if (errno === 'ENOTDIR' || errno === 'ENAMETOOLONG') return undefined;
      throw ioError(failure, 'look at', path);
    }
  }

  list(path: string): readonly DirectoryEntry[] {
    checkTreePath(path);
    const nowMs = Date.now();
    const stats = this.#plainFolder(path);
    const known = stats === undefined ? undefined : this.#listings.recall(path, stats);
    if (known !== undefined) return known;
    this.requireFolder(path, 'list');
    try {
      const entries = fs.readdirSync(this.absolute(path), WITH_TYPES).map(toEntry);
      if (stats !== undefined) this.#listings.keep(path, stats, nowMs, entries);
      return entries;
    } catch (failure) {
      throw ioError(failure, 'list', path);
    }
  }

  /** Facts of a folder that is reached without a link; undefined for anything else. */
  #plainFolder(path: string): fs.BigIntStats | undefined {
    if (path !== '' && !this.chain.isPlain(parentOf(path))) return undefined;
    try {
      const stats = fs.lstatSync(this.absolute(path), LSTAT);
      if (stats?.isDirectory() !== true) return undefined;
      this.chain.trust(path);
      return stats;
    } catch {
      // `requireFolder` says what is wrong.
      return undefined;
    }
  }

  openRead(path: string): ReadHandle {
    const { fd, stat } = this.#open(path);
    return new DiskReadHandle(fd, path, stat);
  }

  readFile(path: string, maxBytes: number): { readonly bytes: Uint8Array; readonly stat: FileStat } {
    for (let attempt = 1; attempt <= READ_ATTEMPTS; attempt += 1) {
      const whole = this.#readOnce(path, maxBytes);
      if (whole !== undefined) return whole;
    }
    throw new StudioError('FILE_CHANGED', `"${path}" changed while it was read`, { path });
  }

  /** The bytes and the facts they belong to; undefined when the file changed meanwhile (reliability H10). */
  #readOnce(path: string, maxBytes: number): { bytes: Uint8Array; stat: FileStat } | undefined {
    const { fd, stat } = this.#open(path);
    try {
      if (stat.size > maxBytes) {
        throw new StudioError(
          'IO_FAILED',
          `"${path}" has ${stat.size} bytes, more than the ${maxBytes} allowed`,
          {
            path,
            size_bytes: stat.size,
            max_bytes: maxBytes,
          },
        );
      }
      const bytes = new Uint8Array(stat.size);
      const count = readFully(fd, path, 0, bytes, stat.size);
      const after = toFileStat(fs.fstatSync(fd, BIGINT));
      return count === stat.size && sameFileStat(stat, after) ? { bytes, stat } : undefined;
    } finally {
      fs.closeSync(fd);
    }
  }

  /** Opens again where an editor replaced the file between two of the calls; no link ever (reliability H8, H10). */
  #open(path: string): { fd: number; stat: FileStat } {
    for (let attempt = 1; attempt <= OPEN_ATTEMPTS; attempt += 1) {
      const opened = this.#openOnce(path);
      if (opened !== undefined) return opened;
    }
    throw new StudioError('FILE_CHANGED', `"${path}" is replaced again and again`, { path });
  }

  #openOnce(path: string): { fd: number; stat: FileStat } | undefined {
    checkTreePath(path);
    const parent = parentOf(path);
    if (!this.chain.isPlain(parent)) throw notReached(path, this.chain, parent);
    let fd: number;
    try {
      fd = fs.openSync(this.absolute(path), READ_FLAGS);
    } catch (failure) {
      throw ioError(failure, 'open', path);
    }
    let keep = false;
    try {
      const stats = fs.fstatSync(fd, BIGINT);
      if (!stats.isFile()) {
        throw new StudioError('FILE_NOT_REGULAR', `"${path}" is not a regular file`, { path });
      }
      const place = openedPlace(fd, this.root, path, this.chain);
      if (place === 'elsewhere') {
        throw new StudioError('FILE_NOT_REGULAR', `"${path}" is reached through a link`, { path });
      }
      keep = place === 'in-place';
      return keep ? { fd, stat: toFileStat(stats) } : undefined;
    } catch (failure) {
      throw ioError(failure, 'open', path);
    } finally {
      if (!keep) fs.closeSync(fd);
    }
  }

  protected absolute(path: string): string {
    return path === '' ? this.root : `${this.root}/${path}`;
  }

  protected requireFolder(path: string, action: string): void {
    if (this.chain.isPlain(path)) return;
    const stat = this.stat(path);
    if (stat === undefined)
      throw new StudioError('FILE_NOT_FOUND', `cannot ${action} "${path}": not there`, { path });
    throw new StudioError('FILE_NOT_REGULAR', `cannot ${action} "${path}": not a plain folder`, { path });
  }
}

class DiskWriteTree extends DiskReadTree implements WriteTree {
  readonly #calls: FileCalls;

  constructor(root: string, calls: FileCalls) {
    super(root);
    this.#calls = calls;
  }

  makeFolder(path: string): void {
    checkTreePath(path);
    if (path === '') return;
    if (this.chain.isPlainNow(path)) return;
    this.makeFolder(parentOf(path));
    try {
      fs.mkdirSync(this.absolute(path));
    } catch (failure) {
      if (errnoOf(failure) !== 'EEXIST' || !this.chain.isPlainNow(path))
        throw ioError(failure, 'make folder', path);
    }
  }

  createFile(path: string): WriteHandle {
    this.#requireParentNow(path, 'create');
    let fd: number;
    try {
      fd = this.#calls.open(this.absolute(path), CREATE_FLAGS, 0o666);
    } catch (failure) {
      throw ioError(failure, 'create', path);
    }
    return new DiskWriteHandle(fd, path, this.#calls);
  }

  replaceFile(path: string, bytes: Uint8Array): void {
    const stat = this.stat(path);
    if (stat !== undefined && stat.kind !== 'file') {
      throw new StudioError('FILE_NOT_REGULAR', `"${path}" is not a regular file`, { path });
    }
    durableReplace(this, path, bytes);
  }

  rename(from: string, to: string): void {
    this.#requireParentNow(from, 'rename');
    this.#requireParentNow(to, 'rename to');
    try {
      this.#calls.rename(this.absolute(from), this.absolute(to));
    } catch (failure) {
      throw ioError(failure, `rename to "${to}":`, from);
    } finally {
      this.chain.forget();
    }
  }

  removeFile(path: string): void {
    checkTreePath(path);
    if (!this.chain.isPlainNow(parentOf(path))) return;
    try {
      this.#calls.unlink(this.absolute(path));
    } catch (failure) {
      if (errnoOf(failure) !== 'ENOENT') throw ioError(failure, 'remove', path);
    }
  }

  removeFolder(path: string): void {
    checkTreePath(path);
    if (path === '') throw new StudioError('INTERNAL', 'a tree does not remove itself');
    const stat = this.stat(path);
    if (stat === undefined) return;
    if (stat.kind !== 'directory') {
      throw new StudioError('FILE_NOT_REGULAR', `"${path}" is not a folder`, { path });
    }
    for (const entry of this.list(path)) {
      const inner = joinTreePath(path, entry.name);
      if (entry.kind === 'directory') this.removeFolder(inner);
      else this.removeFile(inner);
    }
    try {
      fs.rmdirSync(this.absolute(path));
    } catch (failure) {
      if (errnoOf(failure) !== 'ENOENT') throw ioError(failure, 'remove', path);
    } finally {
      this.chain.forget();
    }
  }

  syncFolder(path: string): void {
    this.requireFolder(path, 'flush');
    // Windows cannot open a folder for flushing; its journal orders renames.
    if (process.platform === 'win32') return;
    try {
      const fd = this.#calls.open(this.absolute(path), FOLDER_FLAGS, 0);
      try {
        this.#calls.fsync(fd);
      } finally {
        this.#calls.close(fd);
      }
    } catch (failure) {
      // Some network file systems know no flush of a folder and say so.
      if (errnoOf(failure) !== 'EINVAL') throw ioError(failure, 'flush', path);
    }
  }

  #requireParentNow(path: string, action: string): void {
    checkTreePath(path);
    const parent = parentOf(path);
    if (path === '') throw new StudioError('INTERNAL', `cannot ${action} the tree itself`);
    if (!this.chain.isPlainNow(parent)) throw notReached(path, this.chain, parent);
  }
}

function toEntry(entry: fs.Dirent): DirectoryEntry {
  return {
    name: entry.name,
    kind: entry.isFile()
      ? 'file'
      : entry.isDirectory()
        ? 'directory'
        : entry.isSymbolicLink()
          ? 'link'
          : 'other',
  };
}

/** Missing folder or a link on the way: two different things to tell a person. */
function notReached(path: string, chain: FolderChain, parent: string): StudioError {
  let folder = parent;
  while (folder !== '' && !chain.isPlainNow(parentOf(folder))) folder = parentOf(folder);
  return chain.hasEntry(folder)
    ? new StudioError('FILE_NOT_REGULAR', `"${path}": "${folder}" is not a plain folder`, { path, folder })
    : new StudioError('FILE_NOT_FOUND', `"${path}": the folder "${folder}" is not there`, { path, folder });
}

/** Resolves the root itself: a person may keep a project behind a link, only what is below must be plain. */
function resolveRoot(rootPath: string): string {
  let real: string;
  try {
    real = fs.realpathSync.native(rootPath);
  } catch (failure) {
    const code = errnoOf(failure) === 'EACCES' ? 'IO_DENIED' : 'PROJECT_NOT_FOUND';
    throw new StudioError(code, undefined, {}, { cause: failure });
  }
  if (!fs.statSync(real).isDirectory()) throw new StudioError('PROJECT_NOT_A_FOLDER');
  return real === '/' ? '' : real;
}

export interface OpenDiskTreeOptions {
  readonly writable: boolean;
  /** The system calls of writing, replaced in tests. */
  readonly calls?: FileCalls;
}

/**
 * The folder at `rootPath` as a tree that never leaves it: no component below the root may be a link, only regular
 * files are opened and none of them blocks (reliability H8, H9). The root itself may be given through a link.
 *
 * @throws StudioError `PROJECT_NOT_FOUND`, `PROJECT_NOT_A_FOLDER`, `IO_DENIED`
 */
export function openDiskTree(
  rootPath: string,
  options: OpenDiskTreeOptions & { readonly writable: true },
): WriteTree;
export function openDiskTree(rootPath: string, options?: OpenDiskTreeOptions): ReadTree;
export function openDiskTree(rootPath: string, options: OpenDiskTreeOptions = { writable: false }): ReadTree {
  const root = resolveRoot(rootPath);
  return options.writable
    ? new DiskWriteTree(root, options.calls ?? NODE_FILE_CALLS)
    : new DiskReadTree(root);
}
