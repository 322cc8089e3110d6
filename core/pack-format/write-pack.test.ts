import fc from 'fast-check';
import { fuzzRuns } from '#core/testing/fuzz-runs.ts';
import { describe, expect, it } from 'vitest';
import { toHex } from '#core/bytes/hex.ts';
import { nobleHash } from '#core/hash/noble-hash.ts';
import { concatBytes, hostilePack } from '#core/testing/hostile-pack.ts';
import type { PreloadEntry } from '#schemas/pack/pack-header.ts';
import { checkBoot } from './boot-check.ts';
import { buildCompanions } from './companions.ts';
import { planPack, type PackPlan, type PlanEntry } from './layout-plan.ts';
import { packSourceOfBytes } from './pack-source.ts';
import { PackWriter } from './pack-writer.ts';
import { inspectPack, inspectReport } from './read-pack.ts';

function plan(entries: readonly PlanEntry[], preload: readonly PreloadEntry[] = []): PackPlan {
  const result = planPack(entries, preload);
  if (!result.ok) throw new Error(`header of ${result.headerSizeBytes} bytes`);
  return result.plan;
}

function raw(assetId: number, sizeBytes: number, change: Partial<PlanEntry> = {}): PlanEntry {
  return {
    assetId,
    assetName: `asset ${assetId}`,
    bankType: 'SOUNDS',
    sizeBytes,
    decodedSizeBytes: sizeBytes,
    metadata: {},
    ...change,
  };
}

function collect() {
  const parts: Uint8Array[] = [];
  return {
    sink: { write: (bytes: Uint8Array) => void parts.push(bytes.slice()) },
    bytes: () => concatBytes(...parts),
    parts,
  };
}

