import { describe, expect, it } from 'vitest';
import { CrashTree } from '#core/testing/crash-tree.ts';
import { FailingTree } from '#core/testing/failing-tree.ts';
import { drawImage, opaque } from '#core/testing/glyph-art.ts';
import type { MemoryTree } from '#core/testing/memory-tree.ts';
import { MutationScene } from '#core/testing/mutation-scene.ts';
import { uuidNumber } from '#core/testing/project-scene.ts';
import { rejectionCodeOf } from '#core/testing/scratch-folder.ts';
import { Action } from '#schemas/contract/actions.ts';
import { undoSteps } from './undo-steps.ts';

interface Case {
  readonly build: () => Promise<MutationScene> | MutationScene;
  readonly action: (scene: MutationScene) => Action;
  readonly check: (scene: MutationScene) => void | Promise<void>;
  /** Deletes for good. */
  readonly final?: boolean;
}

const QUARANTINE_ID = uuidNumber(0xabc001);

function threeAssets(): MutationScene {
  const scene = new MutationScene();
  scene.add({ root: 'art/hero' });
  scene.add({ root: 'art/deep/inn', files: { 'data.bin': 'two', 'more/notes.txt': 'notes' } });
  scene.add({ root: 'sfx' });
  return scene;
}

async function quarantined(): Promise<MutationScene> {
  const scene = threeAssets();
  await scene.perform({ kind: 'quarantine', roots: ['art/deep/inn'] });
  return scene;
}

const tile = drawImage(8, 8, () => opaque('#ff0000'));

