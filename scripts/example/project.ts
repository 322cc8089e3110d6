import type { Registry } from '#schemas/workspace/registry.ts';
import { pngBytes, textBytes, type AssetRoot } from './asset-root.ts';
import { caveBank } from './banks/cave.ts';
import { creatureBank } from './banks/creatures.ts';
import { spiderSketch, waterfallDraft } from './banks/drafts.ts';
import { interfaceBank } from './banks/interface.ts';
import { lanternBank } from './banks/lanterns.ts';
import { levelAsset } from './banks/level.ts';
import { ambienceBank, effectBank } from './banks/sounds.ts';
import { previewPicture } from './preview.ts';

const readable = (document: unknown): Uint8Array => textBytes(`${JSON.stringify(document, null, 2)}\n`);

const COLOR_NOTES = `Colours of the cave
===================
Warm light against cold stone: only flames, and what they fall on, are yellow.
Purple stone, teal water, magenta for what is alive. Outlines are night (#0d0b1a), never black.
`;

const TAKE_NOTES = `Takes that were not used live here. Nothing in this folder is declared, so nothing of it is packed.
`;

/** Every generated file of `examples/lantern-cave/` by its POSIX path in there. */
export function exampleFiles(): ReadonlyMap<string, Uint8Array> {
  // Ids 1 … 7 and 9: number 8 belonged to an asset that was forgotten, and is never used again.
  const managed: readonly (readonly [id: number, asset: AssetRoot, included: boolean])[] = [
    [1, interfaceBank(), true],
    [2, caveBank(), true],
    [3, creatureBank(), true],
    [4, lanternBank(), true],
    [5, effectBank(), true],
    [6, ambienceBank(), true],
    [7, levelAsset(), true],
    [9, waterfallDraft(), false],
  ];
  const registry: Registry = {
    schema_version: 1,
    next_asset_id: 10,
    assets: managed.map(([id, asset, included]) => ({
      asset_id: id,
      asset_uuid: asset.declaration.asset_uuid,
      root: asset.root,
      included_in_build: included,
    })),
  };
  const files = new Map<string, Uint8Array>([
    ['.gitignore', textBytes('build/\n')],
    ['preview.png', pngBytes(previewPicture())],
    ['assets/.prometeu/.gitignore', textBytes('cache.json\nruns/\nlock\n')],
    ['assets/.prometeu/index.json', readable(registry)],
    ['assets/art/references/colour notes.txt', textBytes(COLOR_NOTES)],
    ['assets/sound/_unused takes/read me.txt', textBytes(TAKE_NOTES)],
  ]);
  for (const asset of [...managed.map(([, root]) => root), spiderSketch()]) {
    files.set(`assets/${asset.root}/asset.json`, readable(asset.declaration));
    for (const [path, bytes] of asset.files) files.set(`assets/${asset.root}/${path}`, bytes);
  }
  return files;
}
