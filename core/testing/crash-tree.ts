import { joinTreePath, leafOf, parentOf } from '#core/node/tree-path.ts';
import { durableReplace } from '#core/node/durable-replace.ts';
import type {
  DirectoryEntry,
  FileStat,
  ReadHandle,
  WriteHandle,
  WriteTree,
} from '#core/ports/file-system.ts';
import { MemoryTree } from './memory-tree.ts';
import { chosenSubsets, TORN_FORMS, type TornForm, torn } from './crash-choices.ts';

/** A change of directory entries that reaches the disk as a whole or not at all; a rename has two. */
interface EntryChange {
  readonly folder: bigint;
  readonly name: string;
  readonly inode: bigint | undefined;
}
type PendingChange = readonly EntryChange[];

interface FileData {
  durable: Uint8Array;
  live: Uint8Array;
}

type FolderTable = Map<bigint, Map<string, bigint>>;

/**
 * A tree that knows what of it would survive a power cut (reliability "How it is shown" (a)). Bytes are safe after
 * `sync` of their file, entries after `syncFolder` of their folder; everything else may be there, not be there, or
 * for bytes be cut or zero. Entries of one folder may reach the disk in any combination, each rename whole.
 */
export class CrashTree implements WriteTree {
  readonly #live = new MemoryTree();
  readonly #folders: FolderTable = new Map();
  readonly #data = new Map<bigint, FileData>();
  readonly #rootId: bigint;
  #pending: PendingChange[] = [];
  readonly #onPoint: (label: string) => void;

  /**
   * @param initial what is on the disk, all of it durable
   * @param onPoint called before every change and each flush, and so at each moment at which a crash may come
   */
  constructor(initial: MemoryTree, onPoint: (label: string) => void = () => undefined) {
    this.#onPoint = onPoint;
    this.#rootId = this.#idOf('');
    this.#folders.set(this.#rootId, new Map());
    for (const path of [...initial.folders()].sort()) {
      this.#live.makeFolder(path);
      this.#makeDurable(path);
      this.#folders.set(this.#idOf(path), new Map());
    }
    for (const [path, bytes] of initial.files()) {
      this.#live.putFile(path, bytes);
      this.#makeDurable(path);
      this.#data.set(this.#idOf(path), { durable: bytes, live: bytes });
    }
  }

