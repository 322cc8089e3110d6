import { BONE, CAP, CRYSTAL, EMBER, MOSS, NIGHT, ROCK, STEEL, WATER, WOOD } from '../colors.ts';
import { ball, blit, createCanvas, drawn, fillRect, mirrored, outline, put, type Canvas } from '../canvas.ts';

const SIDE = 32;
/** How far a body bobs in each of the four frames, in pixels. */
const BOB = [0, 1, 1, 0] as const;

type Frame = 0 | 1 | 2 | 3;
const FRAMES: readonly Frame[] = [0, 1, 2, 3];

function eye(canvas: Canvas, x: number, y: number, height: number): void {
  fillRect(canvas, x, y, 2, height, NIGHT);
  put(canvas, x, y, BONE);
}

/** The keeper: a small hooded figure with a lantern on a stick. */
function keeper(frame: Frame): Canvas {
  const canvas = createCanvas(SIDE, SIDE);
  const y = BOB[frame];
  const stride = [0, 2, 0, -2][frame] ?? 0;
  // Boots below the cloak.
  fillRect(canvas, 10 + Math.max(0, stride), 27 - (stride > 0 ? 1 : 0), 4, 3, WOOD[1]);
  fillRect(canvas, 17 + Math.min(0, stride), 27 - (stride < 0 ? 1 : 0), 4, 3, WOOD[1]);
  const cloak = [EMBER[0], EMBER[1], EMBER[1], EMBER[2]];
  for (let row = 0; row < 12; row += 1) {
    const half = 4 + Math.floor(row / 2.5);
    for (let x = 15 - half; x <= 15 + half; x += 1) {
      const across = (x - (15 - half)) / (2 * half);
      const fold = (x + row) % 5 === 0 && row > 3 ? 1 : 0;
      const step = Math.max(0, (across < 0.2 ? 3 : across < 0.5 ? 2 : across < 0.75 ? 1 : 0) - fold);
      put(canvas, x, 16 + row + y - (row > 9 ? y : 0), cloak[step] ?? EMBER[1]);
    }
  }
  ball(canvas, 15, 11 + y, 8, 8, [EMBER[0], EMBER[1], EMBER[1], EMBER[2], EMBER[2]]);
  // The hood falls to a point behind.
  fillRect(canvas, 6, 4 + y, 4, 3, EMBER[2]);
  fillRect(canvas, 5, 3 + y, 3, 2, EMBER[2]);
  ball(canvas, 17, 12 + y, 5, 5, [NIGHT, NIGHT, ROCK[0], ROCK[0]]);
  fillRect(canvas, 15, 11 + y, 2, 3, EMBER[4]);
  fillRect(canvas, 19, 11 + y, 2, 3, EMBER[4]);
  put(canvas, 15, 13 + y, EMBER[3]);
  put(canvas, 19, 13 + y, EMBER[3]);
  // Scarf and hand.
  fillRect(canvas, 11, 18 + y, 10, 2, EMBER[3]);
  fillRect(canvas, 11, 19 + y, 9, 1, EMBER[2]);
  fillRect(canvas, 20, 20 + y, 3, 2, BONE);
  // Stick and lantern.
  fillRect(canvas, 22, 8 + y, 1, 14, WOOD[2]);
  fillRect(canvas, 22, 7 + y, 6, 1, WOOD[2]);
  const swing = [0, 0, 1, 0][frame] ?? 0;
  blit(
    canvas,
    drawn(['..T..', '.nnn.', 'nUTSn', 'nHHGn', 'nbHGn', 'nHGFn', 'nUTSn', '.nnn.'], {
      T: STEEL[1],
      U: STEEL[1],
      S: STEEL[1],
    }),
    25 - swing,
    8 + y,
  );
  outline(canvas, NIGHT);
  return canvas;
}

/** A slime that squashes and stretches. */
function slime(frame: Frame): Canvas {
  const canvas = createCanvas(SIDE, SIDE);
  const wide = [10, 11.5, 9.5, 8.5][frame] ?? 10;
  const tall = [9, 7, 9.5, 11][frame] ?? 9;
  const lift = frame === 3 ? 2 : 0;
  const middle = 29 - tall - lift;
  ball(canvas, 15.5, middle, wide, tall, [WATER[0], WATER[1], WATER[1], WATER[2], WATER[2], WATER[3]]);
  if (lift === 0) fillRect(canvas, 12, 29, 8, 1, WATER[0]);
  // A swallowed pebble and bubbles.
  fillRect(canvas, 19, Math.round(middle + 3), 3, 2, ROCK[2]);
  put(canvas, 19, Math.round(middle + 3), ROCK[4]);
  put(canvas, 11, Math.round(middle + 4), WATER[3]);
  fillRect(canvas, 10, Math.round(middle - tall * 0.55), 3, 2, BONE);
  put(canvas, 9, Math.round(middle - tall * 0.55) + 2, BONE);
  const eyes = Math.round(middle - 1);
  eye(canvas, 12, eyes, 3);
  eye(canvas, 18, eyes, 3);
  fillRect(canvas, 15, eyes + 4, 2, 1, NIGHT);
  put(canvas, 11, eyes + 3, CAP[2]);
  put(canvas, 20, eyes + 3, CAP[2]);
  outline(canvas, NIGHT);
  return canvas;
}

