import { readFileSync, renameSync, statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { DiskProject } from '#core/testing/disk-project.ts';
import { drawImage, opaque } from '#core/testing/glyph-art.ts';
import { test as base, expect } from '../fixtures.ts';
import { scratchFolder } from './projects.ts';

/** A project of one glyph bank, one sound bank and one raw asset, edited beside the studio. */
const test = base.extend<{ readonly project: DiskProject }>({
  // eslint-disable-next-line no-empty-pattern
  project: async ({}, use) => {
    const scratch = scratchFolder('small');
    await use(DiskProject.small(scratch.folder));
    scratch.remove();
  },
  projectFolder: async ({ project }, use) => {
    await use(project.root);
  },
});

const TILE = 'assets/art/hero/tile-0.png';
const plain = (color: string) => drawImage(8, 8, () => opaque(color));

function assetsOf(page: Page) {
  const grid = page.getByRole('grid', { name: 'Assets' });
  return { grid, row: (name: string) => grid.getByRole('row', { name: new RegExp(name) }) };
}

/** Pixels of the preview as they are drawn. */
function pixelsOf(page: Page): Promise<string> {
  return page
    .getByRole('complementary', { name: 'Details of the asset' })
    .locator('canvas')
    .first()
    .evaluate((canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));
}

test('W1 a saved image shows in its row and preview; a broken one breaks that asset alone', async ({
  studio: { page },
  project,
}) => {
  const { grid, row } = assetsOf(page);
  await row('hero').click();
  await page.evaluate(() => Reflect.set(window, 'sameDocument', true));
  await expect(row('hero')).toContainText('fine');
  const before = await pixelsOf(page);

  project.write(TILE, plain('#3355ff'));
  await expect.poll(() => pixelsOf(page)).not.toBe(before);
  await expect(row('hero')).toContainText('fine');

  project.write(TILE, plain('#3355ff').subarray(0, 50));
  await expect(row('hero')).toContainText('1 error');
  await expect(row('steps')).toContainText('fine');
  await expect(row('level')).toContainText('fine');
  await expect(page.getByRole('treegrid', { name: 'Problems' })).toContainText('tile-0.png');
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('1 errors');

  project.write(TILE, plain('#ff5533'));
  await expect(row('hero')).toContainText('fine');
  await expect(grid.getByRole('row')).toHaveCount(4);
  expect(await page.evaluate((): unknown => Reflect.get(window, 'sameDocument'))).toBe(true);
});

test('pack on change packs after a save, and says so where one looks', async ({
  studio: { page },
  keys,
  project,
}) => {
  const status = page.getByRole('contentinfo', { name: 'Status' });
  await expect(assetsOf(page).grid.getByRole('row')).toHaveCount(4);
  await keys.press('Control+b');
  await expect(status).toContainText('fresh');
  const first = readFileSync(project.path('build/assets.pa'));
  await keys.press('3');
  const toggle = page.getByRole('switch', { name: 'Pack on change' });
  await keys.reach(toggle);
  await keys.press('Space');
  await expect(toggle).toBeChecked();
  await expect(status).toContainText('packs on change');

  project.write('assets/data/level/data.bin', 'level one, with a second door');
  await expect.poll(() => readFileSync(project.path('build/assets.pa')).includes('second door')).toBe(true);
  await expect(status).toContainText('fresh');
  await expect(page.getByRole('region', { name: 'Pack of the project' })).toContainText('2 reused');
  expect(readFileSync(project.path('build/assets.pa')).equals(first)).toBe(false);

  await keys.press('Space');
  await expect(toggle).not.toBeChecked();
  const inode = statSync(project.path('build/assets.pa')).ino;
  project.write('assets/data/level/data.bin', 'level one, with a third door');
  await expect(status).toContainText('stale');
  expect(statSync(project.path('build/assets.pa')).ino).toBe(inode);
});

test('W1 assets/ that goes and comes back: never shown as watched while it is not, then as before', async ({
  studio: { page },
  project,
}) => {
  const { grid } = assetsOf(page);
  const status = page.getByRole('contentinfo', { name: 'Status' });
  await expect(grid.getByRole('row')).toHaveCount(4);
  await expect(status).toContainText('watching');
  renameSync(project.path('assets'), project.path('elsewhere'));
  await expect(grid).toBeHidden();
  await expect(status).not.toHaveText(/^watching(?! lost)/);
  renameSync(project.path('elsewhere'), project.path('assets'));
  await expect(grid.getByRole('row')).toHaveCount(4);
  await expect(status).toHaveText(/^watching(?! lost)/);
  project.write(TILE, plain('#3355ff').subarray(0, 50));
  await expect(assetsOf(page).row('hero')).toContainText('1 error');
});

test('a lost connection is told, and what changed meanwhile is there when it is back', async ({
  studio: { page },
  project,
  hostKind,
}) => {
  test.skip(hostKind !== 'loopback', 'a window of the desktop application has no connection to lose');
  const { row } = assetsOf(page);
  const cuts: (() => Promise<void>)[] = [];
  let isCut = false;
  await page.routeWebSocket(/./, (socket) => {
    if (isCut) void socket.close();
    else {
      socket.connectToServer();
      cuts.push(() => socket.close());
    }
  });
  await page.reload();
  await expect(row('hero')).toContainText('fine');
  isCut = true;
  for (const cut of cuts) await cut();
  const banner = page.getByRole('alert').filter({ hasText: 'Host gone' });
  await expect(banner).toBeVisible();
  await expect(row('hero')).toContainText('fine');
  project.write(TILE, plain('#3355ff').subarray(0, 50));
  isCut = false;
  await expect(banner).toBeHidden();
  await expect(row('hero')).toContainText('1 error');
});

test('a host that ended is told, with the last that was known in sight', async ({
  studio,
  hostKind,
  keys,
}) => {
  test.skip(hostKind !== 'loopback', 'a window of the desktop application ends with its host');
  const { page } = studio;
  const { grid } = assetsOf(page);
  await expect(grid.getByRole('row')).toHaveCount(4);
  await studio.endHost?.();
  await expect(page.getByRole('alert').filter({ hasText: 'Host gone' })).toBeVisible();
  await expect(grid.getByRole('row')).toHaveCount(4);
  await keys.press('Control+b');
  const pack = page.getByRole('main').getByRole('button', { name: 'Pack', exact: true });
  await expect(pack).toHaveAttribute('aria-disabled', 'true');
});
