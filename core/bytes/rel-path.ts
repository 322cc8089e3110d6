import { utf8Length } from './utf8.ts';

declare const relPathBrand: unique symbol;
/** A POSIX path below some root that went through `parseRelPath`. */
export type RelPath = string & { readonly [relPathBrand]: true };

/** Why a text is not a `RelPath`. */
export type RelPathReason =
  | 'empty'
  | 'not-well-formed'
  | 'absolute'
  | 'drive'
  | 'backslash'
  | 'control'
  | 'empty-segment'
  | 'dot-segment'
  | 'parent-segment'
  | 'segment-too-long'
  | 'too-long';

export type RelPathResult =
  { readonly ok: true; readonly path: RelPath } | { readonly ok: false; readonly reason: RelPathReason };

export const MAX_SEGMENT_BYTES = 255;
export const MAX_PATH_BYTES = 4096;

// eslint-disable-next-line no-control-regex -- NUL and the other controls are what is refused
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

function refusal(text: string): RelPathReason | undefined {
  if (text.length === 0) return 'empty';
  if (text.length > MAX_PATH_BYTES || utf8Length(text) > MAX_PATH_BYTES) return 'too-long';
  if (!text.isWellFormed()) return 'not-well-formed';
  if (CONTROL.test(text)) return 'control';
  if (text.includes('\\')) return 'backslash';
  if (text.startsWith('/')) return 'absolute';
  if (/^[A-Za-z]:/.test(text)) return 'drive';
  for (const segment of text.split('/')) {
    if (segment === '') return 'empty-segment';
    if (segment === '.') return 'dot-segment';
    if (segment === '..') return 'parent-segment';
    if (segment.length > MAX_SEGMENT_BYTES / 4 && utf8Length(segment) > MAX_SEGMENT_BYTES)
      return 'segment-too-long';
  }
  return undefined;
}

export function isRelPath(text: string): text is RelPath {
  return refusal(text) === undefined;
}

/**
 * The one parser for every path that comes from a file (reliability H7): no absolute path, `..`, `.`, empty segment,
 * backslash, drive, NUL or control; ≤ 255 UTF-8 bytes a segment, ≤ 4096 in all; well-formed Unicode. The text is
 * not normalised: the path is the name on disk.
 */
export function parseRelPath(text: string): RelPathResult {
  if (isRelPath(text)) return { ok: true, path: text };
  return { ok: false, reason: refusal(text) ?? 'empty' };
}

const REASONS: Readonly<Record<RelPathReason, string>> = {
  empty: 'it is empty',
  'not-well-formed': 'it is not well-formed Unicode',
  absolute: 'it is absolute',
  drive: 'it begins with a drive letter',
  backslash: 'it has a backslash',
  control: 'it has a control character',
  'empty-segment': 'it has an empty segment',
  'dot-segment': 'it has a "." segment',
  'parent-segment': 'it has a ".." segment',
  'segment-too-long': 'a segment has more than 255 bytes',
  'too-long': 'it has more than 4096 bytes',
};

/** The reason as the second half of a sentence: "… because it is absolute". */
export function describeRelPathReason(reason: RelPathReason): string {
  return REASONS[reason];
}