const WINGS: readonly (readonly string[])[] = [
  [
    '...........',
    'q..........',
    'rq.....q...',
    '.rq...qrq..',
    '.qrqqqrrrqq',
    '..qrrrrrrrq',
    '..qprrrprrq',
    '...qp.rp.pp',
    '....p..p...',
  ],
  [
    '...........',
    '...........',
    '...........',
    '.qqqqq.....',
    'qrrrrrqqqqq',
    'qprrrrrrrrq',
    '.qprrprrrrq',
    '..qp.rp.rpp',
    '...p..p....',
  ],
  [
    '...........',
    '...........',
    '...........',
    '....qqqqqqq',
    '..qqrrrrrrq',
    '.qrrrrprrpq',
    'qrrprrp.rp.',
    'qrp.rp..p..',
    'qp..p......',
  ],
  [
    '...........',
    '...........',
    '.q.........',
    'qrqq..qqqqq',
    'qrrrqqrrrrq',
    '.qrrrrrrprq',
    '.qprrprr.pp',
    '..qp.rp....',
    '...p..p....',
  ],
];

/** A round bat. */
function bat(frame: Frame): Canvas {
  const canvas = createCanvas(SIDE, SIDE);
  const y = [0, 1, 2, 1][frame] ?? 0;
  const wing = drawn(WINGS[frame] ?? []);
  blit(canvas, wing, 0, 9 + y);
  blit(canvas, mirrored(wing), 21, 9 + y);
  const ear = drawn(['q...', 'qq..', 'qsq.', 'qssq', 'qqqq']);
  blit(canvas, ear, 9, 6 + y);
  blit(canvas, mirrored(ear), 19, 6 + y);
  ball(canvas, 15.5, 15 + y, 7, 7, [CRYSTAL[0], CRYSTAL[0], CRYSTAL[1], CRYSTAL[1], CRYSTAL[2]]);
  fillRect(canvas, 12, 13 + y, 3, 3, EMBER[4]);
  fillRect(canvas, 17, 13 + y, 3, 3, EMBER[4]);
  fillRect(canvas, 13, 14 + y, 1, 2, NIGHT);
  fillRect(canvas, 18, 14 + y, 1, 2, NIGHT);
  fillRect(canvas, 13, 18 + y, 6, 1, NIGHT);
  put(canvas, 14, 19 + y, BONE);
  put(canvas, 17, 19 + y, BONE);
  fillRect(canvas, 13, 22 + y, 1, 2, CRYSTAL[0]);
  fillRect(canvas, 18, 22 + y, 1, 2, CRYSTAL[0]);
  outline(canvas, NIGHT);
  return canvas;
}

/** A mushroom that walks. */
function shroomling(frame: Frame): Canvas {
  const canvas = createCanvas(SIDE, SIDE);
  const y = BOB[frame];
  const step = [0, 1, 0, -1][frame] ?? 0;
  fillRect(canvas, 11, 27 - (step > 0 ? 1 : 0), 4, 3, ROCK[4]);
  fillRect(canvas, 17, 27 - (step < 0 ? 1 : 0), 4, 3, ROCK[4]);
  ball(canvas, 15.5, 12 + y, 12.5, 9.5, [CAP[0], CAP[1], CAP[1], CAP[2], CAP[2], CAP[3]]);
  // The cap is cut off flat, the stem comes in front of it.
  for (let x = 2; x < 30; x += 1) for (let row = 16; row < 24; row += 1) put(canvas, x, row + y, -1);
  ball(canvas, 15.5, 21 + y, 6.4, 7, [ROCK[4], ROCK[5], ROCK[5], BONE, BONE]);
  fillRect(canvas, 4, 16 + y, 24, 1, CAP[0]);
  fillRect(canvas, 11, 17 + y, 10, 1, ROCK[4]);
  ball(canvas, 9, 12 + y, 2.2, 2, [CAP[3], BONE]);
  ball(canvas, 17, 8 + y, 2.6, 2, [CAP[3], BONE]);
  ball(canvas, 23, 13 + y, 1.8, 1.6, [CAP[3], CAP[3]]);
  eye(canvas, 12, 19 + y, 3);
  eye(canvas, 18, 19 + y, 3);
  put(canvas, 11, 22 + y, CAP[2]);
  put(canvas, 20, 22 + y, CAP[2]);
  fillRect(canvas, 15, 23 + y, 2, 1, NIGHT);
  outline(canvas, NIGHT);
  return canvas;
}

