import { test as base } from '@playwright/test';
import type { HostOptions } from './host-kinds.ts';
import { copyExample, openStudio, whyUnavailable, type OpenedStudio } from './hosts.ts';
import { Keys } from './journeys/keys.ts';
import { PageWatch } from './journeys/page-watch.ts';
import { scratchFolder } from './journeys/projects.ts';

interface JourneyOptions {
  /** False where a journey provokes complaints of the page on purpose. */
  readonly pageMustBeCalm: boolean;
}

interface Fixtures {
  /** Folder of the copy that the studio has open, or that a journey may open. */
  readonly projectFolder: string;
  /** Empty folder that journeys fill; hosts without native dialogs offer it. */
  readonly shelf: string;
  readonly studio: OpenedStudio;
  /** The keyboard, the only device of most journeys. */
  readonly keys: Keys;
}

/** `test` for journeys: `studio.page` is the studio on the host of the current project. */
export const test = base.extend<HostOptions & JourneyOptions & Fixtures>({
  hostKind: ['loopback', { option: true }],
  startsWith: ['example', { option: true }],
  pageMustBeCalm: [true, { option: true }],

  // Playwright reads the names of the fixtures that one needs from its first parameter.
  // eslint-disable-next-line no-empty-pattern
  projectFolder: async ({}, use) => {
    const example = await copyExample();
    await use(example.folder);
    await example.remove();
  },

  // eslint-disable-next-line no-empty-pattern
  shelf: async ({}, use) => {
    const scratch = scratchFolder('shelf');
    await use(scratch.folder);
    scratch.remove();
  },

  studio: async (
    {
      browser,
      contextOptions,
      viewport,
      colorScheme,
      hostKind,
      startsWith,
      projectFolder,
      shelf,
      pageMustBeCalm,
    },
    use,
    info,
  ) => {
    const reason = whyUnavailable(hostKind);
    info.skip(reason !== undefined, reason);
    const watch = new PageWatch();
    const studio = await openStudio(hostKind, {
      browser,
      projects: startsWith === 'example' ? [projectFolder] : [],
      browseRoots: [shelf],
      context: { ...contextOptions, viewport, colorScheme },
      onPage: (page) => {
        watch.follow(page);
      },
    });
    await use(studio);
    const errorText = studio.errorText();
    await studio.close();
    if (errorText !== '') throw new Error(`the host complained: ${errorText}`);
    if (pageMustBeCalm && watch.complaints.length > 0)
      throw new Error(`the page complained:\n${watch.complaints.join('\n')}`);
  },

  keys: async ({ studio }, use) => {
    await use(new Keys(studio.page));
  },
});

export { expect } from '@playwright/test';
