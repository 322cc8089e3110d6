import { describe, expect, it } from 'vitest';
import type { InspectReport } from '#schemas/report/inspect.ts';
import { preludeRows } from './prelude-rows.ts';

const REPORT: Pick<InspectReport, 'prelude' | 'layout' | 'findings'> = {
  prelude: {
    magic: 'ASPA',
    magic_hex: '41535041',
    schema_version: 1,
    header_len: 1024,
    payload_offset: 1056,
    flags: 0,
    reserved: 0,
    header_checksum: 0,
  },
  layout: {
    matched: 'v1',
    prelude_size: 32,
    byte_order: 'little',
    fields: [
      { name: 'magic', offset: 0, size: 4 },
      { name: 'payload_offset', offset: 12, size: 8 },
    ],
    header: null,
    payload: null,
  },
  findings: [{ code: 'PRELUDE_FLAGS', severity: 'warning', message: '', remedy: '' }],
};

describe('the prelude as a table', () => {
  it('gives place and type where the layout tells them', () => {
    const rows = preludeRows(REPORT);
    expect(rows.map((row) => row.name)).toEqual([
      'magic',
      'schema_version',
      'header_len',
      'payload_offset',
      'flags',
      'reserved',
      'header_checksum',
    ]);
    expect(rows[3]).toMatchObject({ offset: 12, sizeBytes: 8, type: 'u64 LE', value: '1056' });
    expect(rows[1]).toMatchObject({ offset: null, type: 'u32 LE' });
  });
  it('H2 shows an offset beyond 2^53 exactly', () => {
    const prelude =
      REPORT.prelude === null ? null : { ...REPORT.prelude, payload_offset: '18446744073709551615' };
    expect(preludeRows({ ...REPORT, prelude })[3]?.value).toBe('18446744073709551615');
  });
  it('marks the field that a finding is about', () => {
    expect(
      preludeRows(REPORT)
        .filter((row) => row.severity !== null)
        .map((row) => row.name),
    ).toEqual(['flags']);
  });
  it('has no rows where there is no prelude', () => {
    expect(preludeRows({ ...REPORT, prelude: null })).toEqual([]);
  });
});