const CASES: Readonly<Record<Action['kind'], Case>> = {
  init_workspace: {
    build: () => {
      const scene = new MutationScene();
      scene.tree.removeFile('assets/.prometeu/index.json');
      return scene;
    },
    action: () => ({ kind: 'init_workspace' }),
    check: (scene) => {
      expect(scene.text('assets/.prometeu/index.json')).toBe(
        '{\n  "schema_version": 1,\n  "next_asset_id": 1,\n  "assets": []\n}\n',
      );
      expect(scene.text('assets/.prometeu/.gitignore')).toBe('cache.json\nruns/\nlock\n');
    },
  },
  register: {
    build: () => {
      const scene = threeAssets();
      scene.put(40, { root: 'new/a' });
      scene.put(41, { root: 'new/b' });
      return scene;
    },
    action: () => ({ kind: 'register', roots: ['new/b', 'new/a'] }),
    check: (scene) => {
      expect(scene.registry()).toMatchObject({
        next_asset_id: 6,
        assets: [
          { asset_id: 1 },
          { asset_id: 2 },
          { asset_id: 3 },
          { asset_id: 4, asset_uuid: uuidNumber(41), root: 'new/b', included_in_build: true },
          { asset_id: 5, asset_uuid: uuidNumber(40), root: 'new/a', included_in_build: true },
        ],
      });
    },
  },
  adopt: {
    build: () => {
      const scene = threeAssets();
      scene.put(1, { root: 'copy/one', declaration: { name: 'copy', vendor_key: [1] } });
      scene.put(1, { root: 'copy/two' });
      return scene;
    },
    action: () => ({ kind: 'adopt', roots: ['copy/one', 'copy/two'] }),
    check: (scene) => {
      expect(scene.registry()).toMatchObject({
        next_asset_id: 6,
        assets: [{}, {}, {}, { asset_id: 4 }, { asset_id: 5 }],
      });
      expect(scene.declaration('copy/one')).toMatchObject({ name: 'copy', vendor_key: [1] });
      const uuids = ['art/hero', 'copy/one', 'copy/two'].map(
        (root) => (scene.declaration(root) as { asset_uuid: string }).asset_uuid,
      );
      expect(new Set(uuids).size).toBe(3);
    },
  },
  forget: {
    build: threeAssets,
    action: () => ({ kind: 'forget', asset_ids: [1, 3] }),
    check: (scene) => {
      expect(scene.registry()).toMatchObject({ next_asset_id: 4, assets: [{ asset_id: 2 }] });
      expect(scene.tree.stat('assets/art/hero/data.bin')).toBeDefined();
    },
  },
  set_inclusion: {
    build: threeAssets,
    action: () => ({ kind: 'set_inclusion', asset_ids: [2], included: false }),
    check: (scene) => {
      expect(scene.registry()).toMatchObject({
        assets: [{ included_in_build: true }, { included_in_build: false }, { included_in_build: true }],
      });
    },
  },
  create: {
    build: threeAssets,
    action: (scene) => ({
      kind: 'create',
      root: 'new/tiles',
      name: 'Tiles',
      type: 'glyph_bank',
      format: 'GLYPH/indexed_v1',
      sources: [
        scene.offer('a.png', tile),
        scene.offer('hero.gpl', 'GIMP Palette\n0 0 0\n255 0 0\n'),
        scene.offer('b.png', tile),
      ],
      options: { tile_size: 8, preload: { enabled: true, slot: 3 } },
    }),
    check: async (scene) => {
      expect(scene.declaration('new/tiles')).toEqual({
        schema_version: 1,
        asset_uuid: expect.any(String) as string,
        name: 'Tiles',
        type: 'glyph_bank',
        inputs: {},
        artifacts: [
          { file: 'a.png', index: 0 },
          { file: 'b.png', index: 1 },
        ],
        output: {
          format: 'GLYPH/indexed_v1',
          codec: 'NONE',
          metadata: { tile_size: 8 },
          pipeline: { palettes: [{ index: 0, palette: { file: 'hero.gpl' } }] },
        },
        preload: { enabled: true, slot: 3 },
      });
      expect(await scene.codes()).toEqual(['FILE_UNUSED', 'GLYPH_TILE_DUPLICATE']);
    },
  },
  duplicate: {
    build: threeAssets,
    action: () => ({ kind: 'duplicate', asset_id: 2, root: 'art/inn 2', name: 'second inn' }),
    check: (scene) => {
      expect(scene.text('assets/art/inn 2/more/notes.txt')).toBe('notes');
      expect(scene.declaration('art/inn 2')).toMatchObject({
        name: 'second inn',
        artifacts: [{ file: 'data.bin' }],
      });
      expect(scene.declaration('art/inn 2')).not.toMatchObject({ asset_uuid: uuidNumber(2) });
      expect(scene.registry()).toMatchObject({
        next_asset_id: 5,
        assets: [{}, {}, {}, { asset_id: 4, root: 'art/inn 2' }],
      });
    },
  },
  edit: {
    build: threeAssets,
    action: () => ({ kind: 'edit', asset_id: 1, changes: [{ kind: 'set_name', name: 'Held' }] }),
    check: (scene) => {
      expect(scene.declaration('art/hero')).toMatchObject({ name: 'Held', asset_uuid: uuidNumber(1) });
    },
  },
  import_files: {
    build: () => {
      const scene = new MutationScene();
      scene.add({
        root: 'art/hero',
        files: { 'a.png': tile },
        declaration: {
          type: 'glyph_bank',
          artifacts: [{ file: 'a.png', index: 0 }],
          output: {
            format: 'GLYPH/indexed_v1',
            codec: 'NONE',
            metadata: { tile_size: 8 },
            pipeline: { palettes: [{ index: 1, palette: { colors: ['#000000', '#ff0000'] } }] },
          },
        },
      });
      return scene;
    },
    action: (scene) => ({
      kind: 'import_files',
      asset_id: 1,
      sources: [
        scene.offer('b.png', tile),
        scene.offer('more.hex', '000000\n00ff00\n'),
        scene.offer('c.png', tile),
      ],
    }),
    check: (scene) => {
      expect(scene.declaration('art/hero')).toMatchObject({
        artifacts: [
          { file: 'a.png', index: 0 },
          { file: 'b.png', index: 1 },
          { file: 'c.png', index: 2 },
        ],
        output: { pipeline: { palettes: [{ index: 1 }, { index: 0, palette: { file: 'more.hex' } }] } },
      });
    },
  },
  relocate: {
    build: threeAssets,
    action: () => ({ kind: 'relocate', asset_id: 2, root: 'places/town/inn' }),
    check: async (scene) => {
      expect(scene.registry()).toMatchObject({
        assets: [{}, { asset_id: 2, asset_uuid: uuidNumber(2), root: 'places/town/inn' }, {}],
      });
      expect(scene.text('assets/places/town/inn/more/notes.txt')).toBe('notes');
      expect(scene.tree.stat('assets/art/deep/inn')).toBeUndefined();
      expect(await scene.codes()).toEqual(['FILE_UNUSED']);
    },
  },
  quarantine: {
    build: threeAssets,
    action: () => ({ kind: 'quarantine', roots: ['art/deep/inn', 'sfx'] }),
    check: async (scene) => {
      expect(scene.registry()).toMatchObject({ next_asset_id: 4, assets: [{ asset_id: 1 }] });
      expect(scene.tree.stat('assets/sfx')).toBeUndefined();
      expect(await scene.codes()).toEqual([]);
    },
  },
  restore: {
    build: quarantined,
    action: () => ({ kind: 'restore', quarantine_ids: [QUARANTINE_ID] }),
    check: (scene) => {
      expect(scene.registry()).toMatchObject({ assets: [{}, { asset_id: 2, root: 'art/deep/inn' }, {}] });
      expect(scene.text('assets/art/deep/inn/more/notes.txt')).toBe('notes');
      expect(scene.tree.list('assets/.prometeu/quarantine')).toEqual([]);
    },
  },
  purge: {
    build: quarantined,
    action: () => ({ kind: 'purge', quarantine_ids: [QUARANTINE_ID] }),
    check: (scene) => {
      expect(scene.tree.list('assets/.prometeu/quarantine')).toEqual([]);
      expect(scene.registry()).toMatchObject({
        next_asset_id: 4,
        assets: [{ asset_id: 1 }, { asset_id: 3 }],
      });
    },
    final: true,
  },
  apply_fix: {
    build: () => {
      const scene = threeAssets();
      scene.put(9, { root: 'loose' });
      return scene;
    },
    action: () => ({
      kind: 'apply_fix',
      fix_id: 'register-root',
      code: 'ROOT_UNREGISTERED',
      file: 'assets/loose',
    }),
    check: (scene) => {
      expect(scene.registry()).toMatchObject({ assets: [{}, {}, {}, { asset_id: 4, root: 'loose' }] });
    },
  },
};

