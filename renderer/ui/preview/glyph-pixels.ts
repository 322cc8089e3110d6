import type { TileRecord } from '#schemas/pack/companions.ts';

export const SHEET_PX = 256;

/** A glyph sheet as shown: 256 × 256 palette indices, 64 × 16 × RGB, and which palette each tile was matched with. */
export interface GlyphSheetData {
  readonly sheet: Uint8Array;
  readonly palettes: Uint8Array;
  readonly tileSize: 8 | 16 | 32;
  readonly tileCount: number;
  readonly tiles: readonly TileRecord[];
}

/** `own` draws each tile with the palette that it was matched with; a number draws all with that one. */
export type PaletteChoice = number | 'own';

/** Palette of every tile by id, 0 where a tile has none of its own. */
export function tilePalettes(
  data: Pick<GlyphSheetData, 'tileSize' | 'tiles'>,
  choice: PaletteChoice,
): Uint8Array {
  const columns = SHEET_PX / data.tileSize;
  const palettes = new Uint8Array(columns * columns);
  if (choice !== 'own') return palettes.fill(choice);
  for (const tile of data.tiles) if (tile.index < palettes.length) palettes[tile.index] = tile.palette ?? 0;
  return palettes;
}

/** The sheet as RGBA pixels; colour index 0 is transparent (asset-pack 4.1). */
export function sheetPixels(data: GlyphSheetData, choice: PaletteChoice): Uint8ClampedArray<ArrayBuffer> {
  const { sheet, palettes, tileSize } = data;
  const columns = SHEET_PX / tileSize;
  const ofTile = tilePalettes(data, choice);
  const pixels = new Uint8ClampedArray(SHEET_PX * SHEET_PX * 4);
  for (let y = 0; y < SHEET_PX; y += 1) {
    const rowTile = Math.floor(y / tileSize) * columns;
    for (let x = 0; x < SHEET_PX; x += 1) {
      const at = y * SHEET_PX + x;
      const index = sheet[at] ?? 0;
      if (index === 0) continue;
      const color = ((ofTile[rowTile + Math.floor(x / tileSize)] ?? 0) * 16 + index) * 3;
      pixels[at * 4] = palettes[color] ?? 0;
      pixels[at * 4 + 1] = palettes[color + 1] ?? 0;
      pixels[at * 4 + 2] = palettes[color + 2] ?? 0;
      pixels[at * 4 + 3] = 255;
    }
  }
  return pixels;
}

/** Tile id at a pixel of the sheet. */
export function tileAt(x: number, y: number, tileSize: number): number {
  const columns = SHEET_PX / tileSize;
  return Math.floor(y / tileSize) * columns + Math.floor(x / tileSize);
}

/** The sixteen colours of a palette as `#rrggbb`. */
export function paletteColors(palettes: Uint8Array, index: number): readonly string[] {
  const hex = (at: number) => (palettes[at] ?? 0).toString(16).padStart(2, '0');
  return Array.from({ length: 16 }, (_, color) => {
    const at = (index * 16 + color) * 3;
    return `#${hex(at)}${hex(at + 1)}${hex(at + 2)}`;
  });
}
