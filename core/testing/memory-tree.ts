import { StudioError } from '#core/errors.ts';
import { durableReplace } from '#core/node/durable-replace.ts';
import { checkTreePath, joinTreePath, leafOf, parentOf } from '#core/node/tree-path.ts';
import type {
  DirectoryEntry,
  EntryKind,
  FileStat,
  ReadHandle,
  WriteHandle,
  WriteTree,
} from '#core/ports/file-system.ts';
import { type MemoryInode, shuffled, statOf } from './memory-inode.ts';

export interface MemoryTreeOptions {
  /** Order in which folders list their entries. */
  readonly seed?: number;
  /** Bytes that all files together may take; beyond it writing fails with `IO_NO_SPACE`. */
  readonly capacityBytes?: number;
}

/** Facts that a test sets by hand. */
export interface MemoryFacts {
  readonly mtimeNs?: bigint;
  readonly ctimeNs?: bigint;
}

type ReadListener = (path: string, position: number) => void;

/**
 * A tree in memory with everything that a disk may throw at a reader: links, devices, unreadable files, any list
 * order, files that change while they are read, a full disk. Time advances by one millisecond at each change.
 */
export class MemoryTree implements WriteTree {
  readonly #root: MemoryInode;
  readonly #seed: number;
  readonly #capacityBytes: number;
  #nextId = 1n;
  #nowNs = 1_700_000_000_000_000_000n;
  #readListener: ReadListener | undefined;

  constructor(options: MemoryTreeOptions = {}) {
    this.#seed = options.seed ?? 1;
    this.#capacityBytes = options.capacityBytes ?? Number.POSITIVE_INFINITY;
    this.#root = this.#newInode('directory');
  }

  // ---- building a scene -------------------------------------------------------------------------------------

  /** Puts a file there, with its folders; strings are UTF-8. A file that was there is overwritten in place. */
  putFile(path: string, content: Uint8Array | string, facts: MemoryFacts = {}): this {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content.slice();
    const existing = this.#find(path);
    const inode = existing?.kind === 'file' ? existing : this.#attach(path, this.#newInode('file'));
    inode.bytes = bytes;
    this.#touch(inode);
    return this.setFacts(path, facts);
  }

  putFolder(path: string): this {
    this.makeFolder(path);
    return this;
  }

  putLink(path: string, target: string): this {
    this.#attach(path, this.#newInode('link', target));
    return this;
  }

  /** A pipe, a socket or a device. */
  putDevice(path: string): this {
    this.#attach(path, this.#newInode('other'));
    return this;
  }

  setUnreadable(path: string, unreadable = true): this {
    this.#require(path).unreadable = unreadable;
    return this;
  }

  setFacts(path: string, facts: MemoryFacts): this {
    const inode = this.#require(path);
    inode.mtimeNs = facts.mtimeNs ?? inode.mtimeNs;
    inode.ctimeNs = facts.ctimeNs ?? inode.ctimeNs;
    return this;
  }

  /** Called before each read of a file: lets a test change it at the worst moment. */
  onRead(listener: ReadListener | undefined): this {
    this.#readListener = listener;
    return this;
  }

