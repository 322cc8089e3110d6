import { MOSS, NIGHT, ROCK } from '../colors.ts';
import { createCanvas, crop, pixelAt, put, type Canvas } from '../canvas.ts';
import { seededRandom } from '../seeded-random.ts';

const FIELD = 32;

/** Cobbled rock on a torus of 32 × 32 pixels, so that four tiles of 16 repeat without a seam. */
export function rockField(seed: number, ramp: readonly number[], crack: number): Canvas {
  const random = seededRandom(seed);
  const stones = Array.from({ length: 16 }, (_, index) => ({
    x: (index % 4) * 8 + (Math.floor(index / 4) % 2) * 4 + random.below(6),
    y: Math.floor(index / 4) * 8 + random.below(5),
    tone: random.below(3),
  }));
  const field = createCanvas(FIELD, FIELD);
  const around = (delta: number): number => ((delta + FIELD + FIELD / 2) % FIELD) - FIELD / 2;
  for (let y = 0; y < FIELD; y += 1) {
    for (let x = 0; x < FIELD; x += 1) {
      const near = stones
        .map((stone) => ({ stone, dx: around(x - stone.x), dy: around(y - stone.y) }))
        .map((entry) => ({ ...entry, distance: Math.sqrt(entry.dx * entry.dx + entry.dy * entry.dy * 1.7) }))
        .sort((a, b) => a.distance - b.distance);
      const [first, second] = near;
      if (first === undefined || second === undefined) continue;
      const border = second.distance - first.distance;
      if (border < 1.1) {
        put(field, x, y, crack);
        continue;
      }
      const slope = -(first.dx + first.dy * 1.4);
      let step = slope > 3.4 ? 3 : slope > 0.2 ? 2 : slope > -4 ? 1 : 0;
      if (border < 2.2 && slope > 2) step += 1;
      if (first.stone.tone === 0) step -= 1;
      if (random.below(23) === 0) step -= 1;
      put(field, x, y, ramp[Math.max(0, Math.min(ramp.length - 1, step))] ?? crack);
    }
  }
  return field;
}

const FRONT = rockField(77123, [ROCK[1], ROCK[2], ROCK[3], ROCK[4]], ROCK[0]);
const BACK = rockField(4411, [NIGHT, ROCK[0], ROCK[0], ROCK[1]], NIGHT);

/** The quarter of the field that belongs to a place of the map, so that neighbours fit. */
function quarter(field: Canvas, index: number): Canvas {
  return crop(field, (index % 2) * 16, Math.floor(index / 2) * 16, 16, 16);
}

export const rock = (index: number): Canvas => quarter(FRONT, index);
export const farWall = (index: number): Canvas => quarter(BACK, index);

/** Rock whose upper side is open: a mossy lip with hanging tufts. `ends` rounds the left or the right corner off. */
export function mossyLedge(index: number, ends: 'left' | 'right' | 'both' | 'none'): Canvas {
  const tile = rock(index % 2);
  const random = seededRandom(900 + index * 31);
  let depth = 4;
  for (let x = 0; x < 16; x += 1) {
    depth = Math.max(3, Math.min(7, depth + random.below(3) - 1));
    const tuft = random.below(5) === 0 ? 2 : 0;
    for (let y = 0; y < depth + tuft; y += 1) {
      const tone = y === 0 ? 3 : y <= 1 + random.below(2) ? 2 : y < depth - 1 ? 1 : 0;
      put(tile, x, y, MOSS[tone]);
    }
    put(tile, x, depth + tuft, ROCK[0]);
  }
  round(tile, ends, 'top');
  return tile;
}

/** Rock whose lower side is open: worn down to drips of stone. */
export function ceiling(index: number, ends: 'left' | 'right' | 'both' | 'none'): Canvas {
  const tile = rock(2 + (index % 2));
  const random = seededRandom(5000 + index * 17);
  let edge = 11;
  for (let x = 0; x < 16; x += 1) {
    edge = Math.max(9, Math.min(14, edge + random.below(3) - 1));
    put(tile, x, edge, ROCK[0]);
    if (random.below(3) > 0) put(tile, x, edge - 1, ROCK[1]);
    for (let y = edge + 1; y < 16; y += 1) put(tile, x, y, -1);
  }
  round(tile, ends, 'bottom');
  return tile;
}

/** Rock whose left side (or, mirrored by the caller's choice, right side) is open to the cave. */
export function wallSide(index: number, side: 'left' | 'right'): Canvas {
  const tile = rock(index);
  const random = seededRandom(7100 + index * 13);
  let inset = 1;
  for (let y = 0; y < 16; y += 1) {
    inset = Math.max(0, Math.min(3, inset + random.below(3) - 1));
    for (let step = 0; step <= inset; step += 1) {
      const x = side === 'left' ? step : 15 - step;
      put(tile, x, y, step < inset ? -1 : side === 'left' ? ROCK[4] : ROCK[0]);
    }
    if (side === 'left') put(tile, inset + 1, y, ROCK[3]);
  }
  return tile;
}

function round(tile: Canvas, ends: 'left' | 'right' | 'both' | 'none', edge: 'top' | 'bottom'): void {
  const cut = [4, 2, 1, 1];
  for (const side of ['left', 'right'] as const) {
    if (ends !== side && ends !== 'both') continue;
    cut.forEach((length, row) => {
      const y = edge === 'top' ? row : lowestRow(tile) - row;
      for (let step = 0; step < length; step += 1) put(tile, side === 'left' ? step : 15 - step, y, -1);
    });
  }
}

function lowestRow(tile: Canvas): number {
  for (let y = 15; y > 0; y -= 1) for (let x = 4; x < 12; x += 1) if (pixelAt(tile, x, y) !== -1) return y;
  return 0;
}

/** A cone of stone: hanging from the top of the tile or standing on its bottom. */
export function dripstone(seed: number, length: number, halfWidth: number, hanging: boolean): Canvas {
  const tile = createCanvas(16, 16);
  const random = seededRandom(seed);
  const lean = random.below(3) - 1;
  for (let step = 0; step < length; step += 1) {
    const left = 1 - step / length;
    const half = Math.max(0, Math.round(halfWidth * left * left + 0.2));
    const middle = 8 + Math.round((lean * step) / length);
    for (let x = middle - half; x <= middle + half; x += 1) {
      const across = x - (middle - half);
      const tone =
        x === middle + half
          ? ROCK[0]
          : across === 0
            ? ROCK[4]
            : across === 1 && half > 1
              ? ROCK[5]
              : across <= half
                ? ROCK[3]
                : ROCK[2];
      const ring = step % 5 === 3 && across > 0 ? ROCK[1] : tone;
      put(tile, x, hanging ? step : 15 - step, half === 0 ? ROCK[3] : ring);
    }
  }
  return tile;
}
