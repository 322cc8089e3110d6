import { FONT_COLUMNS, FONT_ROWS, fontSheet } from '../art/font.ts';
import { INTERFACE_MARKS } from '../art/interface.ts';
import { inlinePalette, pngBytes, pngFiles, type AssetRoot } from '../asset-root.ts';
import { BONE, CAP, EMBER, MOSS, NIGHT, ROCK, WATER } from '../colors.ts';

/** 8-pixel tiles: a font cut from one sheet, then marks from files of one tile each; palettes written in the declaration. */
export function interfaceBank(): AssetRoot {
  const marks = pngFiles('marks/', new Map(Object.entries(INTERFACE_MARKS)));
  const fontCells = FONT_COLUMNS * FONT_ROWS;
  return {
    root: 'art/ui/interface',
    declaration: {
      schema_version: 1,
      asset_uuid: '6f0d2c1e-5b0a-4c57-9a52-0c3c0e8a7b01',
      name: 'Interface',
      type: 'glyph_bank',
      inputs: { font: ['font.png'], marks: [...marks.keys()] },
      artifacts: [
        { file: 'font.png', index: 0 },
        ...[...marks.keys()].map((file, position) => ({ file, index: fontCells + position })),
      ],
      output: {
        format: 'GLYPH/indexed_v1',
        codec: 'NONE',
        metadata: { tile_size: 8 },
        pipeline: {
          palettes: [
            inlinePalette(0, [BONE, ROCK[1]]),
            inlinePalette(1, [EMBER[3], EMBER[0]]),
            inlinePalette(2, [WATER[3], WATER[0]]),
            inlinePalette(3, [MOSS[3], MOSS[0]]),
            inlinePalette(4, [
              NIGHT,
              BONE,
              ROCK[0],
              ROCK[1],
              CAP[1],
              CAP[2],
              CAP[3],
              EMBER[2],
              EMBER[3],
              EMBER[4],
            ]),
          ],
          slice: 'grid',
        },
      },
      preload: { enabled: true, slot: 0 },
    },
    files: new Map([['font.png', pngBytes(fontSheet(BONE, ROCK[1]))], ...marks]),
  };
}
