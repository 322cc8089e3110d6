import { PALETTE_ENTRIES, TRANSPARENT_ENTRY } from './glyph-layout.ts';
import type { PaletteColor } from './palette-file.ts';
import { toRgb565, type Rgb565 } from './rgb565.ts';

/** A palette as it goes into the payload. */
export interface BankPalette {
  readonly index: number;
  /** Stored colours in entry order, 1 to 16; missing entries are zero. */
  readonly stored: readonly Rgb565[];
  /** Entry by colour, lowest first, without the transparent one (asset-pack 4.1). */
  readonly entryOf: ReadonlyMap<Rgb565, number>;
}

/** A declared palette with its colours. */
export function declaredPalette(index: number, colors: readonly PaletteColor[]): BankPalette {
  return paletteOf(
    index,
    colors.map(([red, green, blue]) => toRgb565(red, green, blue)),
  );
}

/** A palette from stored colours; entry 0 matches nothing. */
export function paletteOf(index: number, stored: readonly Rgb565[]): BankPalette {
  const entryOf = new Map<Rgb565, number>();
  for (const [entry, color] of stored.slice(0, PALETTE_ENTRIES).entries()) {
    if (entry !== TRANSPARENT_ENTRY && !entryOf.has(color)) entryOf.set(color, entry);
  }
  return { index, stored, entryOf };
}

/** True where the palette has the colour, but only at the transparent entry. */
export function onlyAtTransparentEntry(palette: BankPalette, color: Rgb565): boolean {
  return palette.stored[TRANSPARENT_ENTRY] === color && !palette.entryOf.has(color);
}
