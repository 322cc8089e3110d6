import { describe, expect, it } from 'vitest';
import { nobleHash } from '#core/hash/noble-hash.ts';
import { buildCompanions } from '#core/pack-format/companions.ts';
import { planPack } from '#core/pack-format/layout-plan.ts';
import { packSourceOfBytes, type PackSource } from '#core/pack-format/pack-source.ts';
import { PackWriter } from '#core/pack-format/pack-writer.ts';
import { concatBytes, hostilePack } from '#core/testing/hostile-pack.ts';
import type { FileStat, ReadTree } from '#core/ports/file-system.ts';
import { StudioError } from '#core/errors.ts';
import { validate } from '#schemas/validate.ts';
import { verifyPack, type VerifyPackOptions } from './verify-pack.ts';

const SLICE = { due: () => true, pause: () => Promise.resolve() };
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value);

/** A flat folder in memory. */
function folder(files: Readonly<Record<string, Uint8Array | 'folder'>>): ReadTree {
  const statOf = (name: string): FileStat | undefined => {
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (file === undefined) return undefined;
    const facts = { mtimeNs: 0n, ctimeNs: 0n, inode: 1n };
    return file === 'folder'
      ? { ...facts, kind: 'directory', size: 0 }
      : { ...facts, kind: 'file', size: file.length };
  };
  return {
    stat: statOf,
    list: () => [],
    openRead() {
      throw new StudioError('FILE_NOT_FOUND');
    },
    readFile(name) {
      const file = files[name];
      const stat = statOf(name);
      if (file === undefined || file === 'folder' || stat === undefined)
        throw new StudioError('FILE_NOT_FOUND');
      return { bytes: file, stat };
    },
  };
}

const PAYLOADS: readonly Uint8Array[] = [
  utf8('hello'),
  new Uint8Array(),
  new Uint8Array(4_300_000).fill(3),
  utf8('end'),
];

function buildFolder() {
  const planned = planPack(
    PAYLOADS.map((payload, index) => ({
      assetId: index + 1,
      assetName: `a${index}`,
      bankType: 'SOUNDS' as const,
      sizeBytes: payload.length,
      decodedSizeBytes: payload.length,
      metadata: {},
    })),
    [{ asset_id: 1, slot: 0 }],
  );
  if (!planned.ok) throw new Error('header too large');
  const parts: Uint8Array[] = [];
  const writer = new PackWriter(
    planned.plan,
    { write: (bytes) => void parts.push(bytes.slice()) },
    nobleHash,
  );
  for (const [index, payload] of PAYLOADS.entries()) {
    writer.beginPayload(index + 1, false);
    writer.write(payload);
    writer.endPayload();
  }
  const written = writer.finish();
  const companions = buildCompanions(
    planned.plan,
    written,
    PAYLOADS.map((payload, index) => ({
      asset_id: index + 1,
      asset_uuid: '6b1d3f0a-1111-4222-8333-444455556666',
      root: `r${index}`,
      format: 'SOUNDS/raw_v1' as const,
      inputs: [],
      payload_sha256: nobleHash.sha256Hex(payload),
    })),
  );
  return { pack: concatBytes(...parts), written, companions };
}

const BUILT = buildFolder();
type Files = Record<string, Uint8Array | 'folder'>;

async function verify(pack: Uint8Array | PackSource, options: Partial<VerifyPackOptions> = {}) {
  const source = pack instanceof Uint8Array ? packSourceOfBytes(pack) : pack;
  const report = await verifyPack(source, { hash: nobleHash, slice: SLICE, ...options });
  expect(validate('verify-pack-report', report)).toMatchObject({ ok: true });
  return { ...report, codes: report.findings.map((finding) => finding.code) };
}

async function verifyAgainst(change: (files: Files) => void, without = '') {
  const files: Files = Object.fromEntries(
    Object.entries(BUILT.companions).filter(([name]) => name !== without),
  );
  change(files);
  return verify(BUILT.pack, { against: folder(files) });
}

