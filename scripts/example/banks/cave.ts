import { CAVE_TILES } from '../art/cave-tiles.ts';
import { numbered, pngFiles, textBytes, TRANSPARENT_ENTRY, type AssetRoot } from '../asset-root.ts';
import { BONE, CAP, CRYSTAL, EMBER, MOSS, NIGHT, ROCK, STEEL, WATER, WOOD } from '../colors.ts';
import { gimpPalette, hexPalette, jascPalette } from '../palette-files.ts';

/** 16-pixel tiles, one file each, with a palette file of every kind. */
export function caveBank(): AssetRoot {
  const tiles = pngFiles('tiles/', CAVE_TILES);
  const palettes = new Map([
    ['palettes/stone.gpl', gimpPalette('Stone and moss', [TRANSPARENT_ENTRY, NIGHT, ...ROCK, ...MOSS, BONE])],
    [
      'palettes/pool.hex',
      hexPalette([TRANSPARENT_ENTRY, NIGHT, ROCK[0], ROCK[1], ...WATER, ...CRYSTAL, BONE]),
    ],
    [
      'palettes/mushrooms.pal',
      jascPalette([
        TRANSPARENT_ENTRY,
        NIGHT,
        ROCK[0],
        ROCK[4],
        ROCK[5],
        ...MOSS.slice(1),
        WATER[1],
        WATER[2],
        WATER[3],
        ...CAP,
        BONE,
      ]),
    ],
    [
      'palettes/timber.gpl',
      gimpPalette('Timber and lanterns', [
        TRANSPARENT_ENTRY,
        NIGHT,
        ...WOOD,
        ...EMBER.slice(1),
        ...STEEL,
        BONE,
      ]),
    ],
  ]);
  return {
    root: 'art/tiles/cave',
    declaration: {
      schema_version: 1,
      asset_uuid: '2a8e4d70-93c1-4f6b-8d15-7be0f4a1c202',
      name: 'Cave',
      type: 'glyph_bank',
      inputs: { tiles: [...tiles.keys()], palettes: [...palettes.keys()] },
      artifacts: numbered(tiles.keys()),
      output: {
        format: 'GLYPH/indexed_v1',
        codec: 'NONE',
        metadata: { tile_size: 16 },
        pipeline: { palettes: [...palettes.keys()].map((file, index) => ({ index, palette: { file } })) },
      },
      preload: { enabled: true },
    },
    files: new Map([...tiles, ...[...palettes].map(([file, text]) => [file, textBytes(text)] as const)]),
  };
}
