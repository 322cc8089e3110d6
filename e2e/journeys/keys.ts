import { expect, type Locator, type Page } from '@playwright/test';

/** Presses of Tab after which something counts as out of reach. */
const REACH = 150;

/** A person with a keyboard and nothing else: every method is key presses, and a look at the page. */
export class Keys {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** Goes to `target` with Tab, or with Shift+Tab when it stands before the focus. */
  async reach(target: Locator, direction: 'forward' | 'back' = 'forward'): Promise<void> {
    await expect(target).toBeAttached();
    for (let presses = 0; presses < REACH; presses += 1) {
      if (await hasFocus(target)) return;
      await this.press(direction === 'forward' ? 'Tab' : 'Shift+Tab');
    }
    throw new Error(`${String(target)} was not reached with ${REACH} presses of Tab`);
  }

  /** Reaches a button, switch or link and presses it. */
  async activate(target: Locator, direction: 'forward' | 'back' = 'forward'): Promise<void> {
    await this.reach(target, direction);
    await this.press('Enter');
  }

  /** Runs a command by its title, through the palette. */
  async command(title: string): Promise<void> {
    await this.press('Control+k');
    const input = this.#page.getByRole('combobox', { name: 'Command' });
    await expect(input).toBeFocused();
    await this.type(title);
    const first = this.#page.getByRole('listbox', { name: 'Commands' }).getByRole('option').first();
    await expect(first).toContainText(title);
    await this.press('Enter');
    await expect(input).toBeHidden();
  }

  /** Moves through the rows of a focused table or tree until the active one holds `text`. */
  async toRow(grid: Locator, text: string, rows = 60): Promise<void> {
    await expect(grid).toBeFocused();
    const active = grid.locator('[data-active]');
    await this.press('Home');
    for (let row = 0; row < rows; row += 1) {
      await expect(active).toHaveCount(1);
      if ((await active.textContent())?.includes(text) === true) return;
      await this.press('ArrowDown');
    }
    throw new Error(`no row of ${String(grid)} holds “${text}”`);
  }
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}