function metadataWith(change: (value: Record<string, unknown>) => void): Uint8Array {
  const value = JSON.parse(text(BUILT.companions['asset_table_metadata.json'])) as Record<string, unknown>;
  change(value);
  return utf8(JSON.stringify(value));
}

describe('verifyPack', () => {
  it('says yes to all with companions and anchor', async () => {
    const seen: number[] = [];
    const report = await verify(BUILT.pack, {
      against: folder({ ...BUILT.companions }),
      expectSha256: BUILT.written.sha256.toUpperCase(),
      onProgress: (done) => void seen.push(done),
    });
    expect(report.verdict).toEqual({ complete: 'yes', valid: 'yes', authentic: 'yes' });
    expect(report.codes).toEqual([]);
    expect(report.pack_sha256).toBe(nobleHash.sha256Hex(BUILT.pack));
    expect(seen.at(-1)).toBe(BUILT.pack.length);
    expect(seen.length).toBeGreaterThan(1);
  });

  it('has no anchor without an expected digest', async () => {
    expect((await verify(BUILT.pack)).verdict).toEqual({
      complete: 'yes',
      valid: 'yes',
      authentic: 'no-anchor',
    });
  });

  it('is not authentic with another digest, and still valid', async () => {
    const report = await verify(BUILT.pack, { expectSha256: '0'.repeat(64) });
    expect(report.verdict).toEqual({ complete: 'yes', valid: 'yes', authentic: 'no' });
    expect(report.codes).toEqual(['PACK_DIGEST']);
  });

  it('is incomplete and invalid when truncated or extended', async () => {
    const cut = await verify(BUILT.pack.slice(0, -1));
    expect([cut.verdict.complete, cut.verdict.valid, ...cut.codes]).toEqual([
      'no',
      'no',
      'SLICE_OUT_OF_RANGE',
    ]);
    const longer = await verify(concatBytes(BUILT.pack, utf8('x')));
    expect([longer.verdict.complete, longer.verdict.valid, ...longer.codes]).toEqual([
      'no',
      'no',
      'PAYLOAD_TRAILING',
    ]);
  });

  it('is complete with warnings alone', async () => {
    const report = await verify(
      hostilePack({ header: '{"asset_table":[],"preload":[]}', slack: utf8('..'), prelude: { flags: 1 } }),
    );
    expect(report.verdict).toMatchObject({ complete: 'yes', valid: 'yes' });
    expect(report.codes).toEqual(['PRELUDE_FLAGS', 'HEADER_SLACK']);
  });

  it('cannot judge completeness of what is no pack', async () => {
    expect((await verify(utf8('x'.repeat(100)))).verdict).toEqual({
      complete: 'unknown',
      valid: 'no',
      authentic: 'no-anchor',
    });
    expect((await verify(new Uint8Array())).verdict).toEqual({
      complete: 'no',
      valid: 'no',
      authentic: 'no-anchor',
    });
  });

  it('does not judge a file that changed while it was read (H10)', async () => {
    let asked = 0;
    const source: PackSource = { ...packSourceOfBytes(BUILT.pack), hasChanged: () => (asked += 1) > 1 };
    const report = await verify(source, { expectSha256: BUILT.written.sha256 });
    expect(report.verdict).toEqual({ complete: 'unknown', valid: 'unknown', authentic: 'unknown' });
    expect(report.codes).toEqual(['PACK_CHANGED_WHILE_READING']);
  });

  it('passes on a cancelled job', async () => {
    const slice = { due: () => true, pause: () => Promise.reject(new StudioError('CANCELLED')) };
    await expect(verifyPack(packSourceOfBytes(BUILT.pack), { hash: nobleHash, slice })).rejects.toMatchObject(
      { code: 'CANCELLED' },
    );
  });
});

