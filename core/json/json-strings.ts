/** One escape sequence of a string: what it stands for and how many units it takes. */
export interface JsonEscape {
  readonly value: string;
  readonly length: number;
  readonly loneSurrogate: boolean;
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function hexUnit(text: string, pos: number): number | undefined {
  const digits = text.slice(pos, pos + 4);
  return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

/** Reads the escape whose backslash stands at `pos`; undefined where it is malformed. A pair of `\u` is one escape. */
export function readEscape(text: string, pos: number): JsonEscape | undefined {
  const letter = text.charAt(pos + 1);
  if (letter !== 'u') {
    const value = Object.hasOwn(SHORT, letter) ? SHORT[letter] : undefined;
    return value === undefined ? undefined : { value, length: 2, loneSurrogate: false };
  }
  const unit = hexUnit(text, pos + 2);
  if (unit === undefined) return undefined;
  if (unit < 0xd800 || unit > 0xdfff)
    return { value: String.fromCharCode(unit), length: 6, loneSurrogate: false };
  const low = unit < 0xdc00 && text.startsWith('\\u', pos + 6) ? hexUnit(text, pos + 8) : undefined;
  if (low === undefined || low < 0xdc00 || low > 0xdfff) return { value: '', length: 6, loneSurrogate: true };
  return { value: String.fromCharCode(unit, low), length: 12, loneSurrogate: false };
}

/** True where RFC 8785 writes this character by this very escape. */
export function isCanonicalEscape(text: string, pos: number, escape: JsonEscape): boolean {
  return JSON.stringify(escape.value).slice(1, -1) === text.slice(pos, pos + escape.length);
}
