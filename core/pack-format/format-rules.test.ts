import { describe, expect, it } from 'vitest';
import {
  fillBytes,
  glyphEntry,
  GLYPH_METADATA,
  headerText,
  sampleBankEntry,
  sampleRecord,
  soundEntry,
} from '#core/testing/hostile-header.ts';
import { hostilePack, type HostilePack } from '#core/testing/hostile-pack.ts';
import { codesOf } from '#core/testing/hostile-reports.ts';
import type { PackFindingCode } from '#schemas/errors/codes.ts';
import { packSourceOfBytes } from './pack-source.ts';
import { inspectPack } from './read-pack.ts';

const FORMAT_CASES: readonly [string, HostilePack, readonly PackFindingCode[]][] = [
  ['a glyph bank', { header: headerText([glyphEntry(1)]), payload: fillBytes(34816) }, []],
  [
    'a glyph bank of a wrong size',
    { header: headerText([glyphEntry(1, GLYPH_METADATA, { size: 34815 })]), payload: fillBytes(34815) },
    ['FORMAT_SIZE'],
  ],
  [
    'a glyph bank with a wrong resident size',
    { header: headerText([glyphEntry(1, GLYPH_METADATA, { decoded_size: 1 })]), payload: fillBytes(34816) },
    ['FORMAT_SIZE'],
  ],
  [
    'a tile size of 12',
    { header: headerText([glyphEntry(1, { ...GLYPH_METADATA, tile_size: 12 })]), payload: fillBytes(34816) },
    ['FORMAT_METADATA'],
  ],
  [
    'one glyph key alone',
    { header: headerText([glyphEntry(1, { width: 256 })]), payload: fillBytes(34816) },
    Array<PackFindingCode>(4).fill('FORMAT_METADATA'),
  ],
  [
    '65 palettes',
    {
      header: headerText([glyphEntry(1, { ...GLYPH_METADATA, palette_authored: 65 })]),
      payload: fillBytes(34816),
    },
    ['FORMAT_METADATA'],
  ],
  [
    'a raw glyph',
    { header: headerText([glyphEntry(1, {}, { size: 3 })]), payload: fillBytes(3) },
    ['FORMAT_RAW_GLYPH'],
  ],
  [
    'a sample bank',
    {
      header: headerText([
        sampleBankEntry(
          {
            0: sampleRecord(),
            1: sampleRecord({ frames: 1, length: 2, loop_end: 1, loop_start: 0, offset: 4 }),
          },
          6,
        ),
      ]),
      payload: fillBytes(6),
    },
    [],
  ],
  [
    'a sample bank with another resident size',
    {
      header: headerText([{ ...sampleBankEntry({ 0: sampleRecord() }, 4), decoded_size: 5 }]),
      payload: fillBytes(4),
    },
    ['FORMAT_SIZE'],
  ],
  [
    'samples that do not fill the bank',
    { header: headerText([sampleBankEntry({ 0: sampleRecord() }, 6)]), payload: fillBytes(6) },
    ['FORMAT_SIZE'],
  ],
  [
    'a sample of a wrong length',
    { header: headerText([sampleBankEntry({ 0: sampleRecord({ length: 5 }) }, 5)]), payload: fillBytes(5) },
    ['FORMAT_METADATA'],
  ],
  [
    'a sample elsewhere',
    { header: headerText([sampleBankEntry({ 0: sampleRecord({ offset: 2 }) }, 4)]), payload: fillBytes(4) },
    ['FORMAT_METADATA'],
  ],
  [
    'a rate of 8000',
    {
      header: headerText([sampleBankEntry({ 0: sampleRecord({ sample_rate: 8000 }) }, 4)]),
      payload: fillBytes(4),
    },
    ['FORMAT_METADATA'],
  ],
  [
    'a loop that ends after the sample',
    {
      header: headerText([sampleBankEntry({ 0: sampleRecord({ loop_end: 3, loop_start: 0 }) }, 4)]),
      payload: fillBytes(4),
    },
    ['FORMAT_METADATA'],
  ],
  [
    'a loop without an end',
    {
      header: headerText([sampleBankEntry({ 0: sampleRecord({ loop_start: 0 }) }, 4)]),
      payload: fillBytes(4),
    },
    ['FORMAT_METADATA'],
  ],
  [
    'a wrong sample count',
    {
      header: headerText([sampleBankEntry({ 0: sampleRecord() }, 4, { sample_count: 2 })]),
      payload: fillBytes(4),
    },
    ['FORMAT_METADATA'],
  ],
  [
    'samples not numbered from 0',
    { header: headerText([sampleBankEntry({ 1: sampleRecord() }, 4)]), payload: fillBytes(4) },
    ['FORMAT_METADATA'],
  ],
  [
    'samples that are a text',
    { header: headerText([sampleBankEntry('x', 4)]), payload: fillBytes(4) },
    ['FORMAT_METADATA'],
  ],
  [
    'an unknown key of a sample',
    { header: headerText([sampleBankEntry({ 0: sampleRecord({ volume: 1 }) }, 4)]), payload: fillBytes(4) },
    ['FORMAT_METADATA'],
  ],
  [
    'two channels',
    {
      header: headerText([sampleBankEntry({ 0: sampleRecord() }, 4, { channels: 2 })]),
      payload: fillBytes(4),
    },
    ['FORMAT_METADATA'],
  ],
  [
    'a scene that is too short',
    {
      header: headerText([soundEntry(1, 0, 4, { bank_type: 'SCENE' })]),
      payload: new TextEncoder().encode('SCNE'),
    },
    ['FORMAT_SIZE'],
  ],
  [
    'a raw scene',
    {
      header: headerText([soundEntry(1, 0, 3, { bank_type: 'SCENE', decoded_size: 99 })]),
      payload: fillBytes(3),
    },
    [],
  ],
];

describe('formats as inferred (asset-pack 2, 4)', () => {
  it.each(FORMAT_CASES)('%s', (_name, pack, codes) => {
    expect(codesOf(hostilePack(pack))).toEqual(codes);
  });

  it('give way to the format that the companions name', () => {
    const source = packSourceOfBytes(
      hostilePack({ header: headerText([glyphEntry(1, { width: 3 }, { size: 3 })]), payload: fillBytes(3) }),
    );
    expect(inspectPack(source, { formats: new Map([[1, 'GLYPH/raw_v1']]) }).log.codes()).toEqual([
      'FORMAT_RAW_GLYPH',
    ]);
    expect(inspectPack(source, { formats: new Map([[1, 'SOUNDS/raw_v1']]) }).log.codes()).toEqual([
      'FORMAT_SIZE',
      'FORMAT_METADATA',
    ]);
  });
});
