import * as fs from 'node:fs';
import { BIGINT } from './disk-handles.ts';

/** How long a folder once seen to be a real one is taken for one: the siblings of a scan share the check. */
const TRUST_MS = 5;

/**
 * Knows which folders of a tree are reached without passing a link (reliability H8). Node has no `openat`, so the
 * check is made component by component before a path is used, and once more after a file was opened.
 */
export class FolderChain {
  readonly #root: string;
  readonly #seen = new Set<string>();
  #seenUntilMs = 0;

  constructor(root: string) {
    this.#root = root;
  }

  /** Whether `folder` and everything above it in the tree are folders and not links, as seen in the last 5 ms. */
  isPlain(folder: string): boolean {
    if (folder === '') return true;
    if (performance.now() <= this.#seenUntilMs) return this.#walk(folder, this.#seen);
    this.#seen.clear();
    const isPlain = this.#walk(folder, this.#seen);
    // Counted from the end of the walk: one of a thousand folders takes longer than the trust lasts.
    this.#seenUntilMs = performance.now() + TRUST_MS;
    return isPlain;
  }

  /** The same from the disk as it is now. */
  isPlainNow(folder: string): boolean {
    return folder === '' || this.#walk(folder, undefined);
  }

  /** Whether there is anything at all at the path, provided its parent is plain. */
  hasEntry(path: string): boolean {
    return fs.lstatSync(`${this.#root}/${path}`, { throwIfNoEntry: false }) !== undefined;
  }

  /** Told by whoever just saw that the folder is a plain one, below a plain parent. */
  trust(folder: string): void {
    this.#seen.add(folder);
  }

  forget(): void {
    this.#seen.clear();
  }

  #walk(folder: string, seen: Set<string> | undefined): boolean {
    if (seen?.has(folder) === true) return true;
    const cut = folder.lastIndexOf('/');
    if (cut > 0 && !this.#walk(folder.slice(0, cut), seen)) return false;
    if (!isFolder(`${this.#root}/${folder}`)) return false;
    seen?.add(folder);
    return true;
  }
}

function isFolder(absolute: string): boolean {
  try {
    return fs.lstatSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

const PROC_FD = '/proc/self/fd';
const HAS_PROC_FD = process.platform === 'linux' && fs.existsSync(PROC_FD);

/** Where an open descriptor turned out to be: at its path, on a file that was replaced meanwhile, or elsewhere. */
export type OpenedPlace = 'in-place' | 'replaced' | 'elsewhere';

/**
 * Whether the open descriptor is the file at `root`/`path`, with no link in between. Linux tells the path of a
 * descriptor in one call; where it cannot, or says something else (a file system that folds names, an editor that
 * saved by rename), the chain is walked again and the identities are compared.
 */
export function openedPlace(fd: number, root: string, path: string, chain: FolderChain): OpenedPlace {
  const absolute = `${root}/${path}`;
  if (HAS_PROC_FD) {
    try {
      if (fs.readlinkSync(`${PROC_FD}/${fd}`) === absolute) return 'in-place';
    } catch {
      // The comparison below decides.
    }
  }
  if (!chain.isPlainNow(path.slice(0, Math.max(0, path.lastIndexOf('/'))))) return 'elsewhere';
  const named = fs.lstatSync(absolute, { ...BIGINT, throwIfNoEntry: false });
  const opened = fs.fstatSync(fd, BIGINT);
  return named !== undefined && named.dev === opened.dev && named.ino === opened.ino
    ? 'in-place'
    : 'replaced';
}
