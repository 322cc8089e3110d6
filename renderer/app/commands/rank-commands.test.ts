import { describe, expect, it } from 'vitest';
import { rankCommands } from './rank-commands.ts';

const commands = ['Pack', 'Open the command palette', 'Include in the build', 'Show the Pack view'].map(
  (title) => ({ id: title, title, group: 'View' as const, run: () => undefined }),
);
const titles = (query: string) => rankCommands(commands, query).map((command) => command.title);

describe('command palette order', () => {
  it('keeps the order of registration without a query', () => {
    expect(titles('')).toEqual(commands.map((command) => command.title));
  });
  it('puts the start of a title before the start of a word', () => {
    expect(titles('pack')).toEqual(['Pack', 'Show the Pack view']);
  });
  it('wants every word, and takes letters in order', () => {
    expect(titles('view pack')).toContain('Show the Pack view');
    expect(titles('incbld')).toEqual(['Include in the build']);
    expect(titles('zzz')).toEqual([]);
  });
});
