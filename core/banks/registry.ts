import type { AssetType, FormatId } from '#schemas/scalars.ts';
import type { BankDiagnostic, BankFormat } from './bank-format.ts';
import { GLYPH_INDEXED_V1 } from './glyph/glyph-format.ts';
import { rawFormat } from './raw/raw-format.ts';
import { SOUNDS_PCM16LE_V1 } from './sound/sound-format.ts';

const FORMATS: readonly BankFormat[] = [
  GLYPH_INDEXED_V1,
  SOUNDS_PCM16LE_V1,
  rawFormat('GLYPH/raw_v1', 'GLYPH'),
  rawFormat('SOUNDS/raw_v1', 'SOUNDS'),
  rawFormat('SCENE/raw_v1', 'SCENE'),
];

/** Every payload format that this version packs. */
export const BANK_FORMATS: ReadonlyMap<FormatId, BankFormat> = new Map(
  FORMATS.map((bank) => [bank.format, bank]),
);

/** Formats that go with each author-facing type (asset-workspace 2). */
const FORMATS_OF_TYPE: Readonly<Record<AssetType, readonly FormatId[]>> = {
  glyph_bank: ['GLYPH/indexed_v1'],
  sound_bank: ['SOUNDS/pcm16le_v1'],
  scene_bank: ['SCENE/tilemap_v1'],
  raw: ['GLYPH/raw_v1', 'SOUNDS/raw_v1', 'SCENE/raw_v1'],
};

/**
 * The format of a declaration, where type and format are a pair that this version packs; undefined otherwise, and
 * then `describeUnsupportedFormat` says why.
 * @param format `output.format` as declared
 */
export function findBankFormat(type: AssetType, format: string): BankFormat | undefined {
  const known = FORMATS_OF_TYPE[type].find((id) => id === format);
  return known === undefined ? undefined : BANK_FORMATS.get(known);
}

/** `FORMAT_UNSUPPORTED` for a pair that `findBankFormat` does not know. */
export function describeUnsupportedFormat(type: AssetType, format: string): BankDiagnostic {
  const pointer = '/output/format';
  const expected = FORMATS_OF_TYPE[type];
  if (expected.some((id) => id === format)) {
    return {
      code: 'FORMAT_UNSUPPORTED',
      message: `Type ${type} with ${format} comes in a later release of Pack Studio; this one cannot pack it.`,
      remedy: 'Exclude the asset until then, or pack prepared bytes as type raw with SCENE/raw_v1.',
      pointer,
    };
  }
  return {
    code: 'FORMAT_UNSUPPORTED',
    message: `Type ${type} goes with ${expected.join(' or ')}, not with ${JSON.stringify(format)}.`,
    pointer,
  };
}
