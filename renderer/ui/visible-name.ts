/**
 * Text from files as people may safely see it (reliability H11): control, bidirectional, zero-width and other
 * invisible characters become marked code points, so that a name cannot hide or reorder what stands beside it.
 */

export interface VisiblePart {
  readonly text: string;
  /** True for the marked code of a character that would not be seen, such as `U+202E`. */
  readonly hidden: boolean;
}

/** Cc, Cf (bidirectional controls, zero-width), Zl, Zp, unassigned and private use, lone surrogates, odd blanks, fillers. */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\u00a0\u115f\u1160\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/u;

/** Splits `name` into runs that can be shown as they are and single marked characters. */
export function visibleParts(name: string): readonly VisiblePart[] {
  if (!INVISIBLE.test(name)) return [{ text: name, hidden: false }];
  const parts: VisiblePart[] = [];
  let plain = '';
  for (const character of name) {
    if (!INVISIBLE.test(character)) {
      plain += character;
      continue;
    }
    if (plain !== '') parts.push({ text: plain, hidden: false });
    plain = '';
    parts.push({ text: codeOf(character), hidden: true });
  }
  if (plain !== '') parts.push({ text: plain, hidden: false });
  return parts;
}

/** One string for titles and accessible names: invisible characters as `‹U+202E›`. */
export function visibleName(name: string): string {
  return visibleParts(name)
    .map((part) => (part.hidden ? `‹${part.text}›` : part.text))
    .join('');
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
