import fc from 'fast-check';
import { fuzzRuns } from '#core/testing/fuzz-runs.ts';
import { describe, expect, it } from 'vitest';
import {
  fillBytes,
  glyphEntry,
  headerText,
  sampleBankEntry,
  sampleRecord,
  soundEntry,
} from '#core/testing/hostile-header.ts';
import { bytesOfHex, concatBytes, EMPTY_PACK, hostilePack } from '#core/testing/hostile-pack.ts';
import { brokenPartition, reportOf } from '#core/testing/hostile-reports.ts';
import { validate } from '#schemas/validate.ts';
import { MAX_FINDINGS_PER_CODE } from './findings.ts';
import { packSourceOfBytes, type PackSource } from './pack-source.ts';
import { inspectPack } from './read-pack.ts';

/**
 * One raw sound of the three bytes AA BB CC, preloaded into slot 2, every byte typed by hand. The header is
 * {"asset_table":[{"asset_id":7,"asset_name":"a","bank_type":"SOUNDS","codec":"NONE","decoded_size":3,"metadata":{},
 * "offset":0,"size":3}],"preload":[{"asset_id":7,"slot":2}]} without the line break: 172 bytes.
 */
const ONE = bytesOfHex(`
  41535041 01000000 ac000000 cc00000000000000 00000000 00000000 00000000
  7b 2261737365745f7461626c65223a 5b 7b 2261737365745f6964223a 37 2c
  2261737365745f6e616d65223a 2261222c 2262616e6b5f74797065223a 22534f554e4453222c
  22636f646563223a 224e4f4e45222c 226465636f6465645f73697a65223a 332c 226d65746164617461223a 7b7d2c
  226f6666736574223a 302c 2273697a65223a 33 7d 5d 2c
  227072656c6f6164223a 5b 7b 2261737365745f6964223a 372c 22736c6f74223a 32 7d 5d 7d
  aabbcc`);

describe('packs typed by hand', () => {
  it('without assets', () => {
    const report = reportOf(EMPTY_PACK);
    expect(report.findings).toEqual([]);
    expect(report.file_size).toBe(63);
    expect(report.prelude).toEqual({
      magic: 'ASPA',
      magic_hex: '41535041',
      schema_version: 1,
      header_len: 31,
      payload_offset: 63,
      flags: 0,
      reserved: 0,
      header_checksum: 0,
    });
    expect(report.asset_table).toEqual([]);
    expect(report.coverage.ranges).toEqual([
      { start: 0, length: 32, kind: 'prelude' },
      { start: 32, length: 31, kind: 'header' },
    ]);
    expect(report.layout).toMatchObject({
      matched: 'v1',
      header: { start: 32, length: 31 },
      payload: { start: 63, length: 0 },
    });
  });

  it('with one asset', () => {
    const report = reportOf(ONE);
    expect(report.findings).toEqual([]);
    expect(report.asset_table).toEqual([
      {
        asset_id: 7,
        asset_name: 'a',
        bank_type: 'SOUNDS',
        codec: 'NONE',
        decoded_size: 3,
        metadata: {},
        offset: 0,
        size: 3,
      },
    ]);
    expect(report.preload).toEqual([{ asset_id: 7, slot: 2 }]);
    expect(report.coverage).toEqual({
      ranges: [
        { start: 0, length: 32, kind: 'prelude' },
        { start: 32, length: 172, kind: 'header' },
        { start: 204, length: 3, kind: 'payload', asset_id: 7 },
      ],
      gaps: [],
      overlaps: [],
      slack: [],
    });
    expect(validate('inspect-report', report).ok).toBe(true);
  });
});

describe('findings', () => {
  it('carry pointer, bytes in the file and asset id', () => {
    const text = headerText([soundEntry(1, 0, 0), soundEntry(2, 0, 0, { codec: 'LZ4' })]);
    expect(reportOf(hostilePack({ header: text })).findings).toMatchObject([
      {
        code: 'ENTRY_CODEC',
        severity: 'error',
        asset_id: 2,
        pointer: '/asset_table/1/codec',
        byte_offset: 32 + text.indexOf('"LZ4"'),
        byte_length: 5,
      },
    ]);
  });

  it('are counted where there are too many to list', () => {
    const table = Array.from({ length: MAX_FINDINGS_PER_CODE + 7 }, (_, index) =>
      soundEntry(index + 1, 0, 0, { codec: 'LZ4' }),
    );
    const report = reportOf(hostilePack({ header: headerText(table) }));
    expect(report.findings).toHaveLength(MAX_FINDINGS_PER_CODE);
    expect(report.findings_omitted).toEqual([{ code: 'ENTRY_CODEC', count: 7 }]);
  });

  it('show a wide integer exactly', () => {
    const text = headerText([soundEntry(1, 0, 0)]).replace('"offset":0', '"offset":18446744073709551615');
    expect(reportOf(hostilePack({ header: text })).asset_table).toMatchObject([
      { offset: '18446744073709551615' },
    ]);
  });

  it('tell of a file that changed while it was read (H10)', () => {
    const whole = packSourceOfBytes(ONE);
    expect(inspectPack({ ...whole, hasChanged: () => true }).log.codes()).toEqual([
      'PACK_CHANGED_WHILE_READING',
    ]);
    const cut: PackSource = {
      size: ONE.length,
      readAt: (offset, length) => ONE.slice(0, 100).subarray(offset, offset + length),
    };
    expect(inspectPack(cut).log.codes()).toContain('PACK_CHANGED_WHILE_READING');
  });
});

describe('any bytes (F1, H3)', () => {
  it('give a report that fits its schema and covers the file', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (random, withMagic) => {
        const file = withMagic ? concatBytes(EMPTY_PACK.slice(0, 8), random) : random;
        const report = reportOf(file);
        expect(validate('inspect-report', report)).toMatchObject({ ok: true });
        expect(brokenPartition(report)).toBeUndefined();
      }),
      fuzzRuns(1000),
    );
  });

  it('of a mutated pack give a report', () => {
    const sampleText = headerText(
      [
        glyphEntry(1, { tile_size: 8 }, { size: 4 }),
        soundEntry(2, 4, 2),
        sampleBankEntry({ 0: sampleRecord() }, 4),
        soundEntry(9, 10, 3, { bank_type: 'SCENE' }),
      ],
      [{ asset_id: 2, slot: 1 }],
    );
    const valid = hostilePack({ header: sampleText, payload: fillBytes(16) });
    const mutation = fc.record({
      at: fc.nat(valid.length - 1),
      value: fc.oneof(fc.nat(255), fc.constantFrom(0x22, 0x2c, 0x30, 0x39, 0x5d, 0x7d)),
    });
    fc.assert(
      fc.property(
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        fc.nat(valid.length),
        (mutations, cut) => {
          const file = valid.slice();
          for (const { at, value } of mutations) file[at] = value;
          for (const bytes_ of [file, file.slice(0, cut)]) {
            const report = reportOf(bytes_);
            expect(validate('inspect-report', report)).toMatchObject({ ok: true });
            expect(brokenPartition(report)).toBeUndefined();
          }
        },
      ),
      fuzzRuns(1500),
    );
  });
});