describe('verifyPack against a build folder', () => {
  it.each(['asset_table.json', 'preload.json', 'asset_table_metadata.json'])('misses %s', async (name) => {
    const report = await verifyAgainst(() => undefined, name);
    expect(report.verdict).toMatchObject({ complete: 'no', valid: 'yes' });
    expect(report.findings).toMatchObject([{ code: 'COMPANION_MISSING', file: name }]);
  });

  it.each(['asset_table.json', 'preload.json', 'asset_table_metadata.json'])(
    'finds %s broken',
    async (name) => {
      const broken = await verifyAgainst((files) => (files[name] = utf8('[{"a":1,"a":2}]')));
      expect(broken.verdict).toMatchObject({ complete: 'yes', valid: 'no' });
      expect(broken.findings).toMatchObject([{ code: 'COMPANION_INVALID', file: name, byte_offset: 8 }]);
      expect((await verifyAgainst((files) => (files[name] = 'folder'))).codes).toEqual(['COMPANION_INVALID']);
    },
  );

  it('finds mirrors that say something else, and where', async () => {
    const table = text(BUILT.companions['asset_table.json']);
    const report = await verifyAgainst(
      (files) => (files['asset_table.json'] = utf8(table.replace('"a1"', '"b1"'))),
    );
    expect(report.findings).toMatchObject([
      { code: 'COMPANION_DIFFERS', file: 'asset_table.json', byte_offset: table.indexOf('"a1"') + 1 },
    ]);
    expect((await verifyAgainst((files) => (files['preload.json'] = utf8('[]')))).codes).toEqual([
      'COMPANION_DIFFERS',
    ]);
    expect(
      (await verifyAgainst((files) => (files['preload.json'] = utf8('[{"asset_id":1,"slot":0}]\n')))).codes,
    ).toEqual(['COMPANION_DIFFERS']);
  });

  it.each<[string, (value: Record<string, unknown>) => void, string]>([
    ['another schema', (value) => (value['schema_version'] = 2), 'COMPANION_INVALID'],
    [
      'another pack',
      (value) => (value['pack'] = { sha256: '0'.repeat(64), size_bytes: 1 }),
      'COMPANION_PACK_DIGEST',
    ],
    [
      'a missing asset',
      (value) => (value['assets'] = (value['assets'] as unknown[]).slice(0, 3)),
      'COMPANION_DIFFERS',
    ],
    [
      'another payload digest',
      (value) => Object.assign((value['assets'] as object[])[2] ?? {}, { payload_sha256: '0'.repeat(64) }),
      'PAYLOAD_DIGEST',
    ],
    [
      'another digest of an empty payload',
      (value) => Object.assign((value['assets'] as object[])[1] ?? {}, { payload_sha256: '0'.repeat(64) }),
      'PAYLOAD_DIGEST',
    ],
    [
      'another bank',
      (value) => Object.assign((value['assets'] as object[])[0] ?? {}, { format: 'SCENE/raw_v1' }),
      'COMPANION_DIFFERS',
    ],
  ])('finds metadata with %s', async (_name, change, code) => {
    const report = await verifyAgainst(
      (files) => (files['asset_table_metadata.json'] = metadataWith(change)),
    );
    expect(report.codes).toEqual([code]);
    expect(report.verdict).toMatchObject({ complete: 'yes', valid: 'no', authentic: 'no-anchor' });
  });

  it('finds a flipped payload bit, in the asset that has it', async () => {
    const flipped = BUILT.pack.slice();
    flipped[flipped.length - 2] = (flipped.at(-2) ?? 0) ^ 1;
    const report = await verify(flipped, { against: folder({ ...BUILT.companions }) });
    expect(report.findings).toMatchObject([
      { code: 'COMPANION_PACK_DIGEST' },
      { code: 'PAYLOAD_DIGEST', asset_id: 4, byte_offset: flipped.length - 3, byte_length: 3 },
    ]);
  });
});
