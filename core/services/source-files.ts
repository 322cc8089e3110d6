import { lstatSync } from 'node:fs';
import { basename } from 'node:path';
import { StudioError } from '#core/errors.ts';
import { openRegular } from '#core/node/open-regular.ts';
import type { SourceFile } from '#core/workspace/mutations/action-plan.ts';

/**
 * A file that a person named outside the project; opened as `openRegular` does.
 * @throws StudioError `FILE_NOT_FOUND`, `FILE_NOT_REGULAR`
 */
export function sourceFileAt(path: string, name: string = basename(path)): SourceFile {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new StudioError('FILE_NOT_FOUND', `There is no file "${path}".`);
  if (!stats.isFile()) throw new StudioError('FILE_NOT_REGULAR', `"${path}" is not a regular file.`);
  return { name, sizeBytes: stats.size, open: () => openRegular(path) };
}