  /** Every file by path, ascending by code unit. */
  files(): ReadonlyMap<string, Uint8Array> {
    const found = new Map<string, Uint8Array>();
    collectFiles(this.#root, '', found);
    return new Map([...found].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }

  /** Paths of every folder, unordered. */
  folders(): readonly string[] {
    const found: string[] = [];
    collectFolders(this.#root, '', found);
    return found;
  }

  // ---- ReadTree ---------------------------------------------------------------------------------------------

  stat(path: string): FileStat | undefined {
    const inode = this.#find(path);
    return inode === undefined ? undefined : statOf(inode);
  }

  list(path: string): readonly DirectoryEntry[] {
    const inode = this.#requireFolder(path);
    if (inode.unreadable) throw new StudioError('IO_DENIED', `cannot list "${path}"`, { path });
    const entries = [...inode.entries].map(([name, child]) => ({ name, kind: child.kind }));
    return shuffled(entries, this.#seed + path.length);
  }

  openRead(path: string): ReadHandle {
    const inode = this.#openable(path);
    const stat = statOf(inode);
    return {
      stat,
      readAt: (position, target, length) => {
        this.#readListener?.(path, position);
        const slice = inode.bytes.subarray(position, position + length);
        target.set(slice);
        return slice.byteLength;
      },
      restat: () => statOf(inode),
      close: () => undefined,
    };
  }

  readFile(path: string, maxBytes: number): { readonly bytes: Uint8Array; readonly stat: FileStat } {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const inode = this.#openable(path);
      const stat = statOf(inode);
      if (stat.size > maxBytes) throw new StudioError('IO_FAILED', `"${path}" is too large`, { path });
      this.#readListener?.(path, 0);
      if (statOf(inode).ctimeNs === stat.ctimeNs) return { bytes: inode.bytes.slice(), stat };
    }
    throw new StudioError('FILE_CHANGED', `"${path}" changed while it was read`, { path });
  }

  // ---- WriteTree --------------------------------------------------------------------------------------------

  makeFolder(path: string): void {
    checkTreePath(path);
    if (path === '') return;
    const existing = this.#find(path);
    if (existing?.kind === 'directory') return;
    if (existing !== undefined) throw new StudioError('TARGET_EXISTS', `"${path}" is not a folder`, { path });
    this.makeFolder(parentOf(path));
    this.#attach(path, this.#newInode('directory'));
  }

  createFile(path: string): WriteHandle {
    checkTreePath(path);
    this.#requireFolder(parentOf(path));
    if (this.#find(path) !== undefined) throw new StudioError('TARGET_EXISTS', `"${path}" exists`, { path });
    const inode = this.#attach(path, this.#newInode('file'));
    return {
      write: (bytes) => {
        if (this.#usedBytes() + bytes.byteLength > this.#capacityBytes) {
          throw new StudioError('IO_NO_SPACE', `cannot write "${path}"`, { path });
        }
        const joined = new Uint8Array(inode.bytes.byteLength + bytes.byteLength);
        joined.set(inode.bytes);
        joined.set(bytes, inode.bytes.byteLength);
        inode.bytes = joined;
        this.#touch(inode);
      },
      sync: () => undefined,
      restat: () => statOf(inode),
      close: () => undefined,
    };
  }

  replaceFile(path: string, bytes: Uint8Array): void {
    const existing = this.#find(path);
    if (existing !== undefined && existing.kind !== 'file') {
      throw new StudioError('FILE_NOT_REGULAR', `"${path}" is not a regular file`, { path });
    }
    durableReplace(this, path, bytes);
  }

  rename(from: string, to: string): void {
    const inode = this.#find(from);
    if (inode === undefined)
      throw new StudioError('FILE_NOT_FOUND', `"${from}" is not there`, { path: from });
    const target = this.#find(to);
    if (target?.kind === 'directory' && (target.entries.size > 0 || inode.kind !== 'directory')) {
      throw new StudioError('TARGET_EXISTS', `"${to}" is a folder`, { path: to });
    }
    const newParent = this.#requireFolder(parentOf(to));
    this.#requireFolder(parentOf(from)).entries.delete(leafOf(from));
    newParent.entries.set(leafOf(to), inode);
    inode.ctimeNs = this.#tick();
  }

  removeFile(path: string): void {
    const inode = this.#find(path);
    if (inode === undefined) return;
    if (inode.kind === 'directory')
      throw new StudioError('FILE_NOT_REGULAR', `"${path}" is a folder`, { path });
    this.#requireFolder(parentOf(path)).entries.delete(leafOf(path));
  }

  removeFolder(path: string): void {
    const inode = this.#find(path);
    if (inode === undefined) return;
    if (inode.kind !== 'directory')
      throw new StudioError('FILE_NOT_REGULAR', `"${path}" is no folder`, { path });
    this.#requireFolder(parentOf(path)).entries.delete(leafOf(path));
  }

  syncFolder(path: string): void {
    this.#requireFolder(path);
  }

  // ---- inside -----------------------------------------------------------------------------------------------

  #newInode(kind: EntryKind, target = ''): MemoryInode {
    const nowNs = this.#tick();
    const id = this.#nextId;
    this.#nextId += 1n;
    return {
      id,
      kind,
      target,
      bytes: new Uint8Array(),
      entries: new Map(),
      mtimeNs: nowNs,
      ctimeNs: nowNs,
      unreadable: false,
    };
  }

  #attach(path: string, inode: MemoryInode): MemoryInode {
    checkTreePath(path);
    this.makeFolder(parentOf(path));
    this.#requireFolder(parentOf(path)).entries.set(leafOf(path), inode);
    return inode;
  }

  #touch(inode: MemoryInode): void {
    inode.mtimeNs = this.#tick();
    inode.ctimeNs = inode.mtimeNs;
  }

  #tick(): bigint {
    this.#nowNs += 1_000_000n;
    return this.#nowNs;
  }

  /** Never through a link: what is behind one is not there (reliability H8). */
  #find(path: string): MemoryInode | undefined {
    checkTreePath(path);
    if (path === '') return this.#root;
    let inode: MemoryInode | undefined = this.#root;
    for (const name of path.split('/')) {
      inode = inode?.kind === 'directory' ? inode.entries.get(name) : undefined;
    }
    return inode;
  }

  #require(path: string): MemoryInode {
    const inode = this.#find(path);
    if (inode === undefined) throw new StudioError('FILE_NOT_FOUND', `"${path}" is not there`, { path });
    return inode;
  }

  #requireFolder(path: string): MemoryInode {
    const inode = this.#find(path);
    if (inode?.kind === 'directory') return inode;
    if (inode !== undefined || this.#passesLink(path)) {
      throw new StudioError('FILE_NOT_REGULAR', `"${path}" is not a plain folder`, { path });
    }
    throw new StudioError('FILE_NOT_FOUND', `"${path}" is not there`, { path });
  }

  #openable(path: string): MemoryInode {
    checkTreePath(path);
    this.#requireFolder(parentOf(path));
    const inode = this.#require(path);
    if (inode.kind !== 'file')
      throw new StudioError('FILE_NOT_REGULAR', `"${path}" is no regular file`, { path });
    if (inode.unreadable) throw new StudioError('IO_DENIED', `cannot open "${path}"`, { path });
    return inode;
  }

  #passesLink(path: string): boolean {
    for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) {
      const inode = this.#find(folder);
      if (inode !== undefined) return inode.kind !== 'directory';
    }
    return false;
  }

  #usedBytes(): number {
    let sum = 0;
    for (const bytes of this.files().values()) sum += bytes.byteLength;
    return sum;
  }
}

function collectFiles(folder: MemoryInode, path: string, into: Map<string, Uint8Array>): void {
  for (const [name, child] of folder.entries) {
    const childPath = joinTreePath(path, name);
    if (child.kind === 'file') into.set(childPath, child.bytes);
    if (child.kind === 'directory') collectFiles(child, childPath, into);
  }
}

function collectFolders(folder: MemoryInode, path: string, into: string[]): void {
  for (const [name, child] of folder.entries) {
    if (child.kind !== 'directory') continue;
    into.push(joinTreePath(path, name));
    collectFolders(child, joinTreePath(path, name), into);
  }
}
