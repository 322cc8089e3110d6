/** Why a name does not work on every platform (reliability H7: findings, not refusals). */
export type PortabilityProblem =
  | 'reserved-name'
  | 'reserved-character'
  | 'trailing-dot-or-space'
  | 'control-character'
  | 'bidirectional-character';

const RESERVED_NAME =
  /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])$/iu;
const RESERVED_CHARACTER = /[<>:"|?*\\]/;
// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const BIDIRECTIONAL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Problems of one name (a path segment), each once, in the order of `PortabilityProblem`. */
export function portabilityOfName(name: string): readonly PortabilityProblem[] {
  const problems: PortabilityProblem[] = [];
  // Windows looks at what stands before the first dot, trailing spaces aside: "con.tar.gz" is the console.
  const stem = (name.split('.')[0] ?? '').trimEnd();
  if (RESERVED_NAME.test(stem)) problems.push('reserved-name');
  if (RESERVED_CHARACTER.test(name)) problems.push('reserved-character');
  if (/[. ]$/.test(name)) problems.push('trailing-dot-or-space');
  if (CONTROL.test(name)) problems.push('control-character');
  if (BIDIRECTIONAL.test(name)) problems.push('bidirectional-character');
  return problems;
}

/** Problems of all segments of a POSIX path, each once. */
export function portabilityOfPath(path: string): readonly PortabilityProblem[] {
  return [...new Set(path.split('/').flatMap(portabilityOfName))];
}

function foldCodePoint(character: string): string {
  // The dotless i is a letter of its own: upper-casing would make it an "i".
  if (character === '\u0131') return character;
  return character.toLowerCase().toUpperCase().toLowerCase();
}

/**
 * Equal for two names that some file system takes for one: Unicode form (NFC) and case folding, character by
 * character, never by locale (reliability H7, D1).
 */
export function collisionKey(name: string): string {
  let folded = '';
  for (const character of name.normalize('NFD')) folded += foldCodePoint(character);
  return folded.normalize('NFC');
}
