import { describe, expect, it } from 'vitest';
import { drawImage, opaque } from '#core/testing/glyph-art.ts';
import { MutationScene } from '#core/testing/mutation-scene.ts';
import { DeclarationChange } from '#schemas/contract/actions.ts';
import type { JsonObject } from '#schemas/scalars.ts';

const sheet = (columns: number, rows: number, size = 8): Uint8Array =>
  drawImage(size * columns, size * rows, () => opaque('#ff0000'));

/** A bank with a sheet of 4 cells, one of 3 and a single tile, with keys that this version does not know. */
function bank(
  changes: JsonObject = {},
  pipeline: JsonObject = { palettes: 'auto', slice: 'grid', later: true },
): MutationScene {
  const scene = new MutationScene();
  scene.add({
    root: 'hero',
    files: { 'a.png': sheet(2, 2), 'b.png': sheet(3, 1), 'c.png': sheet(1, 1), 'd.png': sheet(1, 2) },
    declaration: {
      type: 'glyph_bank',
      future: [1, 2],
      artifacts: [
        { file: 'b.png', index: 4, mark: 'b' },
        { file: 'a.png', index: 0, mark: 'a' },
        { file: 'c.png', index: 7 },
      ],
      output: { format: 'GLYPH/indexed_v1', codec: 'NONE', metadata: { tile_size: 8, mine: 1 }, pipeline },
      ...changes,
    },
  });
  return scene;
}

interface Declared {
  readonly name: string;
  readonly artifacts: readonly JsonObject[];
  readonly output: { readonly metadata?: JsonObject; readonly pipeline?: JsonObject };
  readonly preload: JsonObject;
}

async function edit(scene: MutationScene, ...changes: readonly DeclarationChange[]): Promise<Declared> {
  await scene.perform({ kind: 'edit', asset_id: 1, changes: [...changes] });
  return scene.declaration('hero') as Declared;
}

async function refusal(
  scene: MutationScene,
  ...changes: readonly DeclarationChange[]
): Promise<readonly string[]> {
  const before = scene.fingerprint();
  const { blockers, steps } = await scene.plan({ kind: 'edit', asset_id: 1, changes: [...changes] });
  expect(steps).toEqual([]);
  expect(scene.fingerprint()).toBe(before);
  return blockers;
}

const CASES: Readonly<Record<DeclarationChange['kind'], () => Promise<void>>> = {
  set_name: async () => {
    expect(await edit(bank(), { kind: 'set_name', name: 'Held ü' })).toMatchObject({
      name: 'Held ü',
      future: [1, 2],
    });
  },
  set_preload: async () => {
    const scene = bank();
    expect((await edit(scene, { kind: 'set_preload', enabled: true, slot: 5 })).preload).toEqual({
      enabled: true,
      slot: 5,
    });
    expect((await edit(scene, { kind: 'set_preload', enabled: false, slot: null })).preload).toEqual({
      enabled: false,
    });
  },
  set_artifact_order: async () => {
    const { artifacts } = await edit(bank(), {
      kind: 'set_artifact_order',
      files: ['c.png', 'b.png', 'a.png'],
    });
    expect(artifacts).toEqual([
      { file: 'c.png', index: 0 },
      { file: 'b.png', index: 1, mark: 'b' },
      { file: 'a.png', index: 4, mark: 'a' },
    ]);
    expect(await refusal(bank(), { kind: 'set_artifact_order', files: ['a.png'] })).toHaveLength(1);
    expect(
      await refusal(bank(), { kind: 'set_artifact_order', files: ['a.png', 'a.png', 'c.png'] }),
    ).toHaveLength(1);
  },
  add_artifacts: async () => {
    const { artifacts } = await edit(bank(), { kind: 'add_artifacts', files: ['d.png', 'e.png'] });
    expect(artifacts.slice(3)).toEqual([
      { file: 'd.png', index: 8 },
      { file: 'e.png', index: 10 },
    ]);
    expect(await refusal(bank(), { kind: 'add_artifacts', files: ['a.png'] })).toHaveLength(1);
    expect(await refusal(bank(), { kind: 'add_artifacts', files: ['d.png', 'd.png'] })).toHaveLength(1);
  },
  remove_artifact: async () => {
    const { artifacts } = await edit(bank(), { kind: 'remove_artifact', file: 'a.png' });
    expect(artifacts).toEqual([
      { file: 'b.png', index: 0, mark: 'b' },
      { file: 'c.png', index: 3 },
    ]);
    expect(await refusal(bank(), { kind: 'remove_artifact', file: 'x.png' })).toHaveLength(1);
  },
  set_artifact_palette: async () => {
    const scene = bank();
    expect(
      (await edit(scene, { kind: 'set_artifact_palette', file: 'a.png', palette: 7 })).artifacts[1],
    ).toEqual({
      file: 'a.png',
      index: 0,
      mark: 'a',
      palette: 7,
    });
    expect(
      (await edit(scene, { kind: 'set_artifact_palette', file: 'a.png', palette: null })).artifacts[1],
    ).toEqual({
      file: 'a.png',
      index: 0,
      mark: 'a',
    });
  },
  set_artifact_loop: async () => {
    const scene = bank();
    const loop = { start: 1, end: 2 };
    expect(
      (await edit(scene, { kind: 'set_artifact_loop', file: 'c.png', loop })).artifacts[2],
    ).toMatchObject({ loop });
    expect(
      (await edit(scene, { kind: 'set_artifact_loop', file: 'c.png', loop: null })).artifacts[2],
    ).toEqual({ file: 'c.png', index: 7 });
  },
  set_palettes: async () => {
    const scene = bank();
    const palettes = [{ index: 2, palette: { colors: ['#000000'] } }];
    const first = await edit(
      scene,
      { kind: 'set_palettes', palettes },
      { kind: 'set_artifact_palette', file: 'a.png', palette: 2 },
    );
    expect(first.output.pipeline).toEqual({ palettes, slice: 'grid', later: true });
    const derived = await edit(scene, { kind: 'set_palettes', palettes: 'auto' });
    expect(derived.output.pipeline).toEqual({ palettes: 'auto', slice: 'grid', later: true });
    expect(derived.artifacts.some((artifact) => 'palette' in artifact)).toBe(false);
  },
  set_tile_size: async () => {
    const scene = bank({}, { palettes: 'auto', slice: 'grid' });
    scene.tree
      .putFile('assets/hero/a.png', sheet(2, 2, 16))
      .putFile('assets/hero/b.png', sheet(3, 1, 16))
      .putFile('assets/hero/c.png', sheet(1, 1, 16));
    const { artifacts, output } = await edit(scene, { kind: 'set_tile_size', tile_size: 16 });
    expect(output.metadata).toEqual({ tile_size: 16, mine: 1 });
    expect(artifacts.map(({ index }) => index)).toEqual([0, 4, 7]);
    expect(
      (await edit(scene, { kind: 'set_tile_size', tile_size: 8 })).artifacts.map(({ index }) => index),
    ).toEqual([0, 16, 28]);
  },
  set_slice: async () => {
    const scene = bank();
    const single = await edit(scene, { kind: 'set_slice', slice: null });
    expect(single.output.pipeline).toEqual({ palettes: 'auto', later: true });
    expect(single.artifacts.map(({ file, index }) => [file, index])).toEqual([
      ['a.png', 0],
      ['b.png', 1],
      ['c.png', 2],
    ]);
    const cut = await edit(scene, { kind: 'set_slice', slice: 'grid' });
    expect(cut.artifacts.map(({ file, index }) => [file, index])).toEqual([
      ['a.png', 0],
      ['b.png', 4],
      ['c.png', 7],
    ]);
  },
  set_channels: async () => {
    const scene = bank({ type: 'sound_bank', output: { format: 'SOUNDS/pcm16le_v1', codec: 'NONE' } });
    expect((await edit(scene, { kind: 'set_channels', channels: 'left' })).output.pipeline).toEqual({
      channels: 'left',
    });
    expect((await edit(scene, { kind: 'set_channels', channels: null })).output.pipeline).toEqual({});
  },
};

