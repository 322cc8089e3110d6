import * as fs from 'node:fs';

/** Flags of `open`; those that a platform lacks (Windows) are 0, and the identity comparison remains. */
function flag(name: string): number {
  const value: unknown = Reflect.get(fs.constants, name);
  return typeof value === 'number' ? value : 0;
}

/** Reading without following a link at the end and without blocking on a pipe (reliability H8, H9). */
export const READ_FLAGS = flag('O_RDONLY') | flag('O_NOFOLLOW') | flag('O_NONBLOCK');
/** Writing a file that must not exist yet. */
export const CREATE_FLAGS = flag('O_WRONLY') | flag('O_CREAT') | flag('O_EXCL') | flag('O_NOFOLLOW');
/** Opening a folder to flush it. */
export const FOLDER_FLAGS = flag('O_RDONLY') | flag('O_DIRECTORY') | flag('O_NOFOLLOW');
