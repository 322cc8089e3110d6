import * as items from '../art/items.ts';
import { inlinePalette, numbered, pngFiles, type AssetRoot } from '../asset-root.ts';
import { BONE, CAP, CRYSTAL, EMBER, NIGHT, ROCK, STEEL, WATER, WOOD } from '../colors.ts';

const ICONS = new Map([
  ['lantern-0-cold', items.lanternCold],
  ['lantern-1-ember', items.lanternEmber],
  ['lantern-2-low', items.lanternLow],
  ['lantern-3-lit', items.lanternLit],
  ['lantern-4-bright', items.lanternBright],
  ['oil-flask', items.oilFlask],
  ['iron-key', items.ironKey],
  ['rope', items.rope],
  ['pickaxe', items.pickaxe],
  ['map', items.caveMap],
  ['gem', items.gem],
  ['heart', items.heart],
  ['heart-empty', items.heartEmpty],
  ['mushroom-cap', items.capItem],
]);

/** 16-pixel icons; each artifact names its palette, so that a glance at the declaration tells which one it takes. */
export function lanternBank(): AssetRoot {
  const icons = pngFiles('', ICONS);
  const paletteOf = (file: string): number =>
    file.startsWith('lantern-') ? 0 : /^(gem|heart|mushroom)/.test(file) ? 2 : 1;
  return {
    root: 'art/items/lanterns',
    declaration: {
      schema_version: 1,
      asset_uuid: 'c4b91f36-0e7d-4a28-b6f3-5d92e1870a04',
      name: 'Lanterns and finds',
      type: 'glyph_bank',
      inputs: { icons: [...icons.keys()] },
      artifacts: numbered(icons.keys()).map((artifact) => ({
        ...artifact,
        palette: paletteOf(artifact.file),
      })),
      output: {
        format: 'GLYPH/indexed_v1',
        codec: 'NONE',
        metadata: { tile_size: 16 },
        pipeline: {
          palettes: [
            inlinePalette(0, [NIGHT, ROCK[0], ROCK[1], ...STEEL, ...EMBER, BONE]),
            inlinePalette(1, [
              NIGHT,
              WOOD[1],
              WOOD[2],
              WOOD[3],
              ...STEEL,
              WATER[2],
              WATER[3],
              ...EMBER.slice(1),
              BONE,
            ]),
            inlinePalette(2, [NIGHT, ...ROCK.slice(0, 3), ROCK[4], ROCK[5], ...CRYSTAL, ...CAP, BONE]),
          ],
        },
      },
      preload: { enabled: true },
    },
    files: icons,
  };
}
