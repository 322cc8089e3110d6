/**
 * Bytes of a `GLYPH/indexed_v1` payload (asset-pack 4.1): one sheet of 4-bit indices, then the palettes.
 * What the contract marks as assumed is marked so here, and can be changed here without touching a caller.
 */
export const SHEET_SIDE_PX = 256;
export const SHEET_PIXELS = SHEET_SIDE_PX * SHEET_SIDE_PX;
export const SHEET_BYTES = SHEET_PIXELS / 2;
export const PALETTE_SLOTS = 64;
export const PALETTE_ENTRIES = 16;
export const PALETTE_ENTRY_BYTES = 2;
export const PALETTE_SLOT_BYTES = PALETTE_ENTRIES * PALETTE_ENTRY_BYTES;
export const PALETTE_BYTES = PALETTE_SLOTS * PALETTE_SLOT_BYTES;
export const GLYPH_PAYLOAD_BYTES = SHEET_BYTES + PALETTE_BYTES;
/** Resident bytes: one byte a pixel and the palettes. */
export const GLYPH_DECODED_BYTES = SHEET_PIXELS + PALETTE_BYTES;

/** The palette entry that is drawn as nothing (assumed). */
export const TRANSPARENT_ENTRY = 0;
/** Bits by which the left pixel of a byte is shifted: the high nibble (assumed). */
export const LEFT_PIXEL_SHIFT = 4;
export const RIGHT_PIXEL_SHIFT = 0;

export const TILE_SIZES = [8, 16, 32] as const;
export type TileSize = (typeof TILE_SIZES)[number];

/** Keys of the metadata root of an indexed bank: the author declares the first, the packer adds the others. */
export const GLYPH_METADATA_KEYS = [
  'tile_size',
  'width',
  'height',
  'palette_count',
  'palette_authored',
] as const;

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
