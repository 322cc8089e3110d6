import { describe, expect, it } from 'vitest';
import type { ReadTree } from '#core/ports/file-system.ts';
import {
  ENDLESS_SLICE,
  LATER,
  ProjectScene,
  rawDeclaration,
  uuidNumber,
} from '#core/testing/project-scene.ts';
import { rejectionCodeOf } from '#core/testing/scratch-folder.ts';
import { StudioError } from '#core/errors.ts';
import { ScanMemory } from './scan-memory.ts';
import { scanLookingForMovedRoots, scanWorkspace } from './scan.ts';
import type { WorkspaceSnapshot } from './snapshot.ts';

/** A snapshot as plain data, without what only memory identity could tell. */
function plain(snapshot: WorkspaceSnapshot): unknown {
  const root = (found: WorkspaceSnapshot['unregistered'][number] | undefined): unknown =>
    found === undefined
      ? undefined
      : {
          root: found.root,
          declaration: found.declaration.kind,
          files: [...found.files.keys()],
          folders: [...found.folders],
        };
  return {
    registry: snapshot.registry.kind,
    assets: snapshot.assets.map((asset) => ({
      ...asset.entry,
      address: asset.address,
      root: root(asset.scanned),
    })),
    unregistered: snapshot.unregistered.map(root),
    loose: [...snapshot.looseFiles.keys()],
  };
}

function fullScene(seed: number): ProjectScene {
  const scene = new ProjectScene({ seed });
  scene.addRaw(2, 'b/two').addRaw(1, 'a').addRaw(3, 'a/inner').putRaw(9, 'new').putRaw(8, 'a/parts/copy');
  scene.tree
    .putFile('assets/readme.txt', '')
    .putFile('assets/b/notes.txt', '')
    .putFile('assets/a/x/y/deep.bin', '')
    .putFile('assets/a/x.bin', '')
    .putFile('assets/.prometeu/runs/1/asset.json', '{}')
    .putFile('src/asset.json', '{}');
  return scene;
}

/** Counts what a scan reads. */
function counting(tree: ReadTree): { readonly tree: ReadTree; readonly read: string[] } {
  const read: string[] = [];
  return {
    read,
    tree: {
      stat: (path) => tree.stat(path),
      list: (path) => tree.list(path),
      openRead: (path) => tree.openRead(path),
      readFile: (path, maxBytes) => {
        read.push(path);
        return tree.readFile(path, maxBytes);
      },
    },
  };
}

