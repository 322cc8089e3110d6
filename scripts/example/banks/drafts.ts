import { ball, createCanvas, fillRect, outline, put, type Canvas } from '../canvas.ts';
import { CRYSTAL, EMBER, NIGHT, ROCK, WATER } from '../colors.ts';
import { numbered, pngFiles, type AssetRoot } from '../asset-root.ts';

function fallingWater(frame: number): Canvas {
  const tile = createCanvas(16, 16);
  for (let y = 0; y < 16; y += 1) {
    for (let x = 2; x < 14; x += 1) {
      const strand = (x * 7 + Math.floor(x / 3)) % 4;
      const moved = (y + 16 - frame * 4 + strand * 5) % 16;
      put(tile, x, y, moved < 2 ? WATER[3] : moved < 7 ? WATER[2] : strand === 1 ? WATER[0] : WATER[1]);
    }
  }
  return tile;
}

/** Registered but left out of the build: it is not finished. */
export function waterfallDraft(): AssetRoot {
  const files = pngFiles(
    '',
    new Map([0, 1, 2, 3].map((frame) => [`fall-${frame + 1}`, fallingWater(frame)])),
  );
  return {
    root: 'drafts/waterfall',
    declaration: {
      schema_version: 1,
      asset_uuid: '58e31c07-a9b4-4f60-8e2d-c017f6b3d908',
      name: 'Waterfall (draft)',
      type: 'glyph_bank',
      inputs: { frames: [...files.keys()] },
      artifacts: numbered(files.keys()),
      output: {
        format: 'GLYPH/indexed_v1',
        codec: 'NONE',
        metadata: { tile_size: 16 },
        pipeline: { palettes: 'auto' },
      },
      preload: { enabled: false },
    },
    files,
  };
}

function spider(): Canvas {
  const canvas = createCanvas(32, 32);
  for (const [side, base] of [
    [-1, 14],
    [1, 17],
  ] as const) {
    for (let leg = 0; leg < 4; leg += 1) {
      const knee = 6 + leg * 4;
      for (let step = 0; step < 7; step += 1)
        put(canvas, base + side * (3 + step), 18 + leg - Math.floor((step * (18 - knee)) / 9), ROCK[1]);
      for (let y = 0; y < 12 - leg; y += 1)
        put(canvas, base + side * (10 + Math.floor(y / 4)), knee + 4 + y, ROCK[1]);
    }
  }
  ball(canvas, 15.5, 20, 6, 6, [NIGHT, ROCK[0], ROCK[1], ROCK[2]]);
  ball(canvas, 15.5, 13, 4, 3.6, [ROCK[0], ROCK[1], ROCK[2], ROCK[3]]);
  for (const x of [12, 14, 16, 18]) put(canvas, x, 13 + (x % 4 === 0 ? 0 : 1), EMBER[2]);
  fillRect(canvas, 15, 18, 2, 1, CRYSTAL[2]);
  fillRect(canvas, 14, 19, 4, 2, CRYSTAL[1]);
  fillRect(canvas, 15, 21, 2, 1, CRYSTAL[2]);
  outline(canvas, NIGHT);
  return canvas;
}

/** A folder with an anchor that nobody registered yet. */
export function spiderSketch(): AssetRoot {
  const files = pngFiles('', new Map([['spider', spider()]]));
  return {
    root: 'drafts/giant spider',
    declaration: {
      schema_version: 1,
      asset_uuid: 'd19f6a42-c873-4b5d-9e06-2f84a0e7b109',
      name: 'Giant spider (sketch)',
      type: 'glyph_bank',
      inputs: { frames: [...files.keys()] },
      artifacts: numbered(files.keys()),
      output: {
        format: 'GLYPH/indexed_v1',
        codec: 'NONE',
        metadata: { tile_size: 32 },
        pipeline: { palettes: 'auto' },
      },
      preload: { enabled: false },
    },
    files,
  };
}