/** A moth that is drawn to the light. */
function moth(frame: Frame): Canvas {
  const canvas = createCanvas(SIDE, SIDE);
  const open = [9, 7, 4, 7][frame] ?? 9;
  const y = [0, 1, 0, -1][frame] ?? 0;
  const ramp = [EMBER[1], EMBER[2], EMBER[3], EMBER[3], EMBER[4]];
  for (const side of [-1, 1]) {
    ball(canvas, 15.5 + side * (open * 0.75), 12 + y, open * 0.78, 7, ramp);
    ball(canvas, 15.5 + side * (open * 0.6), 21 + y, open * 0.6, 5, ramp.slice(0, 4));
    if (open > 4) {
      const spot = 15.5 + side * (open * 0.8);
      ball(canvas, spot, 12 + y, 2.2, 2.4, [CRYSTAL[1], CRYSTAL[1]]);
      ball(canvas, spot, 12 + y, 1, 1.2, [NIGHT, NIGHT]);
    }
  }
  ball(canvas, 15.5, 17 + y, 2.2, 8, [WOOD[1], WOOD[2], WOOD[3], BONE]);
  for (let row = 14; row < 24; row += 3) fillRect(canvas, 14, row + y, 4, 1, WOOD[1]);
  ball(canvas, 15.5, 9 + y, 3, 3, [WOOD[2], WOOD[3], BONE, BONE]);
  put(canvas, 14, 9 + y, NIGHT);
  put(canvas, 17, 9 + y, NIGHT);
  for (const [x, row] of [
    [12, 5],
    [11, 4],
    [11, 3],
    [13, 6],
    [19, 5],
    [20, 4],
    [20, 3],
    [18, 6],
  ] as const)
    put(canvas, x, row + y, WOOD[3]);
  outline(canvas, NIGHT);
  return canvas;
}

/** A stone frog under a tuft of moss, who waits. */
function mossback(frame: Frame): Canvas {
  const canvas = createCanvas(SIDE, SIDE);
  const breath = [0, 1, 2, 1][frame] ?? 0;
  ball(canvas, 15.5, 22 - breath / 2, 12 + breath / 2, 8.5 + breath / 2, [
    ROCK[0],
    ROCK[1],
    ROCK[2],
    ROCK[3],
    ROCK[4],
  ]);
  fillRect(canvas, 3, 28, 7, 2, ROCK[2]);
  fillRect(canvas, 22, 28, 7, 2, ROCK[2]);
  fillRect(canvas, 11, 29, 10, 1, ROCK[1]);
  ball(canvas, 9.5, 15 - breath, 3.6, 3.6, [ROCK[2], ROCK[3], ROCK[4]]);
  ball(canvas, 21.5, 15 - breath, 3.6, 3.6, [ROCK[2], ROCK[3], ROCK[4]]);
  const shut = frame === 3;
  for (const x of [8, 20]) {
    if (shut) fillRect(canvas, x, 16 - breath, 4, 1, NIGHT);
    else {
      fillRect(canvas, x, 14 - breath, 4, 3, EMBER[3]);
      fillRect(canvas, x + 1, 14 - breath, 2, 3, NIGHT);
      put(canvas, x, 14 - breath, EMBER[4]);
    }
  }
  fillRect(canvas, 10, 22, 12, 1, NIGHT);
  put(canvas, 9, 21, NIGHT);
  put(canvas, 22, 21, NIGHT);
  const tuft = drawn(['...j....', '.j.i..j.', '.ijihji.', 'hihihhih', 'ghhghhhg']);
  blit(canvas, tuft, 12, 10 - breath);
  fillRect(canvas, 6, 19, 2, 1, MOSS[1]);
  fillRect(canvas, 24, 20, 2, 1, MOSS[2]);
  outline(canvas, NIGHT);
  return canvas;
}

/** The creatures in the order of their sheets, four frames each. */
export const CREATURES = { keeper, slime, bat, shroomling, moth, mossback } as const;
export type CreatureName = keyof typeof CREATURES;

/** Pixels around the frames of a creature sheet and between them. */
export const SHEET_MARGIN = 1;
export const SHEET_SPACING = 1;

/** One row of four frames with a gutter. */
export function creatureSheet(name: CreatureName): Canvas {
  const sheet = createCanvas(2 * SHEET_MARGIN + 4 * SIDE + 3 * SHEET_SPACING, 2 * SHEET_MARGIN + SIDE);
  for (const frame of FRAMES)
    blit(sheet, CREATURES[name](frame), SHEET_MARGIN + frame * (SIDE + SHEET_SPACING), SHEET_MARGIN);
  return sheet;
}
