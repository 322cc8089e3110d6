import { afterEach, describe, expect, it } from 'vitest';
import { allCommands, commandFor, registerCommands, runCommand, type Command } from './registry.ts';

const press = (key: string, ctrlKey = false) => ({
  key,
  ctrlKey,
  metaKey: false,
  altKey: false,
  shiftKey: false,
});
const outside = { inField: false, inModal: false };
const made: (() => void)[] = [];
afterEach(() => made.splice(0).forEach((undo) => undo()));

function command(id: string, shortcut: string, unavailable?: string): Command & { ran: number } {
  const made = {
    id,
    title: id,
    group: 'View' as const,
    shortcut,
    unavailable: () => unavailable,
    ran: 0,
    run: () => void (made.ran += 1),
  };
  return made;
}

describe('commands', () => {
  it('lets the set that was registered last win, and forgets it with its view', () => {
    const first = command('a.first', 'F5');
    const second = command('a.second', 'F5');
    made.push(registerCommands([first]));
    const forget = registerCommands([second]);
    expect(commandFor(allCommands(), press('F5'), outside, false)?.id).toBe('a.second');
    forget();
    expect(commandFor(allCommands(), press('F5'), outside, false)?.id).toBe('a.first');
  });
  it('leaves plain keys and editing keys to a field, and everything to a modal dialog', () => {
    const commands = [command('a.one', '1'), command('a.undo', 'Mod+Z'), command('a.find', 'Mod+K')];
    const inField = { inField: true, inModal: false };
    expect(commandFor(commands, press('1'), inField, false)).toBeUndefined();
    expect(commandFor(commands, press('z', true), inField, false)).toBeUndefined();
    expect(commandFor(commands, press('k', true), inField, false)?.id).toBe('a.find');
    expect(commandFor(commands, press('k', true), { inField: false, inModal: true }, false)).toBeUndefined();
  });
  it('does not run what is unavailable', () => {
    const blocked = command('a.blocked', 'F6', 'Nothing is selected.');
    made.push(registerCommands([blocked]));
    expect(runCommand('a.blocked')).toBe(false);
    expect(commandFor(allCommands(), press('F6'), outside, false)).toBeUndefined();
    expect(blocked.ran).toBe(0);
  });
});
