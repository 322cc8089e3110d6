import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Shell } from 'electron';
import { StudioError } from '#core/errors.ts';
import type { HostEnvironment } from '#core/services/host-environment.ts';

type LinkId = Parameters<NonNullable<HostEnvironment['openExternal']>>[0];

/** Everything that may be opened outside of the window: files that ship with the program (reliability E7). */
export const EXTERNAL_LINKS: Readonly<Record<LinkId, string>> = Object.freeze({
  documentation: 'README.md',
  format: 'docs/format.md',
  licences: 'docs/third-party-licences.md',
});

/**
 * Opens a page of the allow-list by its id.
 * @param resourceFolder folder that holds the files of `EXTERNAL_LINKS`
 */
export function createLinkOpener(
  shell: Pick<Shell, 'openPath'>,
  resourceFolder: string,
): NonNullable<HostEnvironment['openExternal']> {
  const files = new Map<string, string>(Object.entries(EXTERNAL_LINKS));
  return async (link) => {
    const file = files.get(link);
    if (file === undefined) throw new StudioError('NOT_SUPPORTED', 'This page is not one of the list.');
    const path = join(resourceFolder, file);
    await access(path).catch((cause: unknown) => {
      throw new StudioError('NOT_SUPPORTED', 'This page is not installed.', { link }, { cause });
    });
    const problem = await shell.openPath(path);
    if (problem !== '') throw new StudioError('NOT_SUPPORTED', problem, { link });
  };
}