  /** Every state that a crash now may leave, bounded where there are very many. */
  *statesAfterCrash(): Generator<MemoryTree> {
    const unsynced = [...this.#data.values()].some((data) => data.durable !== data.live);
    const forms: readonly TornForm[] = unsynced ? TORN_FORMS : ['live'];
    for (const chosen of chosenSubsets(this.#pending.length)) {
      const folders: FolderTable = new Map([...this.#folders].map(([id, entries]) => [id, new Map(entries)]));
      for (const [index, change] of this.#pending.entries()) {
        if (chosen.has(index)) applyChange(folders, change);
      }
      for (const form of forms) yield this.#materialise(folders, form);
    }
  }

  /** What a killed process leaves: everything that was written, flushed or not. */
  stateAfterKill(): MemoryTree {
    const copy = new MemoryTree();
    for (const path of this.#live.folders()) copy.makeFolder(path);
    for (const [path, bytes] of this.#live.files()) copy.putFile(path, bytes);
    return copy;
  }

  stat(path: string): FileStat | undefined {
    return this.#live.stat(path);
  }

  list(path: string): readonly DirectoryEntry[] {
    return this.#live.list(path);
  }

  openRead(path: string): ReadHandle {
    return this.#live.openRead(path);
  }

  readFile(path: string, maxBytes: number): { readonly bytes: Uint8Array; readonly stat: FileStat } {
    return this.#live.readFile(path, maxBytes);
  }

  makeFolder(path: string): void {
    if (path === '' || this.#live.stat(path) !== undefined) {
      this.#live.makeFolder(path);
      return;
    }
    this.makeFolder(parentOf(path));
    this.#onPoint(`make folder ${path}`);
    this.#live.makeFolder(path);
    this.#folders.set(this.#idOf(path), new Map());
    this.#pending.push([this.#entry(path, this.#idOf(path))]);
  }

  createFile(path: string): WriteHandle {
    this.#onPoint(`create ${path}`);
    const handle = this.#live.createFile(path);
    const data: FileData = { durable: new Uint8Array(), live: new Uint8Array() };
    data.live = data.durable;
    this.#data.set(this.#idOf(path), data);
    this.#pending.push([this.#entry(path, this.#idOf(path))]);
    return {
      write: (bytes) => {
        this.#onPoint(`write ${path}`);
        handle.write(bytes);
        data.live = Uint8Array.from([...data.live, ...bytes]);
      },
      sync: () => {
        this.#onPoint(`sync ${path}`);
        data.durable = data.live;
      },
      restat: () => handle.restat(),
      close: () => {
        handle.close();
      },
    };
  }

  replaceFile(path: string, bytes: Uint8Array): void {
    durableReplace(this, path, bytes);
  }

  rename(from: string, to: string): void {
    this.#onPoint(`rename ${from} to ${to}`);
    const id = this.#idOf(from);
    this.#pending.push([this.#entry(from, undefined), this.#entry(to, id)]);
    this.#live.rename(from, to);
  }

  removeFile(path: string): void {
    if (this.#live.stat(path) === undefined) return;
    this.#onPoint(`remove ${path}`);
    this.#live.removeFile(path);
    this.#pending.push([this.#entry(path, undefined)]);
  }

  removeFolder(path: string): void {
    if (this.#live.stat(path) === undefined) return;
    for (const entry of this.#live.list(path)) {
      const inner = joinTreePath(path, entry.name);
      if (entry.kind === 'directory') this.removeFolder(inner);
      else this.removeFile(inner);
    }
    this.#onPoint(`remove folder ${path}`);
    this.#pending.push([this.#entry(path, undefined)]);
    this.#live.removeFolder(path);
  }

  syncFolder(path: string): void {
    this.#onPoint(`sync folder ${path}`);
    const id = this.#idOf(path);
    const touches = (change: PendingChange): boolean => change.some((entry) => entry.folder === id);
    for (const change of this.#pending.filter(touches)) applyChange(this.#folders, change);
    this.#pending = this.#pending.filter((change) => !touches(change));
  }

  #idOf(path: string): bigint {
    const stat = this.#live.stat(path);
    if (stat === undefined) throw new Error(`the crash model does not know ${path}`);
    return stat.inode;
  }

  #entry(path: string, inode: bigint | undefined): EntryChange {
    return { folder: this.#idOf(parentOf(path)), name: leafOf(path), inode };
  }

  #makeDurable(path: string): void {
    applyChange(this.#folders, [this.#entry(path, this.#idOf(path))]);
  }

  #materialise(folders: FolderTable, form: TornForm): MemoryTree {
    const tree = new MemoryTree();
    const visit = (id: bigint, path: string): void => {
      for (const [name, child] of folders.get(id) ?? []) {
        const childPath = joinTreePath(path, name);
        const data = this.#data.get(child);
        if (data === undefined) {
          tree.makeFolder(childPath);
          visit(child, childPath);
        } else {
          tree.putFile(childPath, torn(data.durable, data.live, form));
        }
      }
    };
    visit(this.#rootId, '');
    return tree;
  }
}

function applyChange(folders: FolderTable, change: PendingChange): void {
  for (const { folder, name, inode } of change) {
    const entries = folders.get(folder);
    if (inode === undefined) entries?.delete(name);
    else entries?.set(name, inode);
  }
}

export interface CrashCount {
  readonly points: number;
  /** Different states that were checked. */
  readonly states: number;
}

/**
 * Runs `scenario` once and hands every state that a crash at any of its moments may leave to `check`, each once.
 *
 * @param check throws where the state is not a lawful one; `label` tells the moment
 */
export function checkEveryCrash(
  initial: MemoryTree,
  scenario: (tree: WriteTree) => void,
  check: (left: MemoryTree, label: string) => void,
): CrashCount {
  const seen = new Set<string>();
  let points = 0;
  const examine = (label: string): void => {
    points += 1;
    for (const left of [...tree.statesAfterCrash(), tree.stateAfterKill()]) {
      const print = fingerprint(left);
      if (seen.has(print)) continue;
      seen.add(print);
      check(left, label);
    }
  };
  const tree = new CrashTree(initial, examine);
  scenario(tree);
  examine('the end');
  return { points, states: seen.size };
}

function fingerprint(tree: MemoryTree): string {
  const files = [...tree.files()].map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]);
  return JSON.stringify([[...tree.folders()].sort(), files]);
}
