import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiskProject } from '#core/testing/disk-project.ts';
import { test as base, expect } from '../fixtures.ts';
import { scratchFolder } from './projects.ts';

const ROWS = 10_000;
const REPORTS = join(import.meta.dirname, '../../test-results');

const test = base.extend({
  // eslint-disable-next-line no-empty-pattern
  projectFolder: async ({}, use) => {
    const scratch = scratchFolder('ten-thousand');
    new DiskProject(scratch.folder).addRawAssets(ROWS, (number) => `payload ${number}`);
    await use(scratch.folder);
    scratch.remove();
  },
});

test('ten thousand assets: the last row is reached, the filter follows, one save changes one row', async ({
  studio: { page },
  keys,
  hostKind,
  projectFolder,
}, info) => {
  test.setTimeout(180_000);
  await page.evaluate(() => {
    const tasks: number[] = [];
    Reflect.set(window, 'longTasks', tasks);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(Math.round(entry.duration));
    }).observe({ type: 'longtask', buffered: true });
  });
  const longTasks = (): Promise<unknown> =>
    page.evaluate((): unknown => {
      const tasks: unknown = Reflect.get(window, 'longTasks');
      return Array.isArray(tasks) ? tasks.splice(0) : [];
    });
  const report: Record<string, unknown> = {};
  const grid = page.getByRole('grid', { name: 'Assets' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(ROWS + 1), { timeout: 90_000 });
  report['opening'] = await longTasks();

  await keys.reach(grid);
  await keys.press('End');
  await expect(grid.locator('[data-active]')).toContainText('data/10000');
  await expect(grid.locator('[data-active]')).toBeInViewport();
  await keys.press('PageUp', 'PageUp', 'Home');
  await expect(grid.locator('[data-active]')).toContainText('data/00001');
  await page.mouse.move(600, 300);
  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, 4000);
  await grid.evaluate((element) => {
    element.scrollTop = element.scrollHeight;
  });
  await expect(grid.getByText('data/10000', { exact: true })).toBeInViewport();
  report['scrolling'] = await longTasks();

  await keys.press('Control+f');
  await keys.type('data/0777');
  await expect(grid).toHaveAttribute('aria-rowcount', '11');
  await keys.press('Escape');
  await expect(grid).toHaveAttribute('aria-rowcount', String(ROWS + 1));
  report['filtering'] = await longTasks();

  await keys.type('data/07777');
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  writeFileSync(join(projectFolder, 'assets/data/07777/data.bin'), 'x'.repeat(5000));
  // The payload and its declaration of some 300 bytes.
  await expect(grid.getByRole('row').nth(1)).toContainText(/5\.\d+ KiB/, { timeout: 30_000 });
  report['saving one file'] = await longTasks();

  mkdirSync(REPORTS, { recursive: true });
  const text = JSON.stringify(report);
  writeFileSync(join(REPORTS, `long-tasks-${hostKind}.json`), text);
  info.annotations.push({ type: 'tasks over 50 ms', description: text });
});
