import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { DiskProject } from '#core/testing/disk-project.ts';
import { test as base, expect } from '../fixtures.ts';
import { findingsOfAxe } from './axe.ts';
import { awkwardProject, makeReadOnly, scratchFolder } from './projects.ts';

const PICTURES = join(import.meta.dirname, '../../test-results/odd-projects');

/** A project that `fill` makes in an empty folder. */
function testWith(fill: (folder: string) => (() => void) | undefined) {
  return base.extend({
    // eslint-disable-next-line no-empty-pattern
    projectFolder: async ({}, use) => {
      const scratch = scratchFolder('project');
      const undo = fill(scratch.folder);
      await use(scratch.folder);
      undo?.();
      scratch.remove();
    },
  });
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

/** Control and bidirectional characters in texts and labels; a field that edits a name has to hold it as it is. */
function charactersNobodySees(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    // Line feeds and tabs stand in texts of several lines; private use and unassigned ones are left to the unit tests.
    const unseen = /(?![\n\t])[\p{Cc}\p{Cf}]/u;
    const found: string[] = [];
    for (const element of document.body.querySelectorAll('*')) {
      const labels = element.getAttributeNames().filter((name) => name !== 'value');
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const texts = [
        ...own.map((node) => node.textContent ?? ''),
        ...labels.map((name) => element.getAttribute(name) ?? ''),
      ];
      found.push(...texts.filter((text) => unseen.test(text)).map((text) => JSON.stringify(text)));
    }
    return found;
  });
}

const withAwkwardNames = testWith((folder) => {
  awkwardProject(folder);
  return undefined;
});
withAwkwardNames(
  'H11 names with controls, bidirectional marks, markup and great length show as what they are',
  async ({ studio: { page }, keys, hostKind }) => {
    const grid = page.getByRole('grid', { name: 'Assets' });
    await expect(grid.getByRole('row')).toHaveCount(8);
    for (const code of ['U+202E', 'U+200B', 'U+2060', 'U+0007', 'U+001B'])
      await expect(grid.getByText(code).first()).toBeVisible();
    await expect(grid.getByText('<img src=x onerror=alert(1)>').first()).toBeVisible();
    await expect(grid.getByText('Ünïcödé – 漢字 – עברית – 🎮').first()).toBeVisible();
    await keys.press('Control+b');
    await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('fresh');
    await keys.reach(grid);
    await keys.toRow(grid, 'U+202E');
    await expect(page.getByRole('textbox', { name: 'Name' })).toHaveAccessibleDescription(/‹U\+202E›/);
    for (let view = 1; view <= 4; view += 1) {
      await keys.press(String(view));
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      if (view === 4) {
        await keys.reach(page.getByRole('tab', { name: 'Overview' }));
        await keys.press('ArrowRight');
        await expect(page.getByRole('grid', { name: 'Asset table' })).toContainText('U+202E');
      }
      expect(await page.locator('img[src=x]').count()).toBe(0);
      expect(await charactersNobodySees(page), `view ${view}`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await picture(page, `${hostKind}-names-view-${view}`);
      expect(await findingsOfAxe(page)).toEqual([]);
    }
  },
);

const withNothing = testWith((folder) => {
  new DiskProject(folder);
  return undefined;
});
withNothing(
  'an empty project says the next thing to do in every view',
  async ({ studio: { page }, keys, hostKind }) => {
    await expect(page.getByRole('region', { name: 'Assets' })).toContainText('No assets yet');
    for (let view = 1; view <= 5; view += 1) {
      await keys.press(String(view));
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await picture(page, `${hostKind}-empty-view-${view}`);
      expect(await findingsOfAxe(page)).toEqual([]);
    }
  },
);

const readOnly = { isBinding: false };
const withReadOnly = testWith((folder) => {
  DiskProject.small(folder);
  const made = makeReadOnly(folder);
  readOnly.isBinding = made !== undefined;
  return made?.undo;
});
withReadOnly(
  'a project that cannot be written is shown, says so, and offers nothing that would write',
  async ({ studio: { page }, keys, hostKind }) => {
    withReadOnly.skip(!readOnly.isBinding, 'nothing here binds an administrator to read-only folders');
    const grid = page.getByRole('grid', { name: 'Assets' });
    await expect(grid.getByRole('row')).toHaveCount(4);
    await expect(page.getByRole('status').filter({ hasText: 'Read-only' })).toBeVisible();
    const pack = page.getByRole('main').getByRole('button', { name: 'Pack', exact: true });
    await expect(pack).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByRole('button', { name: 'Add files…' }).first()).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await keys.reach(grid);
    await keys.toRow(grid, 'hero');
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeDisabled();
    for (let view = 1; view <= 3; view += 1) {
      await keys.press(String(view));
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      await picture(page, `${hostKind}-read-only-view-${view}`);
      expect(await findingsOfAxe(page)).toEqual([]);
    }
  },
);
