import { describe, expect, it } from 'vitest';
import { fillBytes, glyphEntry, headerText, soundEntry } from '#core/testing/hostile-header.ts';
import { bytesOfHex, concatBytes, hostilePack, type HostilePack } from '#core/testing/hostile-pack.ts';
import { codesOf } from '#core/testing/hostile-reports.ts';
import type { PackFindingCode } from '#schemas/errors/codes.ts';

const HEADER_CASES: readonly [string, HostilePack, readonly PackFindingCode[]][] = [
  ['bad UTF-8', { header: bytesOfHex('7b22ff223a317d') }, ['HEADER_ENCODING']],
  [
    'a byte order mark',
    { header: concatBytes(bytesOfHex('efbbbf'), new TextEncoder().encode(headerText([]))) },
    ['HEADER_SYNTAX'],
  ],
  ['a cut header', { header: headerText([]).slice(0, -1) }, ['HEADER_SYNTAX']],
  ['bytes after the header object', { header: `${headerText([])}x` }, ['HEADER_SYNTAX']],
  ['NULs for a header', { header: new Uint8Array(40) }, ['HEADER_SYNTAX']],
  [
    'deep nesting',
    { header: `{"asset_table":[],"preload":${'['.repeat(100)}${']'.repeat(100)}}` },
    ['HEADER_SYNTAX'],
  ],
  ['a lone surrogate', { header: headerText([]).replace('[]', '["\\ud800"]') }, ['HEADER_SYNTAX']],
  ['a key twice', { header: '{"asset_table":[],"asset_table":[],"preload":[]}' }, ['HEADER_DUPLICATE_KEY']],
  [
    'a key of an entry twice',
    { header: headerText([soundEntry(1, 0, 0)]).replace('"size":0', '"size":0,"size":0') },
    ['HEADER_DUPLICATE_KEY'],
  ],
  ['whitespace', { header: '{"asset_table":[], "preload":[]}' }, ['HEADER_NOT_CANONICAL']],
  ['a final newline', { header: `${headerText([])}\n` }, ['HEADER_NOT_CANONICAL']],
  ['unsorted members', { header: '{"preload":[],"asset_table":[]}' }, ['HEADER_NOT_CANONICAL']],
  [
    'a needless escape',
    { header: headerText([soundEntry(1, 0, 0)]).replace('"s1"', '"\\u00731"') },
    ['HEADER_NOT_CANONICAL'],
  ],
  ['an array', { header: '[]' }, ['HEADER_MEMBER_MISSING']],
  ['null', { header: 'null' }, ['HEADER_MEMBER_MISSING']],
  ['no members', { header: '{}' }, ['HEADER_MEMBER_MISSING', 'HEADER_MEMBER_MISSING']],
  ['a table that is an object', { header: '{"asset_table":{},"preload":[]}' }, ['HEADER_MEMBER_MISSING']],
  ['an unknown member', { header: '{"asset_table":[],"preload":[],"version":2}' }, ['HEADER_MEMBER_UNKNOWN']],
  [
    '__proto__ as a member (H6)',
    { header: '{"__proto__":{"asset_table":[]},"asset_table":[],"preload":[]}' },
    ['HEADER_MEMBER_UNKNOWN'],
  ],
  [
    '__proto__ instead of the members (H6)',
    { header: '{"__proto__":{"asset_table":[],"preload":[]}}' },
    ['HEADER_MEMBER_UNKNOWN', 'HEADER_MEMBER_MISSING', 'HEADER_MEMBER_MISSING'],
  ],
  [
    'a float in the metadata',
    { header: headerText([soundEntry(1, 0, 0, { metadata: { a: 1.5 } })]) },
    ['HEADER_FLOAT'],
  ],
  [
    'an integer written as a float',
    { header: headerText([soundEntry(1, 0, 0)]).replace('"size":0', '"size":0.0') },
    ['HEADER_FLOAT', 'HEADER_NOT_CANONICAL'],
  ],
  [
    'an integer beyond 2^53-1',
    { header: headerText([soundEntry(1, 0, 0)]).replace('"offset":0', '"offset":18446744073709551615') },
    ['HEADER_FLOAT', 'HEADER_NOT_CANONICAL', 'ENTRY_MEMBER_INVALID'],
  ],
  [
    'a number above every double',
    { header: headerText([soundEntry(1, 0, 0, { metadata: { a: 7 } })]).replace('"a":7', '"a":1e999') },
    ['HEADER_FLOAT'],
  ],
];

