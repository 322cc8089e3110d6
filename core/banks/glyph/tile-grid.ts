import type { GridSettings } from './glyph-settings.ts';
import type { TileSize } from './glyph-layout.ts';

/** Cells of an image, in tiles. */
export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
}

/**
 * Cells along one side: the margin at both ends, the spacing between cells, nothing left over (asset-pack 4.1).
 * @returns 0 where the side does not come out even
 */
function countCells(sidePx: number, tileSize: TileSize, { margin, spacing }: GridSettings): number {
  const cells = (sidePx - 2 * margin + spacing) / (tileSize + spacing);
  return Number.isInteger(cells) && cells > 0 ? cells : 0;
}

/**
 * Cells of an image of that size: one for a single tile, a grid for a sheet.
 * @returns undefined where the size does not fit
 */
export function gridOf(
  image: { readonly width: number; readonly height: number },
  tileSize: TileSize,
  grid: GridSettings | undefined,
): CellGrid | undefined {
  if (grid === undefined) {
    return image.width === tileSize && image.height === tileSize ? { columns: 1, rows: 1 } : undefined;
  }
  const columns = countCells(image.width, tileSize, grid);
  const rows = countCells(image.height, tileSize, grid);
  return columns > 0 && rows > 0 ? { columns, rows } : undefined;
}

/** Top left pixel of a cell, counted row by row. */
export function cellOrigin(
  cell: number,
  { columns }: CellGrid,
  tileSize: TileSize,
  { margin, spacing }: GridSettings,
): { readonly x: number; readonly y: number } {
  const step = tileSize + spacing;
  return { x: margin + (cell % columns) * step, y: margin + Math.floor(cell / columns) * step };
}