describe('scanWorkspace', () => {
  it('finds registered roots with their files, ascending by id', async () => {
    const snapshot = await fullScene(1).scan();
    expect(plain(snapshot)).toMatchObject({
      registry: 'ok',
      assets: [
        {
          asset_id: 1,
          address: 'assets/a',
          root: {
            files: [
              'asset.json',
              'data.bin',
              'parts/copy/asset.json',
              'parts/copy/data.bin',
              'x.bin',
              'x/y/deep.bin',
            ],
            folders: ['parts', 'parts/copy', 'x', 'x/y'],
          },
        },
        { asset_id: 2, address: 'assets/b/two', root: { files: ['asset.json', 'data.bin'] } },
        { asset_id: 3, address: 'assets/a/inner', root: { files: ['asset.json', 'data.bin'] } },
      ],
      unregistered: [],
      loose: [],
    });
    expect(snapshot.whole).toBe(false);
    expect(snapshot.assets[0]?.bankFormat?.format).toBe('SCENE/raw_v1');
  });

  it('finds unregistered roots and loose files in the whole workspace, not in the studio folder', async () => {
    const snapshot = await fullScene(1).scan(true);
    expect(snapshot.whole).toBe(true);
    expect(plain(snapshot)).toMatchObject({
      unregistered: [{ root: 'a/parts/copy', files: ['asset.json', 'data.bin'] }, { root: 'new' }],
      loose: ['b/notes.txt', 'readme.txt'],
    });
  });

  it('gives the same registered assets in both scopes', async () => {
    const scene = fullScene(1);
    const managed = await scene.scan();
    const whole = await scene.rescan(true);
    expect(whole.assets).toEqual(managed.assets);
  });

  it('D1 does not depend on the order in which folders are listed', async () => {
    const expected = plain(await fullScene(1).scan(true));
    for (let seed = 2; seed < 30; seed += 1)
      expect(plain(await fullScene(seed).scan(true))).toEqual(expected);
  });

  it('H8 follows no link, to a root or within one', async () => {
    const scene = new ProjectScene();
    scene
      .addRaw(1, 'real')
      .register(2, 'linked')
      .register(3, 'way/in')
      .register(4, 'file.txt')
      .register(5, 'gone');
    scene.tree
      .putLink('assets/linked', 'real')
      .putLink('assets/way', 'real')
      .putFile('assets/file.txt', '')
      .putLink('assets/real/loop', '..')
      .putDevice('assets/real/pipe');
    for (const whole of [false, true]) {
      const snapshot = await scene.scan(whole);
      expect(snapshot.assets.map(({ rootProblem }) => rootProblem)).toEqual([
        undefined,
        'link',
        'link',
        'not-a-folder',
        'missing',
      ]);
      const files = snapshot.assets[0]?.scanned?.files;
      expect(files?.get('loop')?.kind).toBe('link');
      expect(files?.get('pipe')?.kind).toBe('other');
      expect(files?.size).toBe(4);
    }
  });

  it('one folder that cannot be listed hides nothing else', async () => {
    const scene = new ProjectScene().addRaw(1, 'a').addRaw(2, 'b').addRaw(3, 'c');
    scene.tree.putFile('assets/b/sub/x.bin', '').setUnreadable('assets/b/sub').setUnreadable('assets/c');
    for (const whole of [false, true]) {
      const snapshot = await scene.scan(whole);
      expect(
        snapshot.assets.map(({ scanned }) => [scanned?.declaration.kind, scanned?.unreadableFolders]),
      ).toEqual([
        ['ok', []],
        ['ok', ['sub']],
        ['unusable', ['']],
      ]);
    }
  });

  it('works without assets folder and without registry', async () => {
    const snapshot = await new ProjectScene().rescan(true);
    expect(snapshot).toMatchObject({ registry: { kind: 'missing' }, assets: [], unregistered: [] });
  });

  it('with memory reads only what changed', async () => {
    const scene = fullScene(1);
    const memory = new ScanMemory();
    const before = await scene.scan(true, memory);
    const { tree, read } = counting(scene.tree);
    const options = { slice: ENDLESS_SLICE, clock: LATER, memory };
    const again = await scanWorkspace(tree, { ...options, whole: true });
    expect(read).toEqual([]);
    expect(again.assets).toEqual(before.assets);
    expect(again.assets[0]?.scanned).toBe(before.assets[0]?.scanned);

    scene.putRaw(2, 'b/two', { name: 'renamed' });
    const changed = await scanWorkspace(tree, { ...options, whole: false });
    expect(read).toEqual(['assets/b/two/asset.json']);
    const declaration = changed.assets[1]?.scanned?.declaration;
    expect(declaration?.kind === 'ok' && declaration.document.value.name).toBe('renamed');
  });

  it('reads a racily clean declaration again', async () => {
    const scene = new ProjectScene().addRaw(1, 'a');
    const memory = new ScanMemory();
    const now = LATER.nowNs();
    scene.tree.setFacts('assets/a/asset.json', { mtimeNs: now - 1_000_000n, ctimeNs: now - 1_000_000n });
    await scene.scan(false, memory);
    const { tree, read } = counting(scene.tree);
    await scanWorkspace(tree, { whole: false, slice: ENDLESS_SLICE, clock: LATER, memory });
    expect(read).toEqual(['assets/a/asset.json']);
  });

  it('stops when the job is cancelled', async () => {
    const scene = new ProjectScene().addRaw(1, 'a');
    await scene.scan();
    const slice = { due: () => true, pause: () => Promise.reject(new StudioError('CANCELLED')) };
    const scan = scanWorkspace(scene.tree, { whole: false, slice, clock: LATER });
    expect(await rejectionCodeOf(scan)).toBe('CANCELLED');
  });
});

describe('scanLookingForMovedRoots', () => {
  const options = { slice: ENDLESS_SLICE, clock: LATER };

  it('walks everything only where a folder is not what was registered', async () => {
    const scene = new ProjectScene().addRaw(1, 'a').putRaw(7, 'loose');
    await scene.scan();
    expect((await scanLookingForMovedRoots(scene.tree, options)).whole).toBe(false);
    scene.register(2, 'gone').putRaw(2, 'elsewhere');
    await scene.scan();
    const snapshot = await scanLookingForMovedRoots(scene.tree, options);
    expect(snapshot.whole).toBe(true);
    expect(snapshot.unregistered.map(({ root }) => root)).toEqual(['elsewhere', 'loose']);
  });

  it('walks everything where another asset stands at the root', async () => {
    const scene = new ProjectScene().register(1, 'a').putRaw(2, 'a');
    await scene.scan();
    expect((await scanLookingForMovedRoots(scene.tree, options)).whole).toBe(true);
  });
});

describe('snapshot of a declaration that is not valid', () => {
  it('keeps the uuid for identity rules', async () => {
    const scene = new ProjectScene().register(1, 'a');
    scene.tree.putFile('assets/a/asset.json', JSON.stringify(rawDeclaration(1, { preload: 3 })));
    const declaration = (await scene.scan()).assets[0]?.scanned?.declaration;
    expect(declaration?.kind === 'unusable' && declaration.assetUuid).toBe(uuidNumber(1));
  });
});