/** Bytes of every file, wherever it is: nothing that people made may be lost. */
function contents(tree: MemoryTree): readonly string[] {
  return [...tree.files()]
    .filter(([path]) => !/(index|asset|record)\.json$|\.gitignore$/u.test(path) && !path.includes('.tmp'))
    .map(([, bytes]) => Buffer.from(bytes).toString('base64'));
}

describe.each(Object.entries(CASES))('%s', (_, { build, action, check, final = false }) => {
  it('writes nothing while it is previewed', async () => {
    const scene = await build();
    const before = scene.fingerprint();
    const plan = await scene.plan(action(scene));
    expect(plan.blockers).toEqual([]);
    expect(scene.fingerprint()).toBe(before);
  });

  it('does what it says, and undo gives back every byte', async () => {
    const scene = await build();
    const before = scene.fingerprint();
    const undo = await scene.perform(action(scene));
    await check(scene);
    expect(undo === null).toBe(final);
    if (undo === null) return;
    expect(undoSteps(scene.tree, undo)).toEqual([]);
    expect(scene.fingerprint()).toBe(before);
  });

  it.each(['before', 'after'] as const)(
    'takes everything back when a call fails, %s its effect',
    async (moment) => {
      for (let failAt = 1; ; failAt += 1) {
        const scene = await build();
        const plan = await scene.plan(action(scene));
        const before = scene.fingerprint();
        const failing = new FailingTree(scene.tree, failAt, moment);
        const code = await rejectionCodeOf(scene.apply(plan, failing));
        if (!failing.hasFailed) {
          expect(code).toBe('nothing thrown');
          await check(scene);
          expect(failAt).toBeGreaterThan(1);
          return;
        }
        if (code === 'nothing thrown') await check(scene);
        else if (!final) expect(scene.fingerprint(), `call ${failAt}`).toBe(before);
      }
    },
  );

  it('C4 leaves a registry that can be read and loses no file, whenever the power fails', async () => {
    const scene = await build();
    const plan = await scene.plan(action(scene));
    const made = contents(scene.tree);
    const had = scene.tree.stat('assets/.prometeu/index.json') !== undefined;
    const left = new Map<string, MemoryTree>();
    const tree = new CrashTree(scene.tree, () => {
      for (const state of [...tree.statesAfterCrash(), tree.stateAfterKill()])
        left.set(scene.fingerprint(state), state);
    });
    await scene.apply(plan, tree);
    for (const state of left.values()) {
      const { snapshot, diagnostics } = await scene.examine(state);
      expect(snapshot.registry.kind).toMatch(had ? /^ok$/u : /^(ok|missing)$/u);
      if (!final) for (const bytes of made) expect(contents(state)).toContain(bytes);
      for (const { entry, scanned } of snapshot.assets) {
        if (scanned !== undefined) continue;
        expect(diagnostics.map(({ code, asset_id }) => `${code} ${asset_id ?? ''}`)).toContain(
          `ROOT_MISSING ${entry.asset_id}`,
        );
      }
    }
  });

  it('refuses once a file that it rests on has changed', async () => {
    const scene = await build();
    const plan = await scene.plan(action(scene));
    for (const step of plan.steps) {
      if (step.kind !== 'write' && step.kind !== 'expect' && step.kind !== 'remove_file') continue;
      const there = scene.tree.stat(step.path);
      const bytes = there === undefined ? undefined : scene.tree.readFile(step.path, 1 << 20).bytes;
      scene.tree.putFile(step.path, 'somebody else was here');
      const before = scene.fingerprint();
      expect(await rejectionCodeOf(scene.apply(plan))).toBe('PLAN_EXPIRED');
      expect(scene.fingerprint()).toBe(before);
      if (bytes === undefined) scene.tree.removeFile(step.path);
      else scene.tree.putFile(step.path, bytes);
    }
  });
});

