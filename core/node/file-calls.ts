import * as fs from 'node:fs';

/** The system calls of writing, so that tests can make each of them fail or fall short. */
export interface FileCalls {
  open(path: string, flags: number, mode: number): number;
  /** Returns how many bytes were taken, possibly fewer than asked. */
  write(fd: number, bytes: Uint8Array, offset: number, length: number): number;
  fsync(fd: number): void;
  close(fd: number): void;
  rename(from: string, to: string): void;
  unlink(path: string): void;
}

export const NODE_FILE_CALLS: FileCalls = {
  open: (path, flags, mode) => fs.openSync(path, flags, mode),
  write: (fd, bytes, offset, length) => fs.writeSync(fd, bytes, offset, length, null),
  fsync: (fd) => {
    fs.fsyncSync(fd);
  },
  close: (fd) => {
    fs.closeSync(fd);
  },
  rename: (from, to) => {
    fs.renameSync(from, to);
  },
  unlink: (path) => {
    fs.unlinkSync(path);
  },
};
