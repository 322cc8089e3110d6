import { jsonPointer } from '#core/json/json-pointer.ts';
import { isJsonObject, memberOf, type JsonMembers } from '#core/json/json-value.ts';
import { readJson, type JsonProblem, type JsonReadResult } from '#core/json/read-json.ts';
import type { PackFindingCode } from '#schemas/errors/codes.ts';
import { readEntry, type ReadEntry } from './entry.ts';
import { MAX_FINDINGS_PER_CODE, type FindingLog } from './findings.ts';
import { HEADER_LIMIT_BYTES, HEADER_MEMBERS } from './layout.ts';

type ReadableJson = Extract<JsonReadResult, { ok: true }>;

/** The header as far as it could be read. Both arrays are as they stand in it. */
export interface HeaderRead {
  readonly assetTable: readonly unknown[];
  readonly preload: readonly unknown[];
  readonly entries: readonly ReadEntry[];
  readonly json: ReadableJson;
}

/** Strict JSON of the header bytes; nothing is checked or logged yet. */
export function readHeaderJson(bytes: Uint8Array): JsonReadResult {
  return readJson(bytes, { maxBytes: HEADER_LIMIT_BYTES, wideIntegers: 'text' });
}

function codeOfProblem(problem: JsonProblem): PackFindingCode {
  switch (problem.code) {
    case 'encoding':
      return 'HEADER_ENCODING';
    case 'duplicate-key':
      return 'HEADER_DUPLICATE_KEY';
    case 'number':
      return 'HEADER_FLOAT';
    case 'too-large':
      return 'HEADER_LIMIT';
    case 'bom':
    case 'syntax':
    case 'depth':
    case 'lone-surrogate':
      return 'HEADER_SYNTAX';
  }
}

/** Logs why the header is not strict JSON (reliability H5). */
export function logHeaderProblem(problem: JsonProblem, headerStart: number, log: FindingLog): void {
  log.add(codeOfProblem(problem), problem.message, {
    pointer: problem.pointer,
    byteOffset: headerStart + problem.byteOffset,
  });
}

function arrayMember(header: JsonMembers, name: string, log: FindingLog): readonly unknown[] {
  const value = memberOf(header, name);
  if (Array.isArray(value)) return value;
  const how = Object.hasOwn(header, name) ? 'is not an array' : 'is missing';
  log.add('HEADER_MEMBER_MISSING', `${name} ${how}.`, {
    pointer: Object.hasOwn(header, name) ? jsonPointer([name]) : '',
  });
  return [];
}

function checkNumbers(json: ReadableJson, headerStart: number, log: FindingLog): void {
  if (!json.hasInexactNumbers) return;
  for (const found of json.places.inexactNumbers('', MAX_FINDINGS_PER_CODE + 1)) {
    log.add('HEADER_FLOAT', `${found.token.slice(0, 40)} is not an exact integer.`, {
      pointer: found.pointer,
      byteOffset: headerStart + found.byteOffset,
      byteLength: found.token.length,
    });
  }
}

function checkTableOrder(entries: readonly ReadEntry[], log: FindingLog): void {
  let previous = 0;
  let ascending = true;
  const seen = new Set<number>();
  for (const { assetId, index } of entries) {
    if (assetId === undefined) continue;
    const place = { assetId, pointer: `/asset_table/${index}/asset_id` };
    if (assetId < previous) {
      ascending = false;
      log.add('ENTRY_ORDER', `asset_id ${assetId} stands after ${previous}.`, place);
    }
    if (assetId === previous || (!ascending && seen.has(assetId))) {
      log.add('ENTRY_DUPLICATE_ID', `asset_id ${assetId} stands twice.`, place);
    }
    seen.add(assetId);
    previous = assetId;
  }
}

/**
 * Checks a header that is strict JSON: members, entries one by one, order and uniqueness, no float, canonical form
 * (asset-pack 2). Findings carry pointers into the header; the caller turns them into bytes.
 */
export function checkHeader(json: ReadableJson, headerStart: number, log: FindingLog): HeaderRead {
  checkNumbers(json, headerStart, log);
  if (json.nonCanonicalAt >= 0) {
    log.add('HEADER_NOT_CANONICAL', 'From this byte on the header differs from its canonical form.', {
      byteOffset: headerStart + json.nonCanonicalAt,
    });
  }
  if (!isJsonObject(json.value)) {
    log.add('HEADER_MEMBER_MISSING', 'The header is not an object.', { pointer: '' });
    return { assetTable: [], preload: [], entries: [], json };
  }
  const header = json.value;
  for (const name of Object.keys(header)) {
    if (!HEADER_MEMBERS.some((known) => known === name)) {
      log.add('HEADER_MEMBER_UNKNOWN', 'The header has an unknown member.', { pointer: jsonPointer([name]) });
    }
  }
  const assetTable = arrayMember(header, 'asset_table', log);
  const preload = arrayMember(header, 'preload', log);
  const entries = assetTable.map((value, index) => readEntry(value, index, log));
  checkTableOrder(entries, log);
  return { assetTable, preload, entries, json };
}
