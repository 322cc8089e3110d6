import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { findingsOfAxe } from './axe.ts';
import type { Keys } from './keys.ts';
import { put, softPng, stereoWav } from './projects.ts';

const WIDE = [1280, 800] as const;
/** 1280×800 at 200 % zoom. */
const ZOOMED = [640, 400] as const;
/** Where the list and the details are drawers. */
const NARROW = [720, 800] as const;
const PICTURES = join(import.meta.dirname, '../../test-results/dialogs');

/** Judges what floats now and closes it with Escape, which gives the focus back. */
async function judge(
  page: Page,
  keys: Keys,
  shown: Locator,
  name: string,
  found: string[],
  sizes: readonly (readonly [number, number])[],
): Promise<void> {
  await expect(shown).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(PICTURES, `${name}-${width}x${height}.png`) });
    for (const finding of await findingsOfAxe(page)) found.push(`${name} ${width}x${height}: ${finding}`);
    const box = await shown.boundingBox();
    const isInside =
      box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
    expect(isInside, `${name} is inside of a window of ${width}×${height}`).toBe(true);
  }
  await keys.press('Escape');
  await expect(shown).toBeHidden();
  await page.setViewportSize({ width: WIDE[0], height: WIDE[1] });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`everything that floats, ${colorScheme}: axe finds nothing, Escape closes it, it fits a zoomed window`, async ({
      studio,
      keys,
      shelf,
      hostKind,
    }) => {
      test.setTimeout(150_000);
      const { page } = studio;
      const found: string[] = [];
      const dialog = page.getByRole('dialog');
      const look = (shown: Locator, name: string, widest: readonly [number, number] = WIDE) =>
        // The window is the same over every host: zoom is judged over one.
        judge(page, keys, shown, `${hostKind}-${colorScheme}-${name}`, found, [
          widest,
          ...(hostKind === 'loopback' ? [ZOOMED] : []),
        ]);
      const assets = page.getByRole('grid', { name: 'Assets' });
      await expect(assets.getByRole('row')).toHaveCount(10);

      await keys.press('Control+k');
      await look(dialog, 'palette');
      await keys.press('?');
      await look(dialog, 'keyboard');
      if (!studio.hasNativeDialogs) {
        await keys.press('Control+o');
        await look(dialog, 'folders');
      }

      await keys.reach(assets);
      await keys.toRow(assets, 'Creatures');
      await keys.press('Shift+F10');
      await look(page.getByRole('menu', { name: 'Asset' }), 'menu');
      await expect(assets).toBeFocused();
      await keys.press('Control+d');
      await look(dialog, 'duplicate');
      await keys.press('Shift+F2');
      await look(dialog, 'relocate');
      await keys.press('Control+Delete');
      await look(dialog, 'preview-of-quarantine');
      await expect(assets).toBeFocused();

      const files = [
        put(join(shelf, 'soft.png'), softPng()),
        put(join(shelf, 'click.wav'), stereoWav()),
        put(join(shelf, 'map.bin'), 'a level'),
      ];
      await studio.chooseNext(files);
      await keys.press('Control+i');
      await expect(dialog.getByRole('heading', { level: 2 })).toContainText('3 files → ');
      await look(dialog, 'tray');

      await page.setViewportSize({ width: 720, height: 800 });
      await keys.activate(page.getByRole('button', { name: 'Show the list' }), 'back');
      await look(page.getByRole('dialog', { name: 'List' }), 'list-drawer', NARROW);
      await page.setViewportSize({ width: 720, height: 800 });
      await keys.activate(page.getByRole('button', { name: 'Show the details' }));
      await look(page.getByRole('dialog', { name: 'Details of the asset' }), 'details-drawer', NARROW);
      expect(found).toEqual([]);
    });
  });
}
