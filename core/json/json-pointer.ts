/** One step of a path into a document: a member name or an array index. */
export type PointerStep = string | number;

export function escapePointerToken(token: string): string {
  return token.includes('~') || token.includes('/')
    ? token.replaceAll('~', '~0').replaceAll('/', '~1')
    : token;
}

/** RFC 6901 text of a path; the empty path is the whole document. */
export function jsonPointer(steps: readonly PointerStep[]): string {
  let text = '';
  for (const step of steps) text += typeof step === 'number' ? `/${step}` : `/${escapePointerToken(step)}`;
  return text;
}

/** Tokens of an RFC 6901 pointer, undefined where the text is none. */
export function parseJsonPointer(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Index that a token names in an array, undefined where it names none (no sign, no leading zero). */
export function arrayIndex(token: string): number | undefined {
  return /^(?:0|[1-9][0-9]{0,9})$/.test(token) ? Number(token) : undefined;
}
