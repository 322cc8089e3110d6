import {
  GLYPH_PAYLOAD_BYTES,
  LEFT_PIXEL_SHIFT,
  PALETTE_ENTRIES,
  PALETTE_ENTRY_BYTES,
  PALETTE_SLOT_BYTES,
  RIGHT_PIXEL_SHIFT,
  SHEET_BYTES,
  SHEET_SIDE_PX,
  tileOrigin,
  type TileSize,
} from './glyph-layout.ts';
import type { BankPalette } from './palette-set.ts';
import type { MatchedTile } from './tile-source.ts';

function drawTile(payload: Uint8Array, { tile, entries }: MatchedTile, tileSize: TileSize): void {
  const { x, y } = tileOrigin(tile.index, tileSize);
  const { ordinals } = tile.pixels;
  for (let row = 0; row < tileSize; row += 1) {
    const rowStart = ((y + row) * SHEET_SIDE_PX + x) / 2;
    for (let column = 0; column < tileSize; column += 2) {
      const left = entries[ordinals[row * tileSize + column] ?? 0] ?? 0;
      const right = entries[ordinals[row * tileSize + column + 1] ?? 0] ?? 0;
      payload[rowStart + column / 2] = (left << LEFT_PIXEL_SHIFT) | (right << RIGHT_PIXEL_SHIFT);
    }
  }
}

/**
 * The payload of an indexed bank (asset-pack 4.1): sheet, then palettes. Cells without a tile and palette slots
 * without a palette are zero.
 */
export function writeGlyphPayload(
  tiles: readonly MatchedTile[],
  palettes: readonly BankPalette[],
  tileSize: TileSize,
): Uint8Array {
  const payload = new Uint8Array(GLYPH_PAYLOAD_BYTES);
  for (const tile of tiles) drawTile(payload, tile, tileSize);
  const view = new DataView(payload.buffer);
  for (const palette of palettes) {
    const slotStart = SHEET_BYTES + palette.index * PALETTE_SLOT_BYTES;
    for (const [entry, color] of palette.stored.slice(0, PALETTE_ENTRIES).entries()) {
      view.setUint16(slotStart + entry * PALETTE_ENTRY_BYTES, color, true);
    }
  }
  return payload;
}
