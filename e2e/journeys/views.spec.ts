import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { findingsOfAxe } from './axe.ts';
import type { Keys } from './keys.ts';

const VIEWS = ['Workspace', 'Banks', 'Pack', 'Inspector', 'Jobs', 'Settings'] as const;
const SCREENS = [
  { name: '1280x800', width: 1280, height: 800 },
  { name: '1920x1080', width: 1920, height: 1080 },
] as const;
/** A narrow window, and 1280×800 at 200 % zoom. */
const NARROW = [
  { name: '720x800', width: 720, height: 800 },
  { name: '640x400', width: 640, height: 400 },
] as const;
const PICTURES = join(import.meta.dirname, '../../test-results/views');

/** What is still on its way is waited for: pictures and axe judge the page at rest. */
async function atRest(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

async function packExample(page: Page, keys: Keys): Promise<void> {
  await expect(page.getByRole('grid', { name: 'Assets' })).toBeVisible();
  await keys.press('Control+b');
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('fresh');
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`every view, ${colorScheme}: axe finds nothing, in wide, narrow and zoomed windows`, async ({
      studio: { page },
      keys,
      hostKind,
    }) => {
      test.setTimeout(180_000);
      await packExample(page, keys);
      const found: string[] = [];
      // The window is the same over every host: its sizes are judged over one, that it is whole over all.
      const screens = hostKind === 'loopback' ? [...SCREENS, ...NARROW] : [SCREENS[0]];
      for (const [index, view] of VIEWS.entries()) {
        await keys.press(String(index + 1));
        await expect(page.getByRole('heading', { level: 1, name: view })).toBeVisible();
        if (view === 'Workspace') await keys.reach(page.getByRole('grid', { name: 'Assets' }));
        for (const screen of screens) {
          await page.setViewportSize(screen);
          await atRest(page);
          await page.screenshot({
            path: join(PICTURES, hostKind, `${view.toLowerCase()}-${colorScheme}-${screen.name}.png`),
          });
          for (const finding of await findingsOfAxe(page)) found.push(`${view} ${screen.name}: ${finding}`);
        }
      }
      expect(found).toEqual([]);
    });
  });
}