describe('a change of a declaration', () => {
  it.each(Object.entries(CASES))('%s', async (_, check) => {
    await check();
  });

  it('has a case of each kind', () => {
    expect(Object.keys(CASES).sort()).toEqual(
      DeclarationChange.anyOf.map(({ properties }) => properties.kind.const).sort(),
    );
  });

  it('applies several in order, or none of them', async () => {
    const scene = bank();
    const { artifacts } = await edit(
      scene,
      { kind: 'remove_artifact', file: 'a.png' },
      { kind: 'add_artifacts', files: ['a.png'] },
      { kind: 'set_artifact_order', files: ['a.png', 'c.png', 'b.png'] },
    );
    expect(artifacts.map(({ file, index }) => [file, index])).toEqual([
      ['a.png', 0],
      ['c.png', 4],
      ['b.png', 5],
    ]);
    expect(
      await refusal(scene, { kind: 'set_name', name: 'x' }, { kind: 'remove_artifact', file: 'nope' }),
    ).toHaveLength(1);
  });

  it('is refused where the declaration would not be valid, and where it cannot be read', async () => {
    expect(
      await refusal(bank(), { kind: 'set_artifact_loop', file: 'a.png', loop: { start: 1.5, end: 2 } }),
    ).toHaveLength(1);
    const scene = bank();
    scene.tree.putFile('assets/hero/asset.json', '{');
    expect(await refusal(scene, { kind: 'set_name', name: 'x' })).toHaveLength(1);
  });

  it('keeps what an unreadable sheet was numbered for', async () => {
    const scene = bank();
    scene.tree.putFile('assets/hero/a.png', 'no image');
    const { artifacts } = await edit(scene, {
      kind: 'set_artifact_order',
      files: ['b.png', 'a.png', 'c.png'],
    });
    expect(artifacts.map(({ file, index }) => [file, index])).toEqual([
      ['b.png', 0],
      ['a.png', 3],
      ['c.png', 7],
    ]);
  });

  it('H6 keeps members and files that are named like parts of every object', async () => {
    const scene = new MutationScene();
    scene.add({ root: '__proto__', files: { __proto__file: 'x', constructor: 'y' } });
    const text = scene
      .text('assets/__proto__/asset.json')
      .replace('"inputs": {}', '"inputs": {"__proto__": ["constructor"], "toString": ["__proto__file"]}')
      .replace('"file": "data.bin"', '"file": "constructor", "__proto__": {"polluted": 1}');
    scene.tree.putFile('assets/__proto__/asset.json', text);
    await scene.perform({
      kind: 'edit',
      asset_id: 1,
      changes: [{ kind: 'set_artifact_order', files: ['constructor'] }],
    });
    const written = scene.text('assets/__proto__/asset.json');
    expect(written).toContain('"__proto__": {\n        "polluted": 1');
    expect(written).toContain('"__proto__": [\n      "constructor"');
    expect('polluted' in {}).toBe(false);
  });
});
