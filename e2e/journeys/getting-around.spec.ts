import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DiskProject } from '#core/testing/disk-project.ts';
import { expect, test } from '../fixtures.ts';
import type { OpenedStudio } from '../hosts.ts';
import type { Keys } from './keys.ts';

const VIEWS = ['Workspace', 'Banks', 'Pack', 'Inspector', 'Jobs', 'Settings'] as const;

/** Opens a folder of the shelf as a person does on this host: in its dialog, or in the page's list of folders. */
async function openFromShelf(studio: OpenedStudio, keys: Keys, shelf: string, name: string): Promise<void> {
  await studio.chooseNext([join(shelf, name)]);
  await keys.press('Control+o');
  if (studio.hasNativeDialogs) return;
  const browser = studio.page.getByRole('dialog', { name: 'Open a folder of this host' });
  await expect(browser.getByRole('listitem').first()).toBeVisible();
  // A host that offers one folder alone starts inside of it.
  const offered = browser.getByRole('button', { name: /^shelf/ });
  if ((await offered.count()) > 0) await keys.activate(offered);
  await keys.activate(browser.getByRole('button', { name: new RegExp(`^${name}`) }));
  await expect(browser.getByRole('button', { name: 'Up' })).toBeFocused();
  await keys.activate(browser.getByRole('button', { name: /^Open this (project|folder)$/ }));
}

/** Names of the panes and parts that the focus is in. */
function placeOfFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const place = document.activeElement?.closest('nav, section, aside, main');
    return place?.getAttribute('aria-label') ?? 'nowhere';
  });
}

