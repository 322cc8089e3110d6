import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { monoWav, tilePng } from './projects.ts';

/** Drags files over the window and lets them go, as a file manager does. */
async function dropFiles(
  page: Page,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  whileOver: () => Promise<void>,
): Promise<void> {
  const transfer = await page.evaluateHandle(
    (dropped) => {
      const data = new DataTransfer();
      for (const { name, bytes } of dropped) data.items.add(new File([Uint8Array.from(bytes)], name));
      return data;
    },
    files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
  );
  // A drag goes on telling that it is over the window until it is let go.
  await expect(async () => {
    await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
    await whileOver();
  }).toPass({ timeout: 15_000 });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

test('files that are dropped anywhere become assets, with the mouse', async ({ studio: { page } }) => {
  const assets = page.getByRole('grid', { name: 'Assets' });
  await expect(assets.getByRole('row')).toHaveCount(10);
  const files = [
    { name: 'coin.png', bytes: tilePng([240, 200, 40]) },
    { name: 'jump.wav', bytes: monoWav(600) },
  ];
  await dropFiles(page, files, () => expect(page.getByText('Drop to add')).toBeVisible({ timeout: 500 }));
  const tray = page.getByRole('dialog');
  await expect(tray.getByRole('heading', { level: 2 })).toContainText('2 files → 1 glyph bank, 1 sound bank');
  await tray.getByRole('switch', { name: 'Create jump' }).click();
  await tray.getByRole('textbox', { name: 'Name' }).first().fill('Coins');
  await tray.getByRole('button', { name: 'Create 1 asset' }).click();
  await expect(tray).toBeHidden();
  await expect(assets.getByRole('row', { selected: true })).toContainText('Coins');
  await expect(assets.getByRole('row')).toHaveCount(11);
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click();
  await expect(assets.getByRole('row')).toHaveCount(10);
});

test('artifacts are dragged into another order', async ({ studio: { page } }) => {
  await page
    .getByRole('grid', { name: 'Assets' })
    .getByRole('row', { name: /Effects/ })
    .click();
  const sounds = page.getByRole('listbox', { name: /^Sounds in their order/ });
  // The list stands below the preview, which pushes it down when it comes.
  await expect(page.getByRole('complementary').locator('canvas').first()).toBeVisible();
  await expect(sounds.getByRole('option').nth(2)).toBeVisible();
  const first = (await sounds.getByRole('option').nth(0).innerText()).split('\n').at(-1) ?? '';
  await sounds
    .getByRole('option')
    .nth(0)
    .dragTo(sounds.getByRole('option').nth(2), {
      targetPosition: { x: 40, y: 22 },
    });
  await expect(sounds.getByRole('option').nth(2)).toContainText(first);
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Changed the order');
});

test.describe('before a project is open', () => {
  test.use({ startsWith: 'nothing' });

  test('a file that is dropped does not take the page away', async ({ studio: { page } }) => {
    await expect(page.getByRole('button', { name: /^Open a folder/ })).toBeVisible();
    const isHeld = await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['a page of its own'], 'page.html'));
      // An event whose default nobody prevents is one that the browser opens the file for.
      return ['dragover', 'drop'].map(
        (kind) =>
          !document.body.dispatchEvent(
            new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }),
          ),
      );
    });
    expect(isHeld).toEqual([true, true]);
  });
});
