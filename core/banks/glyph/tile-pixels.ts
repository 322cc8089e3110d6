import type { PixelPlace } from '#schemas/report/diagnostic.ts';
import type { TileSize } from './glyph-layout.ts';
import type { RgbaImage } from './png-image.ts';
import { hexColor, toRgb565, type Rgb565 } from './rgb565.ts';

/** A colour of a tile, with the first pixel that has it. */
export interface TileColor {
  readonly rgb565: Rgb565;
  /** As it stands in the image, `#rrggbb`. */
  readonly source: string;
  readonly pixel: PixelPlace;
}

/** A tile before any palette: which of its own colours each pixel has. */
export interface TilePixels {
  /** Row-major; 0 is transparent, n is `colors[n − 1]`. */
  readonly ordinals: Uint16Array;
  /** Distinct opaque RGB565 colours in row-major first appearance. */
  readonly colors: readonly TileColor[];
  /** First pixel that is neither opaque nor transparent, and how many there are. */
  readonly partialAlpha:
    { readonly pixel: PixelPlace; readonly value: number; readonly count: number } | undefined;
}

/**
 * Cuts a tile out of an image (asset-pack 4.1). The cell lies inside the image.
 * @param originX, originY top left pixel of the cell in the image
 */
export function cutTile(image: RgbaImage, originX: number, originY: number, tileSize: TileSize): TilePixels {
  const ordinals = new Uint16Array(tileSize * tileSize);
  const colors: TileColor[] = [];
  const ordinalOf = new Map<Rgb565, number>();
  let firstPartial: { readonly pixel: PixelPlace; readonly value: number } | undefined;
  let partialCount = 0;
  for (let row = 0; row < tileSize; row += 1) {
    for (let column = 0; column < tileSize; column += 1) {
      const x = originX + column;
      const y = originY + row;
      const at = (y * image.width + x) * 4;
      const alpha = image.rgba[at + 3] ?? 0;
      if (alpha === 0) continue;
      if (alpha !== 255) {
        firstPartial ??= { pixel: { x, y }, value: alpha };
        partialCount += 1;
        continue;
      }
      const red = image.rgba[at] ?? 0;
      const green = image.rgba[at + 1] ?? 0;
      const blue = image.rgba[at + 2] ?? 0;
      const rgb565 = toRgb565(red, green, blue);
      let ordinal = ordinalOf.get(rgb565);
      if (ordinal === undefined) {
        colors.push({ rgb565, source: hexColor(red, green, blue), pixel: { x, y } });
        ordinal = colors.length;
        ordinalOf.set(rgb565, ordinal);
      }
      ordinals[row * tileSize + column] = ordinal;
    }
  }
  const partialAlpha = firstPartial === undefined ? undefined : { ...firstPartial, count: partialCount };
  return { ordinals, colors, partialAlpha };
}
