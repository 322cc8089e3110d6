import { test as base } from '@playwright/test';
import type { HostOptions } from './host-kinds.ts';
import { copyExample, openStudio, whyUnavailable, type OpenedStudio } from './hosts.ts';

interface Fixtures {
  /** Folder of the copy that the studio has open, or that a journey may open. */
  readonly projectFolder: string;
  readonly studio: OpenedStudio;
}

/** `test` for journeys: `studio.page` is the studio on the host of the current project. */
export const test = base.extend<HostOptions & Fixtures>({
  hostKind: ['loopback', { option: true }],
  startsWith: ['example', { option: true }],

  // Playwright reads the names of the fixtures that one needs from its first parameter.
  // eslint-disable-next-line no-empty-pattern
  projectFolder: async ({}, use) => {
    const example = await copyExample();
    await use(example.folder);
    await example.remove();
  },

  studio: async (
    { browser, contextOptions, viewport, colorScheme, hostKind, startsWith, projectFolder },
    use,
    info,
  ) => {
    const reason = whyUnavailable(hostKind);
    info.skip(reason !== undefined, reason);
    const projects = startsWith === 'example' ? [projectFolder] : [];
    const studio = await openStudio(hostKind, {
      browser,
      projects,
      context: { ...contextOptions, viewport, colorScheme },
    });
    await use(studio);
    const errorText = studio.errorText();
    await studio.close();
    if (errorText !== '') throw new Error(`the host complained: ${errorText}`);
  },
});

export { expect } from '@playwright/test';
