import { decodeUtf8, findInvalidUtf8 } from '#core/bytes/utf8.ts';
import { JsonParser, JsonSyntaxProblem } from './json-parser.ts';
import { jsonPointer } from './json-pointer.ts';
import { JsonPlaces, placeInText } from './json-places.ts';

/** Why a document is not strict JSON (reliability H5). */
export type JsonProblemCode =
  'syntax' | 'encoding' | 'bom' | 'duplicate-key' | 'depth' | 'lone-surrogate' | 'number' | 'too-large';

/** One refusal with its place: byte offset from 0, line and column (UTF-16 units) from 1, pointer of the value. */
export interface JsonProblem {
  readonly code: JsonProblemCode;
  readonly message: string;
  readonly byteOffset: number;
  readonly line: number;
  readonly column: number;
  readonly pointer: string;
}

export interface JsonReadOptions {
  /** Deepest nesting of arrays and objects that is read; 64 unless told. */
  readonly maxDepth?: number;
  /** Largest document; 64 MiB unless told. Checked before anything is decoded. */
  readonly maxBytes?: number;
  /**
   * `any` (unless told): every number is read as the nearest double, and `hasInexactNumbers` tells of tokens with
   * `.`, `e` or `E` or beyond ±(2^53−1). `integers`: the first such token is refused with code `number`.
   */
  readonly numbers?: 'any' | 'integers';
  /** `text` gives integers beyond ±(2^53−1) as decimal text instead of a rounded number, for display. */
  readonly wideIntegers?: 'number' | 'text';
}

export type JsonReadResult =
  | {
      readonly ok: true;
      /** Plain arrays, strings, numbers, booleans, nulls and objects; `__proto__` is an own member like any other. */
      readonly value: unknown;
      /** True where a number has `.`, `e` or `E` or lies beyond ±(2^53−1); `places` lists them. */
      readonly hasInexactNumbers: boolean;
      /** Offset of the first byte that RFC 8785 would write otherwise; −1 where the document is canonical. */
      readonly nonCanonicalAt: number;
      /** Places and number tokens by JSON Pointer, found only when asked. */
      readonly places: JsonPlaces;
    }
  | { readonly ok: false; readonly problem: JsonProblem };

export const DEFAULT_MAX_DEPTH = 64;
export const DEFAULT_MAX_JSON_BYTES = 64 * 1024 * 1024;

function refuse(
  code: JsonProblemCode,
  message: string,
  place: { readonly byteOffset: number; readonly line: number; readonly column: number },
  pointer = '',
): JsonReadResult {
  const { byteOffset, line, column } = place;
  return { ok: false, problem: { code, message, byteOffset, line, column, pointer } };
}

const START = { byteOffset: 0, line: 1, column: 1 };

/**
 * Reads one strict JSON document (RFC 8259) from UTF-8 bytes. Refused with a place: invalid UTF-8, a byte order
 * mark, duplicate keys, lone surrogates even by escapes, nesting over the limit, numbers no double holds
 * (reliability H5, H6). Never throws for any bytes.
 */
export function readJson(bytes: Uint8Array, options: JsonReadOptions = {}): JsonReadResult {
  const maxBytes = options.maxBytes ?? DEFAULT_MAX_JSON_BYTES;
  if (bytes.length > maxBytes) {
    return refuse('too-large', `The document has ${bytes.length} bytes, more than ${maxBytes}.`, START);
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return refuse('bom', 'The document begins with a byte order mark.', START);
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) {
    const byteOffset = Math.max(0, findInvalidUtf8(bytes));
    const before = decodeUtf8(bytes.subarray(0, byteOffset)) ?? '';
    return refuse('encoding', 'A byte is not valid UTF-8.', placeInText(before, before.length));
  }
  const maxDepth = options.maxDepth ?? DEFAULT_MAX_DEPTH;
  const parser = new JsonParser(text, {
    maxDepth,
    refuseInexact: options.numbers === 'integers',
    wideAsText: options.wideIntegers === 'text',
  });
  try {
    const value = parser.parseDocument();
    const at = parser.nonCanonicalAt;
    return {
      ok: true,
      value,
      hasInexactNumbers: parser.hasInexactNumbers,
      nonCanonicalAt: at < 0 ? -1 : placeInText(text, at).byteOffset,
      places: new JsonPlaces(bytes, maxDepth),
    };
  } catch (thrown) {
    if (!(thrown instanceof JsonSyntaxProblem)) throw thrown;
    return refuse(thrown.code, thrown.message, placeInText(text, thrown.index), jsonPointer(parser.path()));
  }
}
