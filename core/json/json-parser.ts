import type { PointerStep } from './json-pointer.ts';
import { defineMember } from './json-value.ts';
import { isCanonicalEscape, readEscape } from './json-strings.ts';

/** Internal signal of the parser: where in the text (UTF-16 index) and why. */
export class JsonSyntaxProblem extends Error {
  readonly code: 'syntax' | 'duplicate-key' | 'depth' | 'lone-surrogate' | 'number';
  readonly index: number;

  constructor(code: JsonSyntaxProblem['code'], index: number, message: string) {
    super(message);
    this.code = code;
    this.index = index;
  }
}

/** Told of every value that a traced path leads to; indices are UTF-16 offsets into the text. */
export interface ParseTrace<Node> {
  /** What to hand to the trace of the value at this step, undefined where nothing below matters. */
  enter(parent: Node, step: PointerStep, keyIndex: number): Node | undefined;
  value(node: Node, start: number, end: number): void;
  /** A number token with `.`, `e` or `E` or beyond the safe range, wherever it stands. */
  inexact?(start: number, end: number): void;
}

export interface ParserOptions<Node> {
  readonly maxDepth: number;
  readonly refuseInexact: boolean;
  readonly wideAsText: boolean;
  readonly trace?: ParseTrace<Node>;
  readonly traceRoot?: Node;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;

/**
 * One pass over the text by recursive descent; the depth limit bounds the recursion. It builds the value, and on the
 * way learns whether the text is canonical (RFC 8785) and whether a number is not an exact integer.
 */
export class JsonParser<Node = never> {
  hasInexactNumbers = false;
  /** UTF-16 index of the first deviation from RFC 8785, −1 while there is none. */
  nonCanonicalAt = -1;

  readonly #text: string;
  readonly #maxDepth: number;
  readonly #refuseInexact: boolean;
  readonly #wideAsText: boolean;
  readonly #trace: ParseTrace<Node> | undefined;
  readonly #traceRoot: Node | undefined;
  readonly #steps: PointerStep[] = [];
  #depth = 0;
  #pos = 0;

  constructor(text: string, options: ParserOptions<Node>) {
    this.#text = text;
    this.#maxDepth = options.maxDepth;
    this.#refuseInexact = options.refuseInexact;
    this.#wideAsText = options.wideAsText;
    this.#trace = options.trace;
    this.#traceRoot = options.traceRoot;
  }

  parseDocument(): unknown {
    this.#skipSpace();
    const value = this.#parseValue(this.#traceRoot);
    this.#skipSpace();
    if (this.#pos < this.#text.length) throw this.#unexpected('the end of the document');
    return value;
  }

  /** Steps from the root to where the parser stands: the place of a problem. */
  path(): readonly PointerStep[] {
    return this.#steps.slice(0, this.#depth);
  }

  #skipSpace(): void {
    const start = this.#pos;
    let pos = start;
    for (;;) {
      const unit = this.#text.charCodeAt(pos);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) break;
      pos += 1;
    }
    if (pos !== start) {
      this.#pos = pos;
      this.#deviates(start);
    }
  }

  #deviates(index: number): void {
    if (this.nonCanonicalAt < 0 || index < this.nonCanonicalAt) this.nonCanonicalAt = index;
  }

