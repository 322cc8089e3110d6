import { GLYPH } from '#core/pack-format/layout.ts';

/**
 * The geometry of a `GLYPH/indexed_v1` payload (asset-pack 4.1): one sheet of 4-bit indices, then the palettes. The
 * values stand in `pack-format/layout.ts`; here is what follows from them.
 */
export const SHEET_SIDE_PX = GLYPH.sheetSide;
export const SHEET_PIXELS = SHEET_SIDE_PX * SHEET_SIDE_PX;
export const SHEET_BYTES = GLYPH.sheetBytes;
export const PALETTE_SLOTS = GLYPH.paletteCount;
export const PALETTE_ENTRIES = GLYPH.colorsPerPalette;
export const PALETTE_ENTRY_BYTES = GLYPH.bytesPerColor;
export const PALETTE_SLOT_BYTES = PALETTE_ENTRIES * PALETTE_ENTRY_BYTES;
export const GLYPH_PAYLOAD_BYTES = GLYPH.sizeBytes;
export const GLYPH_DECODED_BYTES = GLYPH.decodedSizeBytes;
export const TRANSPARENT_ENTRY = GLYPH.transparentIndex;
/** Bits by which the two pixels of a byte are shifted. */
export const LEFT_PIXEL_SHIFT = GLYPH.leftPixelShift;
export const RIGHT_PIXEL_SHIFT = 4 - LEFT_PIXEL_SHIFT;

export const TILE_SIZES = GLYPH.tileSizes;
export type TileSize = (typeof TILE_SIZES)[number];

/** The key of the metadata root that the author declares; the packer adds the others. */
export const TILE_SIZE_KEY = 'tile_size';
export const PACKER_METADATA_KEYS = GLYPH.metadataKeys.filter((key) => key !== TILE_SIZE_KEY);

/** Guard for a declared tile size. */
export function isTileSize(value: unknown): value is TileSize {
  return TILE_SIZES.some((size) => size === value);
}

/** Tiles in a row of the sheet. */
export function tileColumns(tileSize: TileSize): number {
  return SHEET_SIDE_PX / tileSize;
}

/** Tiles that a bank holds: 1024, 256 or 64. */
export function tileCapacity(tileSize: TileSize): number {
  return tileColumns(tileSize) ** 2;
}

/** Top left corner of a tile on the sheet, in pixels. */
export function tileOrigin(
  tileIndex: number,
  tileSize: TileSize,
): { readonly x: number; readonly y: number } {
  const columns = tileColumns(tileSize);
  return { x: (tileIndex % columns) * tileSize, y: Math.floor(tileIndex / columns) * tileSize };
}
