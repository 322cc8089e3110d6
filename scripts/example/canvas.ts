import { LETTERS } from './colors.ts';

/** A picture: row-major 0xRRGGBB, −1 where it is transparent. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Int32Array;
}

export const CLEAR = -1;

export function createCanvas(width: number, height: number): Canvas {
  return { width, height, pixels: new Int32Array(width * height).fill(CLEAR) };
}

/** The pixel at a place, transparent outside of the picture. */
export function pixelAt(canvas: Canvas, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= canvas.width || y >= canvas.height) return CLEAR;
  return canvas.pixels[y * canvas.width + x] ?? CLEAR;
}

/** Sets a pixel; places outside of the picture are skipped. */
export function put(canvas: Canvas, x: number, y: number, color: number): void {
  if (x < 0 || y < 0 || x >= canvas.width || y >= canvas.height) return;
  canvas.pixels[y * canvas.width + x] = color;
}

export function fillRect(
  canvas: Canvas,
  left: number,
  top: number,
  width: number,
  height: number,
  color: number,
): void {
  for (let y = top; y < top + height; y += 1)
    for (let x = left; x < left + width; x += 1) put(canvas, x, y, color);
}

/** Draws the opaque pixels of `source` with its corner at (left, top). */
export function blit(target: Canvas, source: Canvas, left: number, top: number): void {
  for (let y = 0; y < source.height; y += 1) {
    for (let x = 0; x < source.width; x += 1) {
      const color = pixelAt(source, x, y);
      if (color !== CLEAR) put(target, left + x, top + y, color);
    }
  }
}

/** A part of a picture as a picture of its own. */
export function crop(source: Canvas, left: number, top: number, width: number, height: number): Canvas {
  const part = createCanvas(width, height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) put(part, x, y, pixelAt(source, left + x, top + y));
  return part;
}

/** The picture seen in a mirror standing to its side. */
export function mirrored(source: Canvas): Canvas {
  const result = createCanvas(source.width, source.height);
  for (let y = 0; y < source.height; y += 1) {
    for (let x = 0; x < source.width; x += 1) put(result, source.width - 1 - x, y, pixelAt(source, x, y));
  }
  return result;
}

/** A picture drawn as text, one letter a pixel (`LETTERS`, with `extra` before them); a dot or a space is transparent. */
export function drawn(rows: readonly string[], extra: Readonly<Record<string, number>> = {}): Canvas {
  const width = rows[0]?.length ?? 0;
  const canvas = createCanvas(width, rows.length);
  rows.forEach((row, y) => {
    if (row.length !== width) throw new Error(`row ${y} has ${row.length} pixels, not ${width}: ${row}`);
    Array.from(row).forEach((letter, x) => {
      if (letter === '.' || letter === ' ') return;
      const color = extra[letter] ?? LETTERS[letter];
      if (color === undefined) throw new Error(`no colour for the letter ${letter}`);
      put(canvas, x, y, color);
    });
  });
  return canvas;
}

/** A lit ellipsoid: `ramp` from dark to light, the light from the upper left. Only + − × ÷ and square root, which are exact everywhere. */
export function ball(
  canvas: Canvas,
  centerX: number,
  centerY: number,
  radiusX: number,
  radiusY: number,
  ramp: readonly number[],
): void {
  for (let y = Math.floor(centerY - radiusY); y <= centerY + radiusY; y += 1) {
    for (let x = Math.floor(centerX - radiusX); x <= centerX + radiusX; x += 1) {
      const nx = (x - centerX) / radiusX;
      const ny = (y - centerY) / radiusY;
      const rest = 1 - nx * nx - ny * ny;
      if (rest < 0) continue;
      const light = (-nx * 0.55 - ny * 0.62 + Math.sqrt(rest) * 0.56 + 0.35) / 1.3;
      const step = Math.max(0, Math.min(ramp.length - 1, Math.floor(light * ramp.length)));
      put(canvas, x, y, ramp[step] ?? CLEAR);
    }
  }
}

/** Puts a contour of `color` around the opaque part, on transparent pixels that touch it by a side. */
export function outline(canvas: Canvas, color: number): void {
  const before = { ...canvas, pixels: canvas.pixels.slice() };
  for (let y = 0; y < canvas.height; y += 1) {
    for (let x = 0; x < canvas.width; x += 1) {
      if (pixelAt(before, x, y) !== CLEAR) continue;
      const touches = [
        pixelAt(before, x - 1, y),
        pixelAt(before, x + 1, y),
        pixelAt(before, x, y - 1),
        pixelAt(before, x, y + 1),
      ];
      if (touches.some((neighbour) => neighbour !== CLEAR)) put(canvas, x, y, color);
    }
  }
}
