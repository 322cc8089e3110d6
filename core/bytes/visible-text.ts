/**
 * Characters that a person cannot see or that reorder what they see: controls, line separators, bidirectional
 * controls, zero-width and filler characters, tags, lone surrogates (reliability H11).
 */
export const INVISIBLE = new RegExp(
  // eslint-disable-next-line no-misleading-character-class -- each mark is meant on its own
  [
    '[\\u0000-\\u001f\\u007f-\\u009f]', // controls
    '[\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u061c\\ufeff]', // zero width, separators, bidirectional controls
    '[\\u00ad\\u115f\\u1160\\u17b4\\u17b5\\u3164\\uffa0]', // soft hyphen and fillers
    '\\u034f|[\\u180b-\\u180f]|[\\ufff9-\\ufffb]', // joiners, selectors and anchors
    '[\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]', // music controls, tags
    '\\p{Surrogate}',
  ].join('|'),
  'gu',
);

/** The text with every invisible or reordering character spelled `\u{…}`; escape for the output format after. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
}
