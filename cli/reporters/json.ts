import { INVISIBLE } from '#core/bytes/visible-text.ts';
import type { TextSink } from '../terminal.ts';

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
  // Large documents are ASCII as a rule, and then there is nothing to look for: JSON escapes the lower controls itself.
  const isPlain = Buffer.byteLength(text) === text.length && !text.includes('\u007f');
  return `${isPlain ? text : text.replace(INVISIBLE, escapeInvisible)}\n`;
}

/** Prints one document on one line. */
export function writeJson(out: TextSink, document: unknown): void {
  out.write(jsonLine(document));
}