const ENTRY_CASES: readonly [string, HostilePack, readonly PackFindingCode[]][] = [
  [
    'an entry that is no object',
    { header: headerText([null, 1, []]) },
    ['ENTRY_MEMBER_INVALID', 'ENTRY_MEMBER_INVALID', 'ENTRY_MEMBER_INVALID'],
  ],
  ['asset_id 0', { header: headerText([soundEntry(0, 0, 0)]) }, ['ENTRY_MEMBER_INVALID']],
  ['asset_id 2^31', { header: headerText([soundEntry(2 ** 31, 0, 0)]) }, ['ENTRY_MEMBER_INVALID']],
  [
    'an asset_id in quotes',
    { header: headerText([soundEntry(1, 0, 0, { asset_id: '1' })]) },
    ['ENTRY_MEMBER_INVALID'],
  ],
  [
    'an empty name',
    { header: headerText([soundEntry(1, 0, 0, { asset_name: '' })]) },
    ['ENTRY_MEMBER_INVALID'],
  ],
  ['a negative offset', { header: headerText([soundEntry(1, -1, 0)]) }, ['ENTRY_MEMBER_INVALID']],
  [
    'a missing decoded_size',
    { header: headerText([soundEntry(1, 0, 0, { decoded_size: undefined })]) },
    ['ENTRY_MEMBER_INVALID'],
  ],
  [
    'metadata that is an array',
    { header: headerText([soundEntry(1, 0, 0, { metadata: [] })]) },
    ['ENTRY_MEMBER_INVALID'],
  ],
  ['an unknown member', { header: headerText([soundEntry(1, 0, 0, { zip: 1 })]) }, ['ENTRY_MEMBER_UNKNOWN']],
  [
    'a member __proto__ (H6)',
    { header: headerText([soundEntry(1, 0, 0)]).replace('{"asset_id"', '{"__proto__":{"a":1},"asset_id"') },
    ['ENTRY_MEMBER_UNKNOWN'],
  ],
  [
    'only inherited members (H6)',
    { header: '{"asset_table":[{"__proto__":{"asset_id":1}}],"preload":[]}' },
    [...Array<PackFindingCode>(8).fill('ENTRY_MEMBER_INVALID'), 'ENTRY_MEMBER_UNKNOWN'],
  ],
  ['unsorted entries', { header: headerText([soundEntry(2, 0, 0), soundEntry(1, 0, 0)]) }, ['ENTRY_ORDER']],
  [
    'an id twice in a row',
    { header: headerText([soundEntry(1, 0, 0), soundEntry(1, 0, 0)]) },
    ['ENTRY_DUPLICATE_ID'],
  ],
  [
    'an id twice, apart',
    { header: headerText([soundEntry(1, 0, 0), soundEntry(2, 0, 0), soundEntry(1, 0, 0)]) },
    ['ENTRY_ORDER', 'ENTRY_DUPLICATE_ID'],
  ],
  [
    'the old bank type TILES',
    { header: headerText([glyphEntry(1, {}, { bank_type: 'TILES', size: 0 })]) },
    ['ENTRY_BANK_TYPE'],
  ],
  [
    'a bank type named constructor (H6)',
    { header: headerText([soundEntry(1, 0, 0, { bank_type: 'constructor' })]) },
    ['ENTRY_BANK_TYPE'],
  ],
  ['another codec', { header: headerText([soundEntry(1, 0, 0, { codec: 'LZ4' })]) }, ['ENTRY_CODEC']],
  [
    'a codec that is no text',
    { header: headerText([soundEntry(1, 0, 0, { codec: null })]) },
    ['ENTRY_MEMBER_INVALID'],
  ],
];

