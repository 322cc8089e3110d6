import { describe, expect, it } from 'vitest';
import { BANK_COMMANDS } from '../../features/banks/bank-commands.ts';
import { INSPECTOR_COMMANDS } from '../../features/inspector/inspector-commands.ts';
import { PACK_COMMANDS } from '../../features/pack/pack-commands.ts';
import { ASSET_COMMANDS } from '../../features/workspace/asset-commands.tsx';
import { VIEWS } from '../views.ts';
import { rankCommands } from './rank-commands.ts';
import type { Command } from './registry.ts';
import { SHELL_COMMANDS } from './shell-commands.ts';

/** Commands that are there while a view is shown: those of the shell and its own. */
const SETS: Readonly<Record<string, readonly Command[]>> = {
  workspace: [...SHELL_COMMANDS, ...ASSET_COMMANDS],
  banks: [...SHELL_COMMANDS, ...BANK_COMMANDS],
  pack: [...SHELL_COMMANDS, ...PACK_COMMANDS],
  inspector: [...SHELL_COMMANDS, ...INSPECTOR_COMMANDS],
};
/** Keys that a browser keeps for itself, whatever a page does. */
const OF_THE_BROWSER = ['mod+t', 'mod+n', 'mod+w', 'mod+shift+t', 'mod+shift+n', 'mod+shift+w'];

describe.each(Object.entries(SETS))('commands of %s', (_view, commands) => {
  it('have ids of their own and titles that people can tell apart', () => {
    const ids = commands.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z]+\.[a-z-]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const titles = commands.map(({ title }) => title);
    expect(titles.filter((title) => !/^[A-Z].{2,}/.test(title))).toEqual([]);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('are all in the palette, and each is among the first five for its own title', () => {
    expect(new Set(rankCommands(commands, ''))).toEqual(new Set(commands));
    for (const command of commands)
      expect(rankCommands(commands, command.title).slice(0, 5), command.title).toContain(command);
  });

  it('share no key, and take none from the browser', () => {
    const keys = commands.flatMap(({ shortcut }) => (shortcut === undefined ? [] : [shortcut.toLowerCase()]));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => OF_THE_BROWSER.includes(key))).toEqual([]);
  });
});

it('every view of the rail has a command and a key, in its order', () => {
  const views = SHELL_COMMANDS.filter(({ shortcut }) => shortcut !== undefined && /^\d$/.test(shortcut));
  expect(views.map(({ id }) => id)).toEqual(VIEWS.map(({ id }) => `view.${id}`));
  expect(views.map(({ shortcut }) => shortcut)).toEqual(VIEWS.map((_, index) => String(index + 1)));
});
