import type { TileRecord } from '#schemas/pack/companions.ts';
import { SHEET_SIDE_PX, tileColumns, tileOrigin, type TileSize } from './glyph-layout.ts';

/** A rectangle of the sheet in pixels. */
export interface SheetRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Id of the tile at a pixel of the sheet; undefined outside of it. */
export function tileAtPixel(x: number, y: number, tileSize: TileSize): number | undefined {
  if (!(x >= 0 && y >= 0 && x < SHEET_SIDE_PX && y < SHEET_SIDE_PX)) return undefined;
  return Math.floor(y / tileSize) * tileColumns(tileSize) + Math.floor(x / tileSize);
}

/** Where a tile stands on the sheet. */
export function tileRect(tileIndex: number, tileSize: TileSize): SheetRect {
  return { ...tileOrigin(tileIndex, tileSize), width: tileSize, height: tileSize };
}

/** Which file gave a tile and which palette it was matched with; undefined for an empty cell. */
export function findTileRecord(tiles: readonly TileRecord[], tileIndex: number): TileRecord | undefined {
  return tiles.find(({ index }) => index === tileIndex);
}
