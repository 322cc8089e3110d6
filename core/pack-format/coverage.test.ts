import fc from 'fast-check';
import { fuzzRuns } from '#core/testing/fuzz-runs.ts';
import { describe, expect, it } from 'vitest';
import { fillBytes, headerText, soundEntry } from '#core/testing/hostile-header.ts';
import { hostilePack, type HostilePack } from '#core/testing/hostile-pack.ts';
import { brokenPartition, codesOf, reportOf } from '#core/testing/hostile-reports.ts';
import type { PackFindingCode } from '#schemas/errors/codes.ts';

const PAYLOAD_CASES: readonly [string, HostilePack, readonly PackFindingCode[]][] = [
  [
    'a slice past the end',
    { header: headerText([soundEntry(1, 0, 4)]), payload: fillBytes(3) },
    ['SLICE_OUT_OF_RANGE'],
  ],
  [
    'a slice that begins past the end',
    { header: headerText([soundEntry(1, 0, 3), soundEntry(2, 9, 0)]), payload: fillBytes(3) },
    ['SLICE_OUT_OF_RANGE'],
  ],
  [
    'sizes that overflow',
    { header: headerText([soundEntry(1, 0, 3), soundEntry(2, 1, 2 ** 53 - 1)]), payload: fillBytes(3) },
    ['SLICE_OUT_OF_RANGE', 'SLICE_OVERLAP'],
  ],
  [
    'an overlap',
    { header: headerText([soundEntry(1, 0, 2), soundEntry(2, 1, 2)]), payload: fillBytes(3) },
    ['SLICE_OVERLAP'],
  ],
  [
    'two entries on the same bytes',
    { header: headerText([soundEntry(1, 0, 3), soundEntry(2, 0, 3)]), payload: fillBytes(3) },
    ['SLICE_OVERLAP'],
  ],
  [
    'a gap',
    { header: headerText([soundEntry(1, 0, 1), soundEntry(2, 2, 1)]), payload: fillBytes(3) },
    ['PAYLOAD_GAP'],
  ],
  [
    'a gap before the first slice',
    { header: headerText([soundEntry(1, 1, 2)]), payload: fillBytes(3) },
    ['PAYLOAD_GAP'],
  ],
  [
    'trailing bytes',
    { header: headerText([soundEntry(1, 0, 2)]), payload: fillBytes(3) },
    ['PAYLOAD_TRAILING'],
  ],
  ['a payload without entries', { header: headerText([]), payload: fillBytes(3) }, ['PAYLOAD_TRAILING']],
  [
    'slack',
    { header: headerText([soundEntry(1, 0, 3)]), slack: fillBytes(5), payload: fillBytes(3) },
    ['HEADER_SLACK'],
  ],
  [
    'entries without bytes',
    {
      header: headerText([soundEntry(1, 0, 0), soundEntry(2, 0, 3), soundEntry(3, 3, 0)]),
      payload: fillBytes(3),
    },
    [],
  ],
];

describe('slices and coverage (H3)', () => {
  it.each(PAYLOAD_CASES)('%s', (_name, pack, codes) => {
    expect(codesOf(hostilePack(pack))).toEqual(codes);
  });

  it('names the ranges of gap, overlap, slack and trailing bytes', () => {
    const text = headerText([soundEntry(1, 0, 4), soundEntry(2, 2, 4), soundEntry(3, 8, 1)]);
    const report = reportOf(hostilePack({ header: text, slack: fillBytes(2), payload: fillBytes(12) }));
    const start = 32 + text.length + 2;
    expect(report.coverage.ranges.slice(2)).toEqual([
      { start: start - 2, length: 2, kind: 'slack' },
      { start, length: 2, kind: 'payload', asset_id: 1 },
      { start: start + 2, length: 2, kind: 'overlap' },
      { start: start + 4, length: 2, kind: 'payload', asset_id: 2 },
      { start: start + 6, length: 2, kind: 'gap' },
      { start: start + 8, length: 1, kind: 'payload', asset_id: 3 },
      { start: start + 9, length: 3, kind: 'trailing' },
    ]);
    expect(report.coverage.gaps).toEqual([{ start: start + 6, length: 2, kind: 'gap' }]);
    expect(report.coverage.overlaps).toEqual([{ start: start + 2, length: 2, kind: 'overlap' }]);
    expect(report.coverage.slack).toEqual([{ start: start - 2, length: 2, kind: 'slack' }]);
    expect(report.findings.find((finding) => finding.code === 'SLICE_OVERLAP')).toMatchObject({
      asset_id: 2,
      byte_offset: start + 2,
      byte_length: 2,
    });
  });

  it('with slices anywhere are covered exactly once', () => {
    const slice = fc.record({ offset: fc.nat(40), size: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(slice, { maxLength: 8 }), fc.nat(40), (slices, length) => {
        const table = slices.map(({ offset, size }, index) => soundEntry(index + 1, offset, size));
        const text = headerText(table);
        const report = reportOf(hostilePack({ header: text, payload: fillBytes(length) }));
        expect(brokenPartition(report)).toBeUndefined();
        const start = 32 + text.length;
        for (let at = 0; at < length; at += 1) {
          const owners = slices.filter(({ offset, size }) => at >= offset && at < offset + size).length;
          const kind = report.coverage.ranges.find(
            (range) => start + at >= range.start && start + at < range.start + range.length,
          )?.kind;
          const last = Math.max(
            0,
            ...slices
              .filter(({ offset, size }) => offset < length || offset + size <= length)
              .map(({ offset, size }) => Math.min(length, offset + size)),
          );
          expect(kind).toBe(
            owners === 0 ? (at < last ? 'gap' : 'trailing') : owners === 1 ? 'payload' : 'overlap',
          );
        }
      }),
      fuzzRuns(500),
    );
  });
});
