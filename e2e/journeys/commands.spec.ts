import { expect, test } from '../fixtures.ts';

const VIEW_COUNT = 6;

interface ListedCommand {
  readonly id: string;
  readonly title: string;
  readonly shortcut: string | null;
}

test('every view lists its commands in the palette: with a title, one meaning a key, and help for each key', async ({
  studio: { page },
  keys,
}) => {
  await expect(page.getByRole('grid', { name: 'Assets' })).toBeVisible();
  for (let view = 1; view <= VIEW_COUNT; view += 1) {
    await keys.press(String(view), 'Control+k');
    const list = page.getByRole('listbox', { name: 'Commands' });
    await expect(list).toBeVisible();
    const commands = await list.getByRole('option').evaluateAll((options) =>
      options.map((option): ListedCommand => ({
        id: /[a-z]+\.[a-z-]+$/.exec(option.id)?.[0] ?? '',
        title: option.querySelector('span')?.firstChild?.textContent?.trim() ?? '',
        shortcut: option.querySelector('kbd')?.textContent ?? null,
      })),
    );
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.filter(({ id, title }) => id === '' || title === '')).toEqual([]);
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
    expect(new Set(commands.map(({ title }) => title)).size).toBe(commands.length);
    const shortcuts = commands.flatMap(({ shortcut }) => (shortcut === null ? [] : [shortcut]));
    expect(new Set(shortcuts).size).toBe(shortcuts.length);
    await keys.press('Escape', '?');
    const help = page.getByRole('dialog', { name: 'Keyboard' });
    await expect(help).toBeVisible();
    const explained = await help.locator('kbd').allTextContents();
    expect(shortcuts.filter((shortcut) => !explained.includes(shortcut))).toEqual([]);
    await keys.press('Escape');
    await expect(help).toBeHidden();
  }
});
