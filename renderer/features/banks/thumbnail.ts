import { SHEET_PX, type GlyphSheetData } from '../../ui/preview/glyph-pixels.ts';

/** Side of a thumbnail, CSS px. */
export const THUMB_PX = 64;

/** The first tiles of a sheet as a square picture that whole pixels fill: `sidePx` × `zoom` is `THUMB_PX`. */
export interface GlyphThumb {
  readonly kind: 'glyph';
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly sidePx: number;
}

/** How many tiles a side of the thumbnail has: as few as show all of them, as many as fit. */
export function thumbColumns(tileSize: number, tileCount: number): number {
  const most = THUMB_PX / tileSize;
  let columns = 1;
  while (columns < most && columns * columns < tileCount) columns *= 2;
  return columns;
}

export function glyphThumb(data: GlyphSheetData): GlyphThumb {
  const { sheet, palettes, tileSize, tileCount } = data;
  const columns = thumbColumns(tileSize, tileCount);
  const sidePx = columns * tileSize;
  const sheetColumns = SHEET_PX / tileSize;
  const pixels = new Uint8ClampedArray(sidePx * sidePx * 4);
  const paletteOf = new Map(data.tiles.map((tile) => [tile.index, tile.palette ?? 0]));
  for (let tile = 0; tile < Math.min(tileCount, columns * columns); tile += 1) {
    const palette = paletteOf.get(tile) ?? 0;
    const fromX = (tile % sheetColumns) * tileSize;
    const fromY = Math.floor(tile / sheetColumns) * tileSize;
    const toX = (tile % columns) * tileSize;
    const toY = Math.floor(tile / columns) * tileSize;
    for (let y = 0; y < tileSize; y += 1)
      for (let x = 0; x < tileSize; x += 1) {
        const index = sheet[(fromY + y) * SHEET_PX + fromX + x] ?? 0;
        if (index === 0) continue;
        const color = (palette * 16 + index) * 3;
        const at = ((toY + y) * sidePx + toX + x) * 4;
        pixels[at] = palettes[color] ?? 0;
        pixels[at + 1] = palettes[color + 1] ?? 0;
        pixels[at + 2] = palettes[color + 2] ?? 0;
        pixels[at + 3] = 255;
      }
  }
  return { kind: 'glyph', pixels, sidePx };
}
