import type { BankFormat } from '../bank-format.ts';
import { encodeGlyphBank } from './encode-glyph-bank.ts';
import { PACKER_METADATA_KEYS } from './glyph-layout.ts';
import { listPaletteFiles, readGlyphSettings } from './glyph-settings.ts';

/** An image of 65,536 pixels needs far less; ancillary chunks and animations may be this large. */
const MAX_IMAGE_FILE_BYTES = 64 * 1024 * 1024;

/** `GLYPH/indexed_v1` (asset-pack 4.1). */
export const GLYPH_INDEXED_V1: BankFormat = {
  format: 'GLYPH/indexed_v1',
  bankType: 'GLYPH',
  encoderVersion: 1,
  reservedMetadataKeys: PACKER_METADATA_KEYS,
  listPipelineInputs: listPaletteFiles,
  checkDeclaration: (declaration) => readGlyphSettings(declaration).diagnostics,
  headerMetadata: (declaration) => declaration.output.metadata ?? {},
  maxInputBytes: MAX_IMAGE_FILE_BYTES,
  produce: { kind: 'encode', encode: encodeGlyphBank },
};
