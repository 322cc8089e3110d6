import { NIGHT, WATER } from '../colors.ts';
import { createCanvas, put, type Canvas } from '../canvas.ts';
import { seededRandom } from '../seeded-random.ts';

/** Height of the wave at a column: one slow swell that repeats every tile and moves a third of a tile a frame. */
const SWELL = [0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 1, 1, 1, 0, 0, 0] as const;

/** Water with its surface in the upper part of the tile; frames 0 … 2 repeat. */
export function waterSurface(frame: number): Canvas {
  const tile = waterDeep(frame);
  for (let x = 0; x < 16; x += 1) {
    const top = 3 + (SWELL[(x + frame * 5) % 16] ?? 0);
    for (let y = 0; y < top; y += 1) put(tile, x, y, -1);
    put(tile, x, top, WATER[3]);
    put(tile, x, top + 1, WATER[2]);
    put(tile, x, top + 2, (x + frame) % 4 === 0 ? WATER[2] : WATER[1]);
    if ((x + frame * 3) % 7 < 3) put(tile, x, top + 4, WATER[2]);
  }
  return tile;
}

/** Water below the surface with drifting glints. */
export function waterDeep(frame: number): Canvas {
  const tile = createCanvas(16, 16);
  const random = seededRandom(311);
  for (let y = 0; y < 16; y += 1) for (let x = 0; x < 16; x += 1) put(tile, x, y, WATER[y < 7 ? 1 : 0]);
  for (let x = 0; x < 16; x += 1) if ((x * 5) % 3 !== 0) put(tile, x, 7, WATER[1]);
  for (let glint = 0; glint < 4; glint += 1) {
    const x = random.below(16) + frame * 2;
    const y = 6 + random.below(9);
    const length = 2 + random.below(3);
    for (let step = 0; step < length; step += 1) put(tile, (x + step) % 16, y, WATER[y < 9 ? 2 : 1]);
  }
  return tile;
}

/** The bottom of the pool: the water fades into the dark. */
export function waterBottom(): Canvas {
  const tile = createCanvas(16, 16);
  for (let y = 0; y < 16; y += 1) {
    for (let x = 0; x < 16; x += 1) {
      const dither = ((x + y) % 2) * 3 + (x % 4 === y % 4 ? 1 : 0);
      put(tile, x, y, y + dither > 11 ? NIGHT : WATER[0]);
    }
  }
  return tile;
}
