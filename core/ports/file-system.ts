/** What kind of thing a directory entry is, never following a link. */
export type EntryKind = 'file' | 'directory' | 'link' | 'other';

/** Identity of one version of a file without reading it (asset-workspace 6). Nanoseconds and inodes are exact. */
export interface FileStat {
  readonly kind: EntryKind;
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly inode: bigint;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** A file opened for reading; its identity was compared after opening (reliability H8). */
export interface ReadHandle {
  readonly stat: FileStat;
  /** Reads up to `length` bytes at `position` into `target` from index 0; returns how many, 0 at the end. */
  readAt(position: number, target: Uint8Array, length: number): number;
  /** Facts of the open file now: differ from `stat` when it changed while it was read (reliability H10). */
  restat(): FileStat;
  close(): void;
}

/** A file opened for writing that did not exist before. */
export interface WriteHandle {
  write(bytes: Uint8Array): void;
  /** Flushes to the device; a failure fails the operation (reliability C1). */
  sync(): void;
  restat(): FileStat;
  close(): void;
}

/**
 * A folder tree that an operation may touch and nothing outside of it. Paths are POSIX and relative to the tree;
 * no component may be a link (reliability H7, H8). Calls are synchronous on purpose: the hot loops of scanning and
 * packing make 100,000 of them, callers slice their work by time (`core/ports/time-slice`).
 * Failures are `StudioError` with `FILE_NOT_FOUND`, `FILE_NOT_REGULAR`, `IO_DENIED`, `IO_NO_SPACE`, `IO_FAILED`.
 */
export interface ReadTree {
  /** Facts of the entry itself, undefined where there is none (or a parent is a link or not a directory). */
  stat(path: string): FileStat | undefined;
  /** Entries in unspecified order; callers sort by code unit (reliability D1). */
  list(path: string): readonly DirectoryEntry[];
  /** Opens a regular file without following links and without blocking on pipes. */
  openRead(path: string): ReadHandle;
  /** The whole of a regular file; refuses one above `maxBytes` before allocating. */
  readFile(path: string, maxBytes: number): { readonly bytes: Uint8Array; readonly stat: FileStat };
}

export interface WriteTree extends ReadTree {
  /** Creates the folder and its parents; existing folders are fine. */
  makeFolder(path: string): void;
  /** Opens a new file with O_EXCL; `TARGET_EXISTS` where there is one. */
  createFile(path: string): WriteHandle;
  /** Durable replace: temp beside, write, fsync, close, rename, fsync of the folder (reliability C1). */
  replaceFile(path: string, bytes: Uint8Array): void;
  /** Renames within the tree, replacing a file but never a folder that has entries. */
  rename(from: string, to: string): void;
  /** Removes a file; one that is not there is fine. */
  removeFile(path: string): void;
  /** Removes a folder with all that is in it, following no link; one that is not there is fine. */
  removeFolder(path: string): void;
  /** Makes renames and creations in the folder durable. */
  syncFolder(path: string): void;
}