describe('every kind of action', () => {
  it('is one of the cases above', () => {
    const kinds = Action.anyOf.map(({ properties }) => properties.kind.const);
    expect(Object.keys(CASES).sort()).toEqual([...kinds].sort());
  });
});

describe('undo', () => {
  it('touches nothing where a file was changed since', async () => {
    const scene = threeAssets();
    const undo = (await scene.perform(CASES.create.action(scene))) ?? [];
    scene.tree.putFile('assets/new/tiles/a.png', 'painted over');
    const before = scene.fingerprint();
    expect(undoSteps(scene.tree, undo)).toEqual(['assets/new/tiles/a.png']);
    expect(scene.fingerprint()).toBe(before);
  });

  it('leaves no entry without its folder where another action came after', async () => {
    const scene = threeAssets();
    const undo = (await scene.perform(CASES.create.action(scene))) ?? [];
    await scene.perform({ kind: 'set_inclusion', asset_ids: [1], included: false });
    const before = scene.fingerprint();
    expect(undoSteps(scene.tree, undo)).toEqual(['assets/.prometeu/index.json']);
    expect(scene.fingerprint()).toBe(before);
  });

  it('keeps what people put into a created folder meanwhile', async () => {
    const scene = threeAssets();
    const undo = (await scene.perform(CASES.create.action(scene))) ?? [];
    scene.tree.putFile('assets/new/tiles/sketch.xcf', 'drawing');
    expect(undoSteps(scene.tree, undo)).toEqual([]);
    expect([...scene.tree.files().keys()].filter((path) => path.includes('new/'))).toEqual([
      'assets/new/tiles/sketch.xcf',
    ]);
  });
});
