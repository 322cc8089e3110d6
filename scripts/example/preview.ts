import { CAVE_TILES } from './art/cave-tiles.ts';
import { CREATURES } from './art/creatures.ts';
import { blit, createCanvas, pixelAt, put, type Canvas } from './canvas.ts';
import { EMBER, NIGHT } from './colors.ts';
import { LEVEL_LEGEND, LEVEL_ROWS } from './level.ts';

const CELL = 16;
const SCALE = 2;
/** Brightness steps in sixteenths: few, so that the picture keeps the look of its palette. */
const BRIGHTNESS = [4, 7, 11, 16] as const;
const BAYER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5] as const;

interface Light {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const letterAt = (column: number, row: number): string => LEVEL_ROWS[row]?.[column] ?? '#';
const isRock = (column: number, row: number): boolean => letterAt(column, row) === '#';
const tile = (name: string): Canvas => CAVE_TILES.get(name) ?? createCanvas(CELL, CELL);

/** The rock tile that fits the neighbours of a cell. */
function rockTile(column: number, row: number): Canvas {
  const left = !isRock(column - 1, row) && letterAt(column - 1, row) !== '~';
  const right = !isRock(column + 1, row) && letterAt(column + 1, row) !== '~';
  if (!isRock(column, row - 1) && letterAt(column, row - 1) !== '~') {
    if (left && right) return tile('ledge-alone');
    return tile(left ? 'ledge-left' : right ? 'ledge-right' : column % 2 === 0 ? 'ledge-1' : 'ledge-2');
  }
  if (!isRock(column, row + 1) && letterAt(column, row + 1) !== '~') {
    return tile(
      left ? 'ceiling-left' : right ? 'ceiling-right' : column % 2 === 0 ? 'ceiling-1' : 'ceiling-2',
    );
  }
  if (left) return tile('wall-open-left');
  if (right) return tile('wall-open-right');
  return tile(`rock-${(row % 2) * 2 + (column % 2) + 1}`);
}

function drawCell(scene: Canvas, column: number, row: number): void {
  const letter = letterAt(column, row);
  const [x, y] = [column * CELL, row * CELL];
  blit(scene, tile(`far-wall-${(row % 2) * 2 + (column % 2) + 1}`), x, y);
  if (letter === '#') blit(scene, rockTile(column, row), x, y);
  else if (letter === '~') {
    const surface = letterAt(column, row - 1) !== '~';
    blit(scene, tile(surface ? `water-surface-${(column % 3) + 1}` : 'water-bottom'), x, y);
  } else {
    const name = LEVEL_LEGEND.get(letter);
    if (name !== undefined && CAVE_TILES.has(name)) blit(scene, tile(name), x, y);
  }
}

/** The level with its creatures, lit by its lanterns, two pixels a pixel: what the example looks like in a game. */
export function previewPicture(): Canvas {
  const scene = createCanvas(LEVEL_ROWS[0].length * CELL, LEVEL_ROWS.length * CELL);
  const lights: Light[] = [];
  LEVEL_ROWS.forEach((cells, row) => Array.from(cells).forEach((_, column) => drawCell(scene, column, row)));
  LEVEL_ROWS.forEach((cells, row) =>
    Array.from(cells).forEach((letter, column) => {
      const [x, y] = [column * CELL, row * CELL];
      if (letter === 'l') lights.push({ x: x + 11, y: y + 10, radius: 104 });
      if (letter === 'K') lights.push({ x: x + 27, y: y - 4, radius: 76 });
      if (letter === 'q' || letter === 't' || letter === 'o') lights.push({ x: x + 8, y: y + 8, radius: 46 });
      const name = LEVEL_LEGEND.get(letter);
      const creature = Object.entries(CREATURES).find(([known]) => known === name)?.[1];
      if (creature !== undefined) blit(scene, creature(0), x, y - CELL + 2);
    }),
  );
  return enlarged(lit(scene, lights));
}

function lit(scene: Canvas, lights: readonly Light[]): Canvas {
  const result = createCanvas(scene.width, scene.height);
  for (let y = 0; y < scene.height; y += 1) {
    for (let x = 0; x < scene.width; x += 1) {
      let light = 0.12;
      for (const source of lights) {
        const distance = Math.sqrt((x - source.x) * (x - source.x) + (y - source.y) * (y - source.y));
        light += Math.max(0, 1 - distance / source.radius) * 1.25;
      }
      const threshold = (BAYER[(y % 4) * 4 + (x % 4)] ?? 0) / 16;
      const step = Math.floor(Math.min(0.999, light) * (BRIGHTNESS.length - 1) + threshold);
      put(
        result,
        x,
        y,
        dimmed(pixelAt(scene, x, y), BRIGHTNESS[Math.min(BRIGHTNESS.length - 1, step)] ?? 16),
      );
    }
  }
  return result;
}

/** The colour moved towards the night; glowing colours stay. */
function dimmed(color: number, sixteenths: number): number {
  if (color < 0) return NIGHT;
  if (color === EMBER[4] || color === EMBER[3]) return color;
  const channel = (shift: number): number => {
    const [day, night] = [(color >>> shift) & 0xff, (NIGHT >>> shift) & 0xff];
    return Math.floor((day * sixteenths + night * (16 - sixteenths)) / 16);
  };
  return (channel(16) << 16) | (channel(8) << 8) | channel(0);
}

function enlarged(scene: Canvas): Canvas {
  const result = createCanvas(scene.width * SCALE, scene.height * SCALE);
  for (let y = 0; y < result.height; y += 1) {
    for (let x = 0; x < result.width; x += 1)
      put(result, x, y, pixelAt(scene, Math.floor(x / SCALE), Math.floor(y / SCALE)));
  }
  return result;
}