describe('writing', () => {
  it('gives the pack without assets that was typed by hand', () => {
    const { sink, bytes } = collect();
    const written = new PackWriter(plan([]), sink, nobleHash).finish();
    expect(toHex(bytes())).toBe(
      '4153504101000000' +
        '1f000000' +
        '3f00000000000000' +
        '000000000000000000000000' +
        '7b2261737365745f7461626c65223a5b5d2c227072656c6f6164223a5b5d7d',
    );
    expect(written.sizeBytes).toBe(63);
  });

  it('puts members, entries and preloads in canonical order, blobs without padding', () => {
    const planned = plan(
      [
        raw(9, 5, { metadata: { b: 1, a: { d: 1, c: 2 } } }),
        raw(2, 3, { bankType: 'SCENE', decodedSizeBytes: 8 }),
      ],
      [
        { slot: 1, asset_id: 9 },
        { slot: 0, asset_id: 2 },
      ],
    );
    const expected =
      '{"asset_table":[{"asset_id":2,"asset_name":"asset 2","bank_type":"SCENE","codec":"NONE","decoded_size":8,"metadata":{},"offset":0,"size":3},' +
      '{"asset_id":9,"asset_name":"asset 9","bank_type":"SOUNDS","codec":"NONE","decoded_size":5,"metadata":{"a":{"c":2,"d":1},"b":1},"offset":3,"size":5}],' +
      '"preload":[{"asset_id":2,"slot":0},{"asset_id":9,"slot":1}]}';
    expect(new TextDecoder().decode(planned.headerBytes)).toBe(expected);
    expect(planned.payloadOffset).toBe(32 + expected.length);
    expect(planned.fileSizeBytes).toBe(32 + expected.length + 8);
    const table = new TextDecoder().decode(planned.assetTableBytes);
    expect(expected).toContain(
      `"asset_table":${table},"preload":${new TextDecoder().decode(planned.preloadBytes)}}`,
    );
  });

  it('agrees with the reader for payloads in any pieces, with digests of all and of each (round trip)', () => {
    const asset = fc.record({
      bytes: fc.uint8Array({ maxLength: 40 }),
      name: fc.string({ minLength: 1, unit: 'grapheme' }),
      cut: fc.nat(40),
    });
    fc.assert(
      fc.property(fc.array(asset, { maxLength: 8 }), (assets) => {
        const planned = plan(
          assets.map(({ bytes, name }, index) => raw(index + 1, bytes.length, { assetName: name })),
        );
        const { sink, bytes } = collect();
        const writer = new PackWriter(planned, sink, nobleHash);
        for (const [index, payload] of assets.entries()) {
          writer.beginPayload(index + 1, true);
          writer.write(payload.bytes.subarray(0, payload.cut));
          writer.write(payload.bytes.subarray(payload.cut));
          expect(writer.endPayload()).toBe(nobleHash.sha256Hex(payload.bytes));
        }
        const written = writer.finish();
        expect(written).toEqual({ sha256: nobleHash.sha256Hex(bytes()), sizeBytes: bytes().length });
        const pack = inspectPack(packSourceOfBytes(bytes()));
        expect(pack.log.list()).toEqual([]);
        expect(inspectReport(pack).asset_table).toEqual(planned.header.asset_table);
        for (const [index, entry] of planned.header.asset_table.entries()) {
          const start = planned.payloadOffset + entry.offset;
          expect(bytes().slice(start, start + entry.size)).toEqual(
            new Uint8Array(assets[index]?.bytes ?? []),
          );
        }
      }),
      fuzzRuns(150),
    );
  });

  it('gathers small payloads and passes large ones through', () => {
    const large = new Uint8Array(3_000_000).fill(7);
    const planned = plan([
      ...Array.from({ length: 500 }, (_, index) => raw(index + 1, 10)),
      raw(501, large.length),
    ]);
    const { sink, bytes, parts } = collect();
    const writer = new PackWriter(planned, sink, nobleHash);
    for (let id = 1; id <= 500; id += 1) {
      writer.beginPayload(id, false);
      writer.write(new Uint8Array(10).fill(id));
      expect(writer.endPayload()).toBeUndefined();
    }
    writer.beginPayload(501, false);
    writer.write(large);
    writer.endPayload();
    expect(writer.finish().sha256).toBe(nobleHash.sha256Hex(bytes()));
    expect(parts.length).toBeLessThan(5);
    expect(bytes()[planned.payloadOffset + 4995]).toBe(500 % 256);
  });

  it('refuses a payload that is not of its planned size', () => {
    const writer = new PackWriter(plan([raw(1, 4)]), collect().sink, nobleHash);
    writer.beginPayload(1, false);
    writer.write(new Uint8Array(3));
    expect(() => writer.endPayload()).toThrow(
      expect.objectContaining({ code: 'FILE_CHANGED', data: { asset_id: 1 } }),
    );
    expect(() => writer.write(new Uint8Array(2))).toThrow(expect.objectContaining({ code: 'FILE_CHANGED' }));
  });

  it('refuses payloads out of order, missing ones and ids that repeat', () => {
    const writer = new PackWriter(plan([raw(1, 0), raw(2, 0)]), collect().sink, nobleHash);
    expect(() => writer.beginPayload(2, false)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
    expect(() => writer.finish()).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
    expect(() => plan([raw(1, 0), raw(1, 0)])).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
  });

  it('refuses a header over 64 MiB', () => {
    const name = 'x'.repeat(1024 * 1024);
    const entries = Array.from({ length: 64 }, (_, index) => raw(index + 1, 0, { assetName: name }));
    expect(planPack(entries, [])).toMatchObject({ ok: false });
  });
});

describe('companions (asset-pack 3)', () => {
  it('are canonical, in order of id and of UTF-8 path, and keep pipeline numbers', () => {
    const planned = plan([raw(1, 0), raw(2, 0)]);
    const entry = (assetId: number) => ({
      asset_id: assetId,
      asset_uuid: '6b1d3f0a-1111-4222-8333-444455556666',
      root: `r${assetId}`,
      format: 'SOUNDS/raw_v1' as const,
      pipeline: { gain: 0.5 },
      inputs: ['\u{1f600}', '\ufb33'].map((path) => ({ path, sha256: '0'.repeat(64), size_bytes: 0 })),
      payload_sha256: 'f'.repeat(64),
    });
    const bytes = buildCompanions(planned, { sha256: 'a'.repeat(64), sizeBytes: 9 }, [entry(2), entry(1)]);
    const inputs = `[{"path":"\ufb33","sha256":"${'0'.repeat(64)}","size_bytes":0},{"path":"\u{1f600}","sha256":"${'0'.repeat(64)}","size_bytes":0}]`;
    const asset = (id: number): string =>
      `{"asset_id":${id},"asset_uuid":"6b1d3f0a-1111-4222-8333-444455556666","format":"SOUNDS/raw_v1","inputs":${inputs},"payload_sha256":"${'f'.repeat(64)}","pipeline":{"gain":0.5},"root":"r${id}"}`;
    expect(new TextDecoder().decode(bytes['asset_table_metadata.json'])).toBe(
      `{"assets":[${asset(1)},${asset(2)}],"pack":{"sha256":"${'a'.repeat(64)}","size_bytes":9},"schema_version":1}`,
    );
    expect(bytes['preload.json']).toEqual(new TextEncoder().encode('[]'));
  });
});

describe('would the runtime boot? (asset-pack 5)', () => {
  const entry = (id: number, offset: number, change: object = {}): object => ({
    asset_id: id,
    asset_name: 'x',
    bank_type: 'SOUNDS',
    codec: 'NONE',
    decoded_size: 100 * id,
    metadata: {},
    offset,
    size: 1,
    ...change,
  });
  const boot = (table: readonly object[], preload: readonly object[], slackBytes = 0) =>
    checkBoot(
      inspectPack(
        packSourceOfBytes(
          hostilePack({
            header: `{"asset_table":${JSON.stringify(table)},"preload":${JSON.stringify(preload)}}`,
            slack: new Uint8Array(slackBytes),
            payload: new Uint8Array(4),
          }),
        ),
      ),
    );

  it('shows slots and resident bytes', () => {
    const check = boot(
      [entry(1, 0), entry(2, 1), entry(3, 2), entry(4, 3, { bank_type: 'SCENE' })],
      [
        { asset_id: 1, slot: 0 },
        { asset_id: 3, slot: 15 },
        { asset_id: 4, slot: 0 },
      ],
    );
    expect(check.boots).toBe(true);
    expect(check.banks.map(({ bankType, residentBytes }) => [bankType, residentBytes])).toEqual([
      ['GLYPH', 0],
      ['SOUNDS', 400],
      ['SCENE', 400],
    ]);
    expect(check.banks[1]?.slots).toEqual([1, ...Array<null>(14).fill(null), 3]);
  });

  it('with what only the writer must keep: order, gaps, trailing bytes, slack, overlap, unknown members', () => {
    expect(boot([entry(5, 0), entry(1, 0, { extra: 1 })], [], 7).boots).toBe(true);
  });

  it.each<[string, readonly object[], readonly object[], readonly string[]]>([
    ['a slice out of range', [entry(1, 9)], [], ['SLICE_OUT_OF_RANGE']],
    ['the old bank type', [entry(1, 0, { bank_type: 'TILES' })], [], ['ENTRY_BANK_TYPE']],
    ['a preload of nothing', [entry(1, 0)], [{ asset_id: 2, slot: 0 }], ['PRELOAD_UNKNOWN_ASSET']],
    [
      'a slot claimed twice',
      [entry(1, 0), entry(2, 1)],
      [
        { asset_id: 1, slot: 0 },
        { asset_id: 2, slot: 0 },
      ],
      ['PRELOAD_DUPLICATE_SLOT'],
    ],
    [
      'a preloaded unknown codec',
      [entry(1, 0, { codec: 'LZ4' })],
      [{ asset_id: 1, slot: 0 }],
      ['ENTRY_CODEC'],
    ],
  ])('not with %s', (_name, table, preload, codes) => {
    const check = boot(table, preload);
    expect(check.boots).toBe(false);
    expect(check.reasons.map((reason) => reason.code)).toEqual(codes);
  });

  it('with an unknown codec that nothing preloads', () => {
    expect(boot([entry(1, 0, { codec: 'LZ4' })], []).boots).toBe(true);
  });
});
