import type { AssetPreview } from '#schemas/contract/views.ts';
import { base64ToBytes } from '../../platform/base64.ts';
import type { GlyphSheetData } from '../../ui/preview/glyph-pixels.ts';

/** A glyph preview of the contract as the sheet parts take it. */
export function glyphData(preview: Extract<AssetPreview, { kind: 'glyph' }>): GlyphSheetData {
  return {
    sheet: base64ToBytes(preview.sheet_base64),
    palettes: base64ToBytes(preview.palettes_base64),
    tileSize: preview.tile_size,
    tileCount: preview.tile_count,
    tiles: preview.tiles,
  };
}
