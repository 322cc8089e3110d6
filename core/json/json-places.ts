import { decodeUtf8, utf8Length } from '#core/bytes/utf8.ts';
import { JsonParser } from './json-parser.ts';
import { arrayIndex, jsonPointer, parseJsonPointer, type PointerStep } from './json-pointer.ts';

/** Where something stands in a document: bytes from 0, line and column (UTF-16 units) from 1. */
export interface JsonPlace {
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly line: number;
  readonly column: number;
  /** The raw text of a number, absent for other values. */
  readonly token?: string;
  /** Offset of the opening quote of the member's key, absent for array elements and the root. */
  readonly keyByteOffset?: number;
}

/** A number that is not an exact integer, with its raw token. */
export interface InexactNumber {
  readonly pointer: string;
  readonly token: string;
  readonly byteOffset: number;
}

/** Byte offset, line and column of a UTF-16 index. */
export function placeInText(
  text: string,
  index: number,
): { byteOffset: number; line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { byteOffset: utf8Length(text, 0, index), line, column: index - lineStart + 1 };
}

/** Turns ascending UTF-16 indices into places in one walk over the text. */
class TextWalker {
  readonly #text: string;
  #index = 0;
  #byteOffset = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  moveTo(index: number): { byteOffset: number; line: number; column: number } {
    this.#byteOffset += utf8Length(this.#text, this.#index, index);
    for (
      let at = this.#text.indexOf('\n', this.#index);
      at >= 0 && at < index;
      at = this.#text.indexOf('\n', at + 1)
    ) {
      this.#line += 1;
      this.#lineStart = at + 1;
    }
    this.#index = index;
    return { byteOffset: this.#byteOffset, line: this.#line, column: index - this.#lineStart + 1 };
  }
}

interface WantedNode {
  readonly children: Map<string, WantedNode>;
  pointer: string | undefined;
  start: number;
  end: number;
  keyIndex: number;
}

function wantedNode(): WantedNode {
  return { children: new Map(), pointer: undefined, start: -1, end: -1, keyIndex: -1 };
}

/** Places of a document that was read without fault; each question is one more pass over the bytes. */
export class JsonPlaces {
  readonly #bytes: Uint8Array;
  readonly #maxDepth: number;

  constructor(bytes: Uint8Array, maxDepth: number) {
    this.#bytes = bytes;
    this.#maxDepth = maxDepth;
  }

  /** Place of the value at a JSON Pointer, undefined where there is none. */
  locate(pointer: string): JsonPlace | undefined {
    return this.locateAll([pointer]).get(pointer);
  }

  /** Places of many values in one pass; pointers that lead nowhere are absent from the result. */
  locateAll(pointers: Iterable<string>): ReadonlyMap<string, JsonPlace> {
    const root = wantedNode();
    for (const pointer of pointers) {
      const tokens = parseJsonPointer(pointer);
      if (tokens === undefined) continue;
      let node = root;
      for (const token of tokens) {
        let next = node.children.get(token);
        if (next === undefined) {
          next = wantedNode();
          node.children.set(token, next);
        }
        node = next;
      }
      node.pointer = pointer;
    }
    const text = decodeUtf8(this.#bytes) ?? '';
    const found: (WantedNode & { pointer: string })[] = [];
    const parser = new JsonParser<WantedNode>(text, {
      maxDepth: this.#maxDepth,
      refuseInexact: false,
      wideAsText: true,
      traceRoot: root,
      trace: {
        enter(parent, step, keyIndex) {
          const child = parent.children.get(String(step));
          if (child !== undefined) child.keyIndex = keyIndex;
          return child;
        },
        value(wanted, start, end) {
          if (wanted.pointer === undefined) return;
          wanted.start = start;
          wanted.end = end;
          found.push({ ...wanted, pointer: wanted.pointer });
        },
      },
    });
    parser.parseDocument();
    return placesOf(text, found);
  }

  /**
   * Numbers with `.`, `e` or `E` or beyond ±(2^53−1) at or below a pointer, in document order.
   * @param limit most entries given; ask for one more to learn whether there are more
   */
  inexactNumbers(under = '', limit = 1000): readonly InexactNumber[] {
    const wanted = parseJsonPointer(under);
    if (wanted === undefined) return [];
    const text = decodeUtf8(this.#bytes) ?? '';
    const walker = new TextWalker(text);
    const found: InexactNumber[] = [];
    const parser: JsonParser<undefined> = new JsonParser(text, {
      maxDepth: this.#maxDepth,
      refuseInexact: false,
      wideAsText: true,
      trace: {
        enter: () => undefined,
        value: () => undefined,
        inexact(start, end) {
          if (found.length >= limit || !isBelow(parser.path(), wanted)) return;
          const { byteOffset } = walker.moveTo(start);
          found.push({ pointer: jsonPointer(parser.path()), token: text.slice(start, end), byteOffset });
        },
      },
    });
    parser.parseDocument();
    return found;
  }
}

function isBelow(path: readonly PointerStep[], wanted: readonly string[]): boolean {
  return wanted.every((token, depth) => {
    const step = path[depth];
    return typeof step === 'number' ? arrayIndex(token) === step : step === token;
  });
}

function placesOf(
  text: string,
  found: readonly (WantedNode & { pointer: string })[],
): ReadonlyMap<string, JsonPlace> {
  const points = new Set<number>();
  for (const node of found) {
    points.add(node.start).add(node.end);
    if (node.keyIndex >= 0) points.add(node.keyIndex);
  }
  const walker = new TextWalker(text);
  const at = new Map<number, ReturnType<TextWalker['moveTo']>>();
  for (const index of [...points].sort((a, b) => a - b)) at.set(index, walker.moveTo(index));
  const places = new Map<string, JsonPlace>();
  for (const node of found) {
    const start = at.get(node.start);
    const end = at.get(node.end);
    if (start === undefined || end === undefined) continue;
    const key = node.keyIndex < 0 ? undefined : at.get(node.keyIndex);
    const raw = text.slice(node.start, Math.min(node.end, node.start + 1));
    places.set(node.pointer, {
      ...start,
      byteLength: end.byteOffset - start.byteOffset,
      ...(/^[-0-9]/.test(raw) ? { token: text.slice(node.start, node.end) } : {}),
      ...(key === undefined ? {} : { keyByteOffset: key.byteOffset }),
    });
  }
  return places;
}