const TWO = [soundEntry(1, 0, 1), soundEntry(2, 1, 2)];
const PRELOAD_CASES: readonly [string, HostilePack, readonly PackFindingCode[]][] = [
  [
    'two preloads',
    {
      header: headerText(TWO, [
        { asset_id: 1, slot: 0 },
        { asset_id: 2, slot: 15 },
      ]),
      payload: fillBytes(3),
    },
    [],
  ],
  [
    'a slot twice',
    {
      header: headerText(TWO, [
        { asset_id: 1, slot: 3 },
        { asset_id: 2, slot: 3 },
      ]),
      payload: fillBytes(3),
    },
    ['PRELOAD_DUPLICATE_SLOT'],
  ],
  [
    'one slot of two bank types',
    {
      header: headerText(
        [soundEntry(1, 0, 3), soundEntry(2, 3, 0, { bank_type: 'SCENE' })],
        [
          { asset_id: 1, slot: 3 },
          { asset_id: 2, slot: 3 },
        ],
      ),
      payload: fillBytes(3),
    },
    [],
  ],
  [
    'slot 16',
    { header: headerText(TWO, [{ asset_id: 1, slot: 16 }]), payload: fillBytes(3) },
    ['PRELOAD_MEMBER_INVALID'],
  ],
  [
    'slot -1',
    { header: headerText(TWO, [{ asset_id: 1, slot: -1 }]), payload: fillBytes(3) },
    ['PRELOAD_MEMBER_INVALID'],
  ],
  [
    'no slot',
    { header: headerText(TWO, [{ asset_id: 1 }]), payload: fillBytes(3) },
    ['PRELOAD_MEMBER_INVALID'],
  ],
  [
    'an unknown member',
    { header: headerText(TWO, [{ asset_id: 1, slot: 0, when: 1 }]), payload: fillBytes(3) },
    ['PRELOAD_MEMBER_INVALID'],
  ],
  ['no object', { header: headerText(TWO, [7]), payload: fillBytes(3) }, ['PRELOAD_MEMBER_INVALID']],
  ['no asset', { header: headerText(TWO, [{ slot: 0 }]), payload: fillBytes(3) }, ['PRELOAD_MEMBER_INVALID']],
  [
    'an asset that is not in the table',
    { header: headerText(TWO, [{ asset_id: 3, slot: 0 }]), payload: fillBytes(3) },
    ['PRELOAD_UNKNOWN_ASSET'],
  ],
  [
    'descending ids',
    {
      header: headerText(TWO, [
        { asset_id: 2, slot: 0 },
        { asset_id: 1, slot: 1 },
      ]),
      payload: fillBytes(3),
    },
    ['PRELOAD_ORDER'],
  ],
  [
    'an asset twice',
    {
      header: headerText(TWO, [
        { asset_id: 1, slot: 0 },
        { asset_id: 1, slot: 1 },
      ]),
      payload: fillBytes(3),
    },
    ['PRELOAD_ORDER'],
  ],
];

describe('hostile headers (H5, H6)', () => {
  it.each(HEADER_CASES)('%s', (_name, pack, codes) => {
    expect(codesOf(hostilePack(pack))).toEqual(codes);
  });
});

describe('entries', () => {
  it.each(ENTRY_CASES)('%s', (_name, pack, codes) => {
    expect(codesOf(hostilePack(pack))).toEqual(codes);
  });
});

describe('preload', () => {
  it.each(PRELOAD_CASES)('%s', (_name, pack, codes) => {
    expect(codesOf(hostilePack(pack))).toEqual(codes);
  });
});