test('views by their keys, panes by F6, and back where one was after help', async ({
  studio: { page },
  keys,
}) => {
  const assets = page.getByRole('grid', { name: 'Assets' });
  await expect(assets.getByRole('row')).toHaveCount(10);
  for (const [index, view] of VIEWS.entries()) {
    await keys.press(String(index + 1));
    await expect(page.getByRole('heading', { level: 1, name: view })).toBeVisible();
    await expect(
      page.getByRole('navigation', { name: 'Views' }).locator('[aria-current=page]'),
    ).toHaveAccessibleName(view);
  }
  await keys.press('1');
  await keys.reach(assets);
  const places: string[] = [];
  for (let press = 0; press < 5; press += 1) {
    await keys.press('F6');
    places.push(await placeOfFocus(page));
  }
  expect([...new Set(places)].sort()).toEqual(
    ['Details of the asset', 'Panel', 'Project and list', 'Views', 'Workspace'].sort(),
  );
  await expect(assets).toBeFocused();
  await keys.press('Shift+F6');
  expect(await placeOfFocus(page)).toBe('Project and list');

  await keys.press('F6', '?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(help).toContainText('Ctrl+K');
  await keys.press('Escape');
  await expect(help).toBeHidden();
  await expect(assets).toBeFocused();
});

test('the theme is switched from the palette, and stays after a reload', async ({
  studio: { page },
  keys,
}) => {
  const lightness = () =>
    page.evaluate(() => {
      const [red = 0, green = 0, blue = 0] =
        /(\d+), (\d+), (\d+)/.exec(getComputedStyle(document.body).backgroundColor)?.slice(1).map(Number) ??
        [];
      return red + green + blue;
    });
  await expect(page.getByRole('grid', { name: 'Assets' })).toBeVisible();
  await keys.command('Use the dark theme');
  await expect.poll(lightness).toBeLessThan(200);
  await page.reload();
  await expect(page.getByRole('grid', { name: 'Assets' })).toBeVisible();
  expect(await lightness()).toBeLessThan(200);
  await keys.command('Use the light theme');
  await expect.poll(lightness).toBeGreaterThan(600);
});

test('moving over folders and choosing assets never hides rows; Enter on a folder limits the table', async ({
  studio: { page },
  keys,
}) => {
  const rows = page.getByRole('grid', { name: 'Assets' }).getByRole('row');
  const tree = page.getByRole('treegrid', { name: 'Folders and assets' });
  await expect(rows).toHaveCount(10);
  await rows.filter({ hasText: 'Creatures' }).click();
  await expect(rows).toHaveCount(10);
  await expect(tree.locator('[data-active]')).toContainText('creatures');
  await tree.getByRole('row', { name: /ambience/ }).click();
  await expect(rows).toHaveCount(10);
  await expect(page.getByRole('heading', { level: 2, name: 'Ambience' })).toBeVisible();

  await keys.toRow(tree, 'sound');
  await expect(rows).toHaveCount(10);
  await keys.press('Enter');
  await expect(rows).toHaveCount(3);
  await expect(page.getByRole('grid', { name: 'Assets' })).toContainText('Effects');
  await keys.press('Enter');
  await expect(rows).toHaveCount(10);

  // What is chosen is never hidden: an asset elsewhere lifts the limit.
  await keys.press('Enter');
  await expect(rows).toHaveCount(3);
  await tree.getByRole('row', { name: /creatures/ }).click();
  await expect(rows).toHaveCount(10);
});

test('the filter narrows while one types, and gives way with Escape', async ({ studio: { page }, keys }) => {
  const grid = page.getByRole('grid', { name: 'Assets' });
  await expect(grid.getByRole('row')).toHaveCount(10);
  await keys.press('Control+f');
  await keys.type('glyph art/');
  await expect(grid.getByRole('row')).toHaveCount(5);
  await keys.press('ArrowDown');
  await expect(grid).toBeFocused();
  await expect(grid.getByRole('row', { selected: true })).toHaveCount(1);
  await keys.press('Control+f', 'Escape');
  await expect(grid.getByRole('row')).toHaveCount(10);
});

test('another project is opened, and the one before from the menu of projects', async ({
  studio,
  keys,
  shelf,
}) => {
  const { page } = studio;
  DiskProject.small(join(shelf, 'second'));
  const grid = page.getByRole('grid', { name: 'Assets' });
  await expect(grid.getByRole('row')).toHaveCount(10);
  await openFromShelf(studio, keys, shelf, 'second');
  await expect(page.getByRole('button', { name: 'Project second: change' })).toBeVisible();
  await expect(grid.getByRole('row')).toHaveCount(4);

  await keys.activate(page.getByRole('button', { name: 'Project second: change' }));
  const menu = page.getByRole('menu', { name: 'Projects' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await keys.type('l');
  await expect(menu.getByRole('menuitem', { name: /^lantern-cave/ })).toBeFocused();
  await keys.press('Enter');
  await expect(page.getByRole('button', { name: 'Project lantern-cave: change' })).toBeVisible();
  await expect(grid.getByRole('row')).toHaveCount(10);
});

test.describe('from the start page', () => {
  test.use({ startsWith: 'nothing' });

  test('an empty folder becomes a project', async ({ studio, keys, shelf }) => {
    const { page } = studio;
    const folder = join(shelf, 'fresh');
    mkdirSync(folder);
    await expect(page.getByRole('button', { name: /^Open a folder/ })).toBeFocused();
    await openFromShelf(studio, keys, shelf, 'fresh');
    const initialise = page.getByRole('button', { name: 'Initialise the project…' });
    await expect(initialise).toBeVisible();
    expect(existsSync(join(folder, 'assets'))).toBe(false);
    await keys.activate(initialise);
    const preview = page.getByRole('dialog');
    await expect(preview).toContainText('assets/.prometeu/index.json');
    await expect(preview.getByRole('button', { name: 'Apply' })).toBeFocused();
    await keys.press('Enter');
    await expect(page.getByRole('region', { name: 'Assets' })).toContainText('No assets yet');
    expect(existsSync(join(folder, 'assets/.prometeu/index.json'))).toBe(true);
  });
});