  #unexpected(wanted: string): JsonSyntaxProblem {
    const index = this.#pos;
    const found =
      index >= this.#text.length
        ? 'the document ends'
        : `there is ${JSON.stringify(String.fromCodePoint(this.#text.codePointAt(index) ?? 0))}`;
    return new JsonSyntaxProblem('syntax', index, `Expected ${wanted}, but ${found}.`);
  }

  #parseValue(node: Node | undefined): unknown {
    const start = this.#pos;
    const value = this.#parseBare(node);
    if (node !== undefined) this.#trace?.value(node, start, this.#pos);
    return value;
  }

  #parseBare(node: Node | undefined): unknown {
    const unit = this.#text.charCodeAt(this.#pos);
    if (unit === QUOTE) return this.#parseString();
    if ((unit >= 0x30 && unit <= 0x39) || unit === 0x2d) return this.#parseNumber();
    if (unit === 0x7b) return this.#parseObject(node);
    if (unit === 0x5b) return this.#parseArray(node);
    if (unit === 0x74) return this.#parseWord('true', true);
    if (unit === 0x66) return this.#parseWord('false', false);
    if (unit === 0x6e) return this.#parseWord('null', null);
    throw this.#unexpected('a value');
  }

  #parseWord(word: string, value: boolean | null): boolean | null {
    if (!this.#text.startsWith(word, this.#pos)) throw this.#unexpected('a value');
    this.#pos += word.length;
    return value;
  }

  #descend(): number {
    const level = this.#depth;
    if (level >= this.#maxDepth) {
      throw new JsonSyntaxProblem('depth', this.#pos, `Nested deeper than ${this.#maxDepth} levels.`);
    }
    return level;
  }

  #parseArray(node: Node | undefined): unknown[] {
    const level = this.#descend();
    const items: unknown[] = [];
    this.#pos += 1;
    this.#skipSpace();
    if (this.#text.charCodeAt(this.#pos) === 0x5d) {
      this.#pos += 1;
      return items;
    }
    this.#depth = level + 1;
    for (let index = 0; ; index += 1) {
      this.#steps[level] = index;
      const child = node === undefined ? undefined : this.#trace?.enter(node, index, -1);
      items.push(this.#parseValue(child));
      this.#skipSpace();
      const unit = this.#text.charCodeAt(this.#pos);
      if (unit === 0x5d) break;
      if (unit !== COMMA) throw this.#unexpected('"," or "]"');
      this.#pos += 1;
      this.#skipSpace();
    }
    this.#pos += 1;
    this.#depth = level;
    return items;
  }

  #parseObject(node: Node | undefined): Record<string, unknown> {
    const level = this.#descend();
    const members: Record<string, unknown> = {};
    this.#pos += 1;
    this.#skipSpace();
    if (this.#text.charCodeAt(this.#pos) === 0x7d) {
      this.#pos += 1;
      return members;
    }
    let previous: string | undefined;
    let ascending = true;
    for (;;) {
      const keyIndex = this.#pos;
      if (this.#text.charCodeAt(keyIndex) !== QUOTE) throw this.#unexpected('a key in quotes');
      const key = this.#parseString();
      this.#steps[level] = key;
      // Keys that ascend cannot repeat: only the others need the look-up.
      if (previous !== undefined && key <= previous) {
        ascending = false;
        this.#deviates(keyIndex);
      }
      if (!ascending && Object.hasOwn(members, key)) {
        this.#depth = level + 1;
        throw new JsonSyntaxProblem(
          'duplicate-key',
          keyIndex,
          `The key ${JSON.stringify(key)} stands twice in one object.`,
        );
      }
      previous = key;
      this.#skipSpace();
      if (this.#text.charCodeAt(this.#pos) !== COLON) throw this.#unexpected('":"');
      this.#pos += 1;
      this.#skipSpace();
      this.#depth = level + 1;
      const child = node === undefined ? undefined : this.#trace?.enter(node, key, keyIndex);
      defineMember(members, key, this.#parseValue(child));
      this.#depth = level;
      this.#skipSpace();
      const unit = this.#text.charCodeAt(this.#pos);
      if (unit === 0x7d) break;
      if (unit !== COMMA) throw this.#unexpected('"," or "}"');
      this.#pos += 1;
      this.#skipSpace();
    }
    this.#pos += 1;
    return members;
  }

  #parseString(): string {
    const text = this.#text;
    const start = this.#pos + 1;
    let pos = start;
    for (;;) {
      const unit = text.charCodeAt(pos);
      if (unit === QUOTE) {
        this.#pos = pos + 1;
        return text.slice(start, pos);
      }
      // NaN, past the end, fails the comparison too.
      if (unit === BACKSLASH || !(unit >= 0x20)) return this.#parseEscapedString(start, pos);
      pos += 1;
    }
  }

  #parseEscapedString(start: number, firstSpecial: number): string {
    const text = this.#text;
    let value = text.slice(start, firstSpecial);
    let pos = firstSpecial;
    for (;;) {
      const unit = text.charCodeAt(pos);
      if (unit === QUOTE) break;
      if (!(unit >= 0x20)) {
        this.#pos = pos;
        const message =
          pos >= text.length ? 'A string is not closed.' : 'A string has an unescaped control character.';
        throw new JsonSyntaxProblem('syntax', pos, message);
      }
      if (unit === BACKSLASH) {
        const escape = readEscape(text, pos);
        if (escape === undefined)
          throw new JsonSyntaxProblem('syntax', pos, 'An escape sequence is malformed.');
        if (escape.loneSurrogate) {
          throw new JsonSyntaxProblem('lone-surrogate', pos, 'An escape stands for half a character.');
        }
        if (!isCanonicalEscape(text, pos, escape)) this.#deviates(pos);
        value += escape.value;
        pos += escape.length;
        continue;
      }
      let end = pos + 1;
      for (;;) {
        const next = text.charCodeAt(end);
        if (next === QUOTE || next === BACKSLASH || !(next >= 0x20)) break;
        end += 1;
      }
      value += text.slice(pos, end);
      pos = end;
    }
    this.#pos = pos + 1;
    return value;
  }

  #digits(pos: number): number {
    let end = pos;
    for (;;) {
      const unit = this.#text.charCodeAt(end);
      if (!(unit >= 0x30 && unit <= 0x39)) break;
      end += 1;
    }
    if (end === pos) {
      this.#pos = pos;
      throw this.#unexpected('a digit');
    }
    return end;
  }

  #parseNumber(): number | string {
    const text = this.#text;
    const start = this.#pos;
    const negative = text.charCodeAt(start) === 0x2d;
    const first = negative ? start + 1 : start;
    let pos = this.#digits(first);
    if (text.charCodeAt(first) === 0x30 && pos > first + 1) {
      this.#pos = first;
      throw new JsonSyntaxProblem('syntax', start, 'A number has a leading zero.');
    }
    let integer = true;
    if (text.charCodeAt(pos) === 0x2e) {
      integer = false;
      pos = this.#digits(pos + 1);
    }
    if ((text.charCodeAt(pos) | 0x20) === 0x65) {
      integer = false;
      const sign = text.charCodeAt(pos + 1);
      pos = this.#digits(sign === 0x2b || sign === 0x2d ? pos + 2 : pos + 1);
    }
    this.#pos = pos;
    if (integer && pos - first <= 9) {
      let value = 0;
      for (let index = first; index < pos; index += 1) value = value * 10 + (text.charCodeAt(index) - 0x30);
      if (!negative) return value;
      if (value === 0) this.#deviates(start);
      return -value;
    }
    return this.#wideNumber(start, pos, integer);
  }

  #wideNumber(start: number, end: number, integer: boolean): number | string {
    const token = this.#text.slice(start, end);
    const value = Number(token);
    if (integer && Number.isSafeInteger(value)) {
      return value;
    }
    this.hasInexactNumbers = true;
    if (this.#refuseInexact) {
      throw new JsonSyntaxProblem(
        'number',
        start,
        'A number is not an integer between -(2^53-1) and 2^53-1.',
      );
    }
    if (!Number.isFinite(value) && !(integer && this.#wideAsText)) {
      throw new JsonSyntaxProblem('number', start, 'A number is larger than any double.');
    }
    this.#trace?.inexact?.(start, end);
    if (String(value) !== token) this.#deviates(start);
    return integer && this.#wideAsText ? token : value;
  }
}
