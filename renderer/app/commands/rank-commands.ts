import type { Command } from './registry.ts';

/** Commands whose title or group holds every word of the query, best first: start of the title, start of a word, anywhere, letters in order. */
export function rankCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const unique = [...new Map(commands.map((command) => [command.id, command])).values()];
  if (words.length === 0) return unique;
  return unique
    .map((command) => ({ command, rank: rankOf(`${command.title} ${command.group}`.toLowerCase(), words) }))
    .filter((each) => each.rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map((each) => each.command);
}

function rankOf(text: string, words: readonly string[]): number | undefined {
  let rank = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at === 0) continue;
    if (at > 0) rank += text[at - 1] === ' ' ? 1 : 2;
    else if (hasInOrder(text, word)) rank += 8;
    else return undefined;
  }
  return rank;
}

function hasInOrder(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
