import * as fs from 'node:fs';
import { StudioError } from '#core/errors.ts';
import type { EntryKind, FileStat, ReadHandle, WriteHandle } from '#core/ports/file-system.ts';
import type { FileCalls } from './file-calls.ts';
import { errnoOf, ioError } from './io-errors.ts';

export const BIGINT = { bigint: true } as const;

/** `FileStat` of what `lstat` or `fstat` said. */
export function toFileStat(stats: fs.BigIntStats): FileStat {
  return {
    kind: kindOf(stats),
    size: Number(stats.size),
    mtimeNs: stats.mtimeNs,
    ctimeNs: stats.ctimeNs,
    inode: stats.ino,
  };
}

function kindOf(stats: fs.BigIntStats): EntryKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  return stats.isSymbolicLink() ? 'link' : 'other';
}

/** Whether two looks at a file saw the same version of it (asset-workspace 6: any difference means another). */
export function sameFileStat(a: FileStat, b: FileStat): boolean {
  return (
    a.size === b.size &&
    a.mtimeNs === b.mtimeNs &&
    a.ctimeNs === b.ctimeNs &&
    a.inode === b.inode &&
    a.kind === b.kind
  );
}

/** Fills `target` from `position` until `length` bytes or the end; returns how many. */
export function readFully(
  fd: number,
  path: string,
  position: number,
  target: Uint8Array,
  length: number,
): number {
  let done = 0;
  while (done < length) {
    let count: number;
    try {
      count = fs.readSync(fd, target, done, length - done, position + done);
    } catch (failure) {
      if (errnoOf(failure) === 'EINTR') continue;
      throw ioError(failure, 'read', path);
    }
    if (count === 0) break;
    done += count;
  }
  return done;
}

export class DiskReadHandle implements ReadHandle {
  readonly stat: FileStat;
  readonly #fd: number;
  readonly #path: string;
  #open = true;

  constructor(fd: number, path: string, stat: FileStat) {
    this.#fd = fd;
    this.#path = path;
    this.stat = stat;
  }

  readAt(position: number, target: Uint8Array, length: number): number {
    return readFully(this.#usableFd(), this.#path, position, target, length);
  }

  restat(): FileStat {
    return toFileStat(fs.fstatSync(this.#usableFd(), BIGINT));
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    fs.closeSync(this.#fd);
  }

  #usableFd(): number {
    if (!this.#open) throw new StudioError('INTERNAL', 'the file is closed', { path: this.#path });
    return this.#fd;
  }
}

export class DiskWriteHandle implements WriteHandle {
  readonly #fd: number;
  readonly #path: string;
  readonly #calls: FileCalls;
  #open = true;

  constructor(fd: number, path: string, calls: FileCalls) {
    this.#fd = fd;
    this.#path = path;
    this.#calls = calls;
  }

  /** Writes all of `bytes`: short writes go on, EINTR is tried again, no progress is a failure (reliability C1). */
  write(bytes: Uint8Array): void {
    const fd = this.#usableFd();
    let done = 0;
    while (done < bytes.byteLength) {
      let count: number;
      try {
        count = this.#calls.write(fd, bytes, done, bytes.byteLength - done);
      } catch (failure) {
        if (errnoOf(failure) === 'EINTR') continue;
        throw ioError(failure, 'write', this.#path);
      }
      if (count <= 0)
        throw new StudioError('IO_FAILED', `cannot write "${this.#path}"`, { path: this.#path });
      done += count;
    }
  }

  sync(): void {
    try {
      this.#calls.fsync(this.#usableFd());
    } catch (failure) {
      throw ioError(failure, 'flush', this.#path);
    }
  }

  restat(): FileStat {
    return toFileStat(fs.fstatSync(this.#usableFd(), BIGINT));
  }

  /** A failing close fails: on network file systems it is where a lost write is told. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    try {
      this.#calls.close(this.#fd);
    } catch (failure) {
      // After EINTR Linux has closed the descriptor: closing again could hit another file.
      if (errnoOf(failure) !== 'EINTR') throw ioError(failure, 'close', this.#path);
    }
  }

  #usableFd(): number {
    if (!this.#open) throw new StudioError('INTERNAL', 'the file is closed', { path: this.#path });
    return this.#fd;
  }
}
