import { describe, expect, it } from 'vitest';
import { fillBytes, headerText, soundEntry } from '#core/testing/hostile-header.ts';
import { concatBytes, hostilePack } from '#core/testing/hostile-pack.ts';
import { reportOf } from '#core/testing/hostile-reports.ts';

describe('the calibrating reader', () => {
  const text = headerText([soundEntry(1, 0, 3)]);
  const encoded = new TextEncoder().encode(text);

  function wide(byteOrder: 'little' | 'big'): Uint8Array {
    const prelude = new Uint8Array(48);
    const view = new DataView(prelude.buffer);
    prelude.set(new TextEncoder().encode('ASPA'));
    view.setUint32(4, 1, byteOrder === 'little');
    view.setBigUint64(16, BigInt(encoded.length), byteOrder === 'little');
    view.setBigUint64(24, BigInt(48 + encoded.length), byteOrder === 'little');
    return concatBytes(prelude, encoded, fillBytes(3));
  }

  it.each(['little', 'big'] as const)('finds a prelude of 48 bytes, %s-endian', (byteOrder) => {
    const report = reportOf(wide(byteOrder));
    expect(report.layout).toMatchObject({
      matched: 'calibrated',
      prelude_size: 48,
      byte_order: byteOrder,
      header: { start: 48, length: encoded.length },
      payload: { start: 48 + encoded.length, length: 3 },
    });
    expect(report.layout.fields.map((field) => field.name)).toEqual(['header_len', 'payload_offset']);
    expect(report.findings.map((finding) => finding.code)).toContain('PRELUDE_LAYOUT');
    expect(report.asset_table).toHaveLength(1);
    expect(report.coverage.ranges.at(-1)).toMatchObject({ kind: 'payload', asset_id: 1, length: 3 });
  });

  it('opens a pack with another magic, where all else is version 1', () => {
    const report = reportOf(hostilePack({ header: text, payload: fillBytes(3), prelude: { magic: 'PAK0' } }));
    expect(report.layout).toMatchObject({ matched: 'calibrated', prelude_size: 32, byte_order: 'little' });
    expect(report.layout.fields).toEqual([
      { name: 'header_len', offset: 8, size: 4 },
      { name: 'payload_offset', offset: 12, size: 8 },
    ]);
    expect(report.findings.map((finding) => finding.code)).toEqual(['PRELUDE_MAGIC']);
    expect(report.asset_table).toHaveLength(1);
  });

  it('finds nothing in a file without the header', () => {
    const report = reportOf(fillBytes(500));
    expect(report.layout.matched).toBe('none');
    expect(report.coverage.ranges).toEqual([
      { start: 0, length: 32, kind: 'prelude' },
      { start: 32, length: 468, kind: 'trailing' },
    ]);
  });
});
