import { StudioError } from '#core/errors.ts';
import type { StudioErrorCode } from '#schemas/errors/studio-errors.ts';

const CODES: ReadonlyMap<string, StudioErrorCode> = new Map([
  ['ENOENT', 'FILE_NOT_FOUND'],
  ['ENOTDIR', 'FILE_NOT_FOUND'],
  ['ELOOP', 'FILE_NOT_REGULAR'],
  ['EISDIR', 'FILE_NOT_REGULAR'],
  ['ENXIO', 'FILE_NOT_REGULAR'],
  ['ENODEV', 'FILE_NOT_REGULAR'],
  ['EACCES', 'IO_DENIED'],
  ['EPERM', 'IO_DENIED'],
  ['EROFS', 'IO_DENIED'],
  ['ENOSPC', 'IO_NO_SPACE'],
  ['EDQUOT', 'IO_NO_SPACE'],
  ['EEXIST', 'TARGET_EXISTS'],
  ['ENOTEMPTY', 'TARGET_EXISTS'],
]);

/** The errno name of a failed system call, undefined for anything else. */
export function errnoOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/**
 * A failed system call as `StudioError`, naming the path relative to the tree and never an absolute one.
 *
 * @param action what was tried, for instance `open`
 */
export function ioError(thrown: unknown, action: string, path: string): StudioError {
  if (thrown instanceof StudioError) return thrown;
  const errno = errnoOf(thrown);
  const code = (errno === undefined ? undefined : CODES.get(errno)) ?? 'IO_FAILED';
  const place = path === '' ? 'the folder' : `"${path}"`;
  const detail = `cannot ${action} ${place}${errno === undefined ? '' : ` (${errno})`}`;
  return new StudioError(
    code,
    detail,
    { path, action, ...(errno === undefined ? {} : { errno }) },
    { cause: thrown },
  );
}
