import * as fs from 'node:fs';
import { StudioError } from '#core/errors.ts';
import type { ReadHandle } from '#core/ports/file-system.ts';
import { BIGINT, DiskReadHandle, toFileStat } from './disk-handles.ts';
import { errnoOf, ioError } from './io-errors.ts';
import { READ_FLAGS } from './open-flags.ts';

/**
 * Opens a regular file that a person named, anywhere on the machine: no link at its end is followed and a pipe never
 * blocks (reliability H8, H9).
 * @throws StudioError `FILE_NOT_FOUND`, `FILE_NOT_REGULAR`, `IO_DENIED`, `IO_FAILED`
 */
export function openRegular(path: string): ReadHandle {
  let fd: number;
  try {
    fd = fs.openSync(path, READ_FLAGS);
  } catch (failure) {
    if (errnoOf(failure) === 'ELOOP')
      throw new StudioError('FILE_NOT_REGULAR', `"${path}" is a link.`, { path }, { cause: failure });
    throw ioError(failure, 'open', path);
  }
  const stats = fs.fstatSync(fd, BIGINT);
  if (!stats.isFile()) {
    fs.closeSync(fd);
    throw new StudioError('FILE_NOT_REGULAR', `"${path}" is not a regular file.`, { path });
  }
  return new DiskReadHandle(fd, path, toFileStat(stats));
}
