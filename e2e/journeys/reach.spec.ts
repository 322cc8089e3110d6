import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const VIEW_COUNT = 6;
/** Presses of Tab after which a page has no end. */
const MOST_STOPS = 160;

/** What has the focus, and what is wrong with how it can be seen. */
function describeFocus(page: Page): Promise<{ readonly name: string; readonly faults: readonly string[] }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return { name: 'the page', faults: [] };
    const box = element.getBoundingClientRect();
    const name = `${element.tagName.toLowerCase()}.${element.className} “${
      element.getAttribute('aria-label') ?? element.textContent.slice(0, 40)
    }”`;
    const left = Math.max(box.left, 0);
    const right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0);
    const bottom = Math.min(box.bottom, innerHeight);
    const faults: string[] = [];
    if (right - left < 1 || bottom - top < 1) faults.push('is outside of the window');
    else {
      // Somewhere in its visible part it must be what one would hit.
      const hits = [0.2, 0.5, 0.8].flatMap((x) =>
        [0.2, 0.5, 0.8].map((y) =>
          document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y),
        ),
      );
      if (!hits.some((hit) => hit !== null && (element.contains(hit) || hit.contains(element))))
        faults.push('is covered');
    }
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const hasRing = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
    const isMarkedInside = element.querySelector('[data-active]') !== null;
    if (!hasRing && !isMarkedInside) faults.push('shows no focus');
    return { name, faults };
  });
}

test('at 200 % zoom everything that takes the focus can be seen, nothing traps it, nothing is cut off', async ({
  studio: { page },
  keys,
}) => {
  test.setTimeout(120_000);
  await expect(page.getByRole('grid', { name: 'Assets' })).toBeVisible();
  await keys.press('Control+b');
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('fresh');
  // It says so for a few seconds, over what stands below.
  await expect(page.getByRole('region', { name: 'Notices' })).toBeHidden({ timeout: 15_000 });
  await page.setViewportSize({ width: 640, height: 400 });
  const found: string[] = [];
  for (let view = 1; view <= VIEW_COUNT; view += 1) {
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await keys.press(String(view));
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    let stops = 0;
    for (; stops < MOST_STOPS; stops += 1) {
      await keys.press('Tab');
      const { name, faults } = await describeFocus(page);
      if (name === 'the page') break;
      found.push(...faults.map((fault) => `view ${view}: ${name} ${fault}`));
    }
    expect(stops, `the focus leaves view ${view}`).toBeLessThan(MOST_STOPS);
    expect(stops, `view ${view} can be used by keyboard`).toBeGreaterThan(8);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `view ${view} is no wider than the window`).toBeLessThanOrEqual(0);
  }
  expect(found).toEqual([]);
});

test.describe('reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('nothing moves', async ({ studio: { page }, keys }) => {
    await expect(page.getByRole('grid', { name: 'Assets' })).toBeVisible();
    for (let view = 1; view <= VIEW_COUNT; view += 1) {
      await keys.press(String(view));
      const moving = await page.evaluate(() =>
        [...document.querySelectorAll('*')].flatMap((element) => {
          const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
          const seconds = Math.max(...transitionDuration.split(', ').map(Number.parseFloat));
          const animated = animationName === 'none' ? 0 : Number.parseFloat(animationDuration);
          return seconds > 0.01 || animated > 0.01 ? [`${element.tagName}.${element.className}`] : [];
        }),
      );
      expect(moving).toEqual([]);
    }
  });
});
