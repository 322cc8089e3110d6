/**
 * Characters that a person cannot see or that reorder what they see: controls, line separators, bidirectional
 * controls, zero-width and filler characters, tags, lone surrogates (reliability H11).
 */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}\p{Surrogate}]/gu;

/** The text with every invisible or reordering character spelled `\u{…}`; escape for the output format after. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
}
