import { INVISIBLE } from '#core/bytes/visible-text.ts';
import type { TextSink } from '../terminal.ts';

const PLAIN = /^[\x20-\x7e]*$/u;

/** Every code unit of an invisible character as `\uXXXX`: the same document, safe to look at (reliability H11). */
function escapeInvisible(found: string): string {
  return Array.from(
    { length: found.length },
    (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}

/** A document as one line of JSON text. Integers are exact: nothing beyond 2^53−1 is a number in any report. */
export function jsonLine(document: unknown): string {
  const text = JSON.stringify(document);
  return `${PLAIN.test(text) ? text : text.replace(INVISIBLE, escapeInvisible)}\n`;
}

/** Prints one document on one line. */
export function writeJson(out: TextSink, document: unknown): void {
  out.write(jsonLine(document));
}
