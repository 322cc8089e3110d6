import { describe, expect, it } from 'vitest';
import { fillBytes, headerText } from '#core/testing/hostile-header.ts';
import { bytesOfHex, concatBytes, EMPTY_PACK, hostilePack } from '#core/testing/hostile-pack.ts';
import { codesOf, reportOf } from '#core/testing/hostile-reports.ts';
import type { PackFindingCode } from '#schemas/errors/codes.ts';
import { validate } from '#schemas/validate.ts';
import type { PackSource } from './pack-source.ts';
import { inspectPack } from './read-pack.ts';

const PRELUDE_CASES: readonly [string, Uint8Array, readonly PackFindingCode[]][] = [
  ['no byte at all', fillBytes(0), ['PRELUDE_TRUNCATED']],
  ['one byte', fillBytes(1), ['PRELUDE_TRUNCATED']],
  ['31 bytes', EMPTY_PACK.slice(0, 31), ['PRELUDE_TRUNCATED']],
  ['a prelude alone', EMPTY_PACK.slice(0, 32), ['PRELUDE_HEADER_LEN', 'PRELUDE_PAYLOAD_OFFSET']],
  ['a file cut in the header', EMPTY_PACK.slice(0, 50), ['PRELUDE_HEADER_LEN', 'PRELUDE_PAYLOAD_OFFSET']],
  ['another magic', hostilePack({ header: headerText([]), prelude: { magic: 'ASPB' } }), ['PRELUDE_MAGIC']],
  [
    'a PNG file',
    concatBytes(bytesOfHex('89504e470d0a1a0a0000000d49484452'), fillBytes(100)),
    ['PRELUDE_MAGIC'],
  ],
  ...[0, 2, 0x01000000, 2 ** 31, 2 ** 32 - 1].map(
    (schemaVersion): [string, Uint8Array, readonly PackFindingCode[]] => [
      `schema_version ${schemaVersion}`,
      hostilePack({ header: headerText([]), prelude: { schemaVersion } }),
      ['PRELUDE_SCHEMA_VERSION'],
    ],
  ),
  ...[2 ** 31, 2 ** 32 - 1].map((headerLen): [string, Uint8Array, readonly PackFindingCode[]] => [
    `header_len ${headerLen}`,
    hostilePack({ header: headerText([]), prelude: { headerLen } }),
    ['PRELUDE_HEADER_LEN'],
  ]),
  [
    'header_len one too large',
    hostilePack({ header: headerText([]), prelude: { headerLen: 32 } }),
    ['PRELUDE_HEADER_LEN'],
  ],
  ['header_len 0', hostilePack({ header: '', payload: fillBytes(0) }), ['HEADER_SYNTAX']],
  [
    'header_len 0 before a header',
    hostilePack({ header: headerText([]), prelude: { headerLen: 0 } }),
    ['HEADER_SYNTAX', 'HEADER_SLACK'],
  ],
  [
    'header_len 1',
    hostilePack({ header: headerText([]), prelude: { headerLen: 1 } }),
    ['HEADER_SYNTAX', 'HEADER_SLACK'],
  ],
  ...[0n, 1n, 62n, 64n, 2n ** 31n, 2n ** 32n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n].map(
    (payloadOffset): [string, Uint8Array, readonly PackFindingCode[]] => [
      `payload_offset ${payloadOffset}`,
      hostilePack({ header: headerText([]), prelude: { payloadOffset } }),
      ['PRELUDE_PAYLOAD_OFFSET'],
    ],
  ),
  ...[1, 2 ** 31, 2 ** 32 - 1].flatMap((value): [string, Uint8Array, readonly PackFindingCode[]][] => [
    [`flags ${value}`, hostilePack({ header: headerText([]), prelude: { flags: value } }), ['PRELUDE_FLAGS']],
    [
      `reserved ${value}`,
      hostilePack({ header: headerText([]), prelude: { reserved: value } }),
      ['PRELUDE_RESERVED'],
    ],
    [
      `header_checksum ${value}`,
      hostilePack({ header: headerText([]), prelude: { checksum: value } }),
      ['PRELUDE_CHECKSUM'],
    ],
  ]),
];

describe('hostile preludes (H1, H2)', () => {
  it.each(PRELUDE_CASES)('%s', (_name, pack, codes) => {
    expect(codesOf(pack)).toEqual(codes);
  });

  it('are refused unread above 64 MiB of header', () => {
    const reads: number[] = [];
    const first = hostilePack({
      header: headerText([]),
      prelude: { headerLen: 64 * 1024 * 1024 + 1, payloadOffset: 2n ** 30n },
    });
    const source: PackSource = {
      size: 2 ** 31,
      readAt(offset, length) {
        reads.push(length);
        return offset === 0 ? first.slice(0, length) : new Uint8Array(Math.min(length, 2 ** 20));
      },
    };
    expect(inspectPack(source).log.codes()).toEqual(['HEADER_LIMIT']);
    expect(Math.max(...reads)).toBeLessThanOrEqual(256 * 1024);
  });

  it('show a u64 exactly', () => {
    const report = reportOf(
      hostilePack({ header: headerText([]), prelude: { payloadOffset: 2n ** 64n - 1n } }),
    );
    expect(report.prelude?.payload_offset).toBe('18446744073709551615');
    expect(report.findings[0]).toMatchObject({ byte_offset: 12, byte_length: 8 });
    expect(validate('inspect-report', report).ok).toBe(true);
  });

  it('show a magic that is not text', () => {
    const prelude = reportOf(concatBytes(bytesOfHex('00ff415c'), fillBytes(40))).prelude;
    expect(prelude).toMatchObject({ magic: '\\x00\\xffA\\x5c', magic_hex: '00ff415c' });
  });
});
