import { describe, expect, it } from 'vitest';
import { GLYPH_INDEXED_V1 } from '#core/banks/glyph/glyph-format.ts';
import type { BankFormat } from '#core/banks/bank-format.ts';
import { nobleHash } from '#core/hash/noble-hash.ts';
import { declareGlyphBank } from '#core/testing/bank-declarations.ts';
import { codeOf } from '#core/testing/scratch-folder.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { computeBuildKey } from './build-key.ts';

const FORMAT: BankFormat = { ...GLYPH_INDEXED_V1, encoderVersion: 7 };
const DIGESTS = new Map([
  ['t/b.png', 'a'.repeat(64)],
  ['hero.gpl', 'b'.repeat(64)],
  ['t/a.png', 'c'.repeat(64)],
  ['notes.txt', 'd'.repeat(64)],
  ['asset.json', 'e'.repeat(64)],
]);

function base(): AssetDeclaration {
  return declareGlyphBank([{ file: 't/b.png', index: 0, palette: 0 }], {
    palettes: [{ index: 0, palette: { file: 'hero.gpl' } }],
  });
}

function keyOf(
  changes: Partial<AssetDeclaration> = {},
  digests: ReadonlyMap<string, string> = DIGESTS,
  format = FORMAT,
): string {
  return computeBuildKey({ declaration: { ...base(), ...changes }, format, digests, hash: nobleHash });
}

describe('computeBuildKey', () => {
  it('is the SHA-256 of canonical JSON, as sha256sum has it', () => {
    expect(keyOf()).toBe('33fba87a683992ee2e05e7fabd684a7cc83e5af4b1eeccb11beb2c72bc16c2de');
  });

  it('does not depend on what leaves the bytes alone', () => {
    const expected = keyOf();
    expect(keyOf({ name: 'other' })).toBe(expected);
    expect(keyOf({ asset_uuid: '3f2504e0-4f89-41d3-9a0c-0305e82c3309' })).toBe(expected);
    expect(keyOf({ preload: { enabled: true, slot: 3 } })).toBe(expected);
    expect(keyOf({ build: { jobs: 2 } })).toBe(expected);
    expect(keyOf({ inputs: { source: ['notes.txt'] } })).toBe(expected);
    expect(keyOf({}, new Map([...DIGESTS, ['asset.json', 'f'.repeat(64)]]))).toBe(expected);
  });

  it('depends on everything that affects bytes', () => {
    const { output } = base();
    const artifact = { file: 't/b.png', index: 0, palette: 0 };
    const keys = [
      keyOf(),
      keyOf({}, new Map([...DIGESTS, ['t/b.png', 'f'.repeat(64)]])),
      keyOf({}, new Map([...DIGESTS, ['hero.gpl', 'f'.repeat(64)]])),
      keyOf({}, DIGESTS, { ...FORMAT, encoderVersion: 8 }),
      keyOf({ artifacts: [{ ...artifact, index: 1 }] }),
      keyOf({ artifacts: [{ ...artifact, palette: 1 }] }),
      keyOf({ artifacts: [{ ...artifact, loop: { start: 0, end: 1 } }] }),
      keyOf({ artifacts: [artifact, { file: 't/a.png', index: 1 }] }),
      keyOf({ artifacts: [artifact, { file: 't/a.png', index: 2 }] }),
      keyOf({ output: { ...output, metadata: { tile_size: 16 } } }),
      keyOf({ output: { ...output, codec_configuration: {} } }),
      keyOf({ output: { ...output, pipeline: { ...output.pipeline, slice: 'grid' } } }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('takes artifacts by index, however they are listed', () => {
    const first = { file: 't/b.png', index: 0 };
    const second = { file: 't/a.png', index: 1 };
    expect(keyOf({ artifacts: [second, first] })).toBe(keyOf({ artifacts: [first, second] }));
  });

  it('gives the key of new digests for a declaration that it has seen', () => {
    const declaration = base();
    const keyWith = (digests: ReadonlyMap<string, string>): string =>
      computeBuildKey({ declaration, format: FORMAT, digests, hash: nobleHash });
    const changed = new Map([...DIGESTS, ['hero.gpl', 'f'.repeat(64)]]);
    expect(keyWith(DIGESTS)).toBe(keyOf());
    expect(keyWith(changed)).toBe(keyOf({}, changed));
    expect(keyWith(DIGESTS)).toBe(keyOf());
  });

  it('refuses to guess a digest', () => {
    expect(codeOf(() => keyOf({}, new Map()))).toBe('INTERNAL');
  });
});
