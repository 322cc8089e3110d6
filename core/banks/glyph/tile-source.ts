import type { TilePixels } from './tile-pixels.ts';

/** A cell that becomes a tile, with where it came from. */
export interface TileSource {
  /** Tile id. */
  readonly index: number;
  readonly file: string;
  /** Palette that the artifact names for all its cells. */
  readonly namedPalette: number | undefined;
  readonly pixels: TilePixels;
}

/** A tile with the palette it was matched with: null where it has no opaque pixel. */
export interface MatchedTile {
  readonly tile: TileSource;
  readonly palette: number | null;
  /** Palette entry of each of the tile's own colours, by its ordinal; slot 0 is the transparent one. */
  readonly entries: readonly number[];
}
