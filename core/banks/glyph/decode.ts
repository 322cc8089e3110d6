import { encode } from 'fast-png';
import { StudioError } from '#core/errors.ts';
import {
  GLYPH_PAYLOAD_BYTES,
  LEFT_PIXEL_SHIFT,
  PALETTE_ENTRIES,
  PALETTE_ENTRY_BYTES,
  PALETTE_SLOTS,
  PALETTE_SLOT_BYTES,
  RIGHT_PIXEL_SHIFT,
  SHEET_BYTES,
  SHEET_PIXELS,
  SHEET_SIDE_PX,
  TRANSPARENT_ENTRY,
} from './glyph-layout.ts';
import { fromRgb565, type Rgb565 } from './rgb565.ts';

const NIBBLE = 0x0f;

function requireWhole(payload: Uint8Array): void {
  if (payload.length !== GLYPH_PAYLOAD_BYTES) {
    const sizes = `has ${String(payload.length)} bytes instead of ${String(GLYPH_PAYLOAD_BYTES)}`;
    throw new StudioError('PACK_UNREADABLE', `The payload of the indexed bank ${sizes}.`);
  }
}

/**
 * Palette indices of the sheet (asset-pack 4.1): 65,536 bytes of 0…15, row-major.
 * @throws StudioError PACK_UNREADABLE where the payload has another size
 */
export function decodeSheet(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  requireWhole(payload);
  const indices = new Uint8Array(SHEET_PIXELS);
  for (let at = 0; at < SHEET_BYTES; at += 1) {
    const pair = payload[at] ?? 0;
    indices[at * 2] = (pair >> LEFT_PIXEL_SHIFT) & NIBBLE;
    indices[at * 2 + 1] = (pair >> RIGHT_PIXEL_SHIFT) & NIBBLE;
  }
  return indices;
}

/**
 * The sixteen stored colours of a palette slot.
 * @param slot 0…63
 * @throws StudioError PACK_UNREADABLE where the payload has another size, PARAMS_INVALID for another slot
 */
export function readPaletteSlot(payload: Uint8Array, slot: number): readonly Rgb565[] {
  requireWhole(payload);
  if (!Number.isInteger(slot) || slot < 0 || slot >= PALETTE_SLOTS) {
    throw new StudioError(
      'PARAMS_INVALID',
      `Palette ${String(slot)} is not one of 0 to ${String(PALETTE_SLOTS - 1)}.`,
    );
  }
  const view = new DataView(
    payload.buffer,
    payload.byteOffset + SHEET_BYTES + slot * PALETTE_SLOT_BYTES,
    PALETTE_SLOT_BYTES,
  );
  return Array.from({ length: PALETTE_ENTRIES }, (_, entry) =>
    view.getUint16(entry * PALETTE_ENTRY_BYTES, true),
  );
}

/** A palette for people: sixteen times red, green, blue, alpha; the transparent entry has alpha 0. */
export function expandPalette(colors: readonly Rgb565[]): Uint8Array<ArrayBuffer> {
  const rgba = new Uint8Array(PALETTE_ENTRIES * 4);
  for (let entry = 0; entry < PALETTE_ENTRIES; entry += 1) {
    rgba.set(fromRgb565(colors[entry] ?? 0), entry * 4);
    rgba[entry * 4 + 3] = entry === TRANSPARENT_ENTRY ? 0 : 255;
  }
  return rgba;
}

/**
 * An indexed PNG of 8 bits with PLTE of sixteen entries and tRNS for the transparent one.
 * @param indices 0…15, row-major, `width`·`height` of them
 * @param palette as `expandPalette` gives it
 */
function encodeIndexedPng(
  indices: Uint8Array,
  width: number,
  height: number,
  palette: Uint8Array,
): Uint8Array {
  const colors = Array.from({ length: PALETTE_ENTRIES }, (_, entry) => [
    ...palette.subarray(entry * 4, entry * 4 + 4),
  ]);
  return encode({ width, height, data: indices, depth: 8, channels: 1, palette: colors });
}

/**
 * The sheet of a bank as an indexed PNG with exactly the packed indices, for `extract --decoded` and previews.
 * @param slot palette 0…63
 * @throws StudioError as `decodeSheet` and `readPaletteSlot`
 */
export function encodeSheetPng(payload: Uint8Array, slot: number): Uint8Array {
  const palette = expandPalette(readPaletteSlot(payload, slot));
  return encodeIndexedPng(decodeSheet(payload), SHEET_SIDE_PX, SHEET_SIDE_PX, palette);
}
