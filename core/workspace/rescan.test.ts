import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENDLESS_SLICE, LATER, ProjectScene, uuidNumber } from '#core/testing/project-scene.ts';
import { rescanPaths } from './rescan.ts';
import { ScanMemory } from './scan-memory.ts';
import type { WorkspaceSnapshot } from './snapshot.ts';

const memory = new WeakMap<ProjectScene, ScanMemory>();

function memoryOf(scene: ProjectScene): ScanMemory {
  const known = memory.get(scene) ?? new ScanMemory();
  memory.set(scene, known);
  return known;
}

async function partial(
  scene: ProjectScene,
  previous: WorkspaceSnapshot,
  ...paths: readonly string[]
): Promise<WorkspaceSnapshot | undefined> {
  return await rescanPaths(scene.tree, previous, paths, {
    slice: ENDLESS_SLICE,
    clock: LATER,
    memory: memoryOf(scene),
  });
}

function threeRoots(): ProjectScene {
  return new ProjectScene().addRaw(1, 'art/hero').addRaw(2, 'art/inn').putRaw(50, 'loose');
}

/** A partial scan must give what a scan of everything in a new process gives. */
async function expectFull(scene: ProjectScene, snapshot: WorkspaceSnapshot | undefined): Promise<void> {
  expect(snapshot).toEqual(await scene.rescan(true));
}

describe('a scan of what changed', () => {
  it.each([
    [
      'a file is saved',
      (scene: ProjectScene) => scene.tree.putFile('assets/art/hero/data.bin', 'new'),
      'assets/art/hero/data.bin',
    ],
    [
      'a file comes',
      (scene: ProjectScene) => scene.tree.putFile('assets/art/hero/deep/new.png', 'x'),
      'assets/art/hero/deep/new.png',
    ],
    [
      'a file goes',
      (scene: ProjectScene) => scene.tree.removeFile('assets/art/hero/data.bin'),
      'assets/art/hero/data.bin',
    ],
    [
      'the declaration of a registered root goes',
      (scene: ProjectScene) => scene.tree.removeFile('assets/art/hero/asset.json'),
      'assets/art/hero/asset.json',
    ],
    [
      'the declaration is edited',
      (scene: ProjectScene) => scene.tree.putFile('assets/art/hero/asset.json', '{'),
      'assets/art/hero/asset.json',
    ],
    [
      'an unregistered root changes',
      (scene: ProjectScene) => scene.tree.putFile('assets/loose/data.bin', 'new'),
      'assets/loose/data.bin',
    ],
    [
      'a folder is named',
      (scene: ProjectScene) => scene.tree.putFile('assets/art/hero/data.bin', 'newer'),
      'assets/art/hero',
    ],
    [
      'a file becomes a link',
      (scene: ProjectScene) => {
        scene.tree.removeFile('assets/art/hero/data.bin');
        scene.tree.putLink('assets/art/hero/data.bin', '/etc/passwd');
      },
      'assets/art/hero/data.bin',
    ],
    [
      'a folder cannot be listed',
      (scene: ProjectScene) =>
        scene.tree.putFile('assets/art/hero/x/y', 'z').setUnreadable('assets/art/hero/x'),
      'assets/art/hero/x',
    ],
    ['nothing happened', () => undefined, 'assets/art/inn/data.bin'],
  ])('equals a full one where %s', async (_, change, path) => {
    const scene = threeRoots();
    const before = await scene.scan(true, memoryOf(scene));
    change(scene);
    const after = await partial(scene, before, path);
    expect(after).toBeDefined();
    await expectFull(scene, after);
    expect(after?.assets[1]).toBe(before.assets[1]);
  });

  it.each([
    [
      'a loose file comes',
      (scene: ProjectScene) => scene.tree.putFile('assets/readme.txt', 'x'),
      'assets/readme.txt',
    ],
    ['a root comes', (scene: ProjectScene) => scene.putRaw(60, 'art/new'), 'assets/art/new/asset.json'],
    [
      'a root comes inside another',
      (scene: ProjectScene) => scene.putRaw(60, 'art/hero/inner'),
      'assets/art/hero/inner/asset.json',
    ],
    [
      'an unregistered root goes',
      (scene: ProjectScene) => scene.tree.removeFile('assets/loose/asset.json'),
      'assets/loose/asset.json',
    ],
    [
      'a registered root goes',
      (scene: ProjectScene) => scene.tree.removeFolder('assets/art/hero'),
      'assets/art/hero',
    ],
    [
      'a folder around roots is named',
      (scene: ProjectScene) => scene.tree.putFile('assets/art/hero/data.bin', 'n'),
      'assets/art',
    ],
    ['assets itself is named', () => undefined, 'assets'],
    [
      'the registry was edited',
      (scene: ProjectScene) =>
        scene.tree.putFile(
          'assets/.prometeu/index.json',
          '{"schema_version":1,"next_asset_id":1,"assets":[]}',
        ),
      'assets/art/hero/data.bin',
    ],
  ])('gives way to a full one where %s', async (_, change, path) => {
    const scene = threeRoots();
    const before = await scene.scan(true, memoryOf(scene));
    change(scene);
    expect(await partial(scene, before, path)).toBeUndefined();
  });

  it('gives way where roots lie inside one another, and where only managed roots were seen', async () => {
    const scene = new ProjectScene().addRaw(1, 'a').addRaw(2, 'a/b').putRaw(60, 'c').putRaw(61, 'c/d');
    const before = await scene.scan(true, memoryOf(scene));
    for (const root of ['a', 'a/b', 'c', 'c/d'])
      expect(await partial(scene, before, `assets/${root}/data.bin`), root).toBeUndefined();
    expect(
      await partial(scene, await scene.rescan(false, memoryOf(scene)), 'assets/a/b/data.bin'),
    ).toBeUndefined();
  });

  it('H6 knows roots and files by any name', async () => {
    const scene = new ProjectScene().addRaw(1, '__proto__').addRaw(2, 'constructor');
    const before = await scene.scan(true, memoryOf(scene));
    scene.tree.putFile('assets/__proto__/__proto__', 'x');
    await expectFull(scene, await partial(scene, before, 'assets/__proto__/__proto__'));
  });

  it('equals a full one after any series of changes', async () => {
    const names = fc.constantFrom('data.bin', 'asset.json', 'x/y.png', 'new.txt');
    const roots = fc.constantFrom('art/hero', 'art/inn', 'loose', 'other');
    const changes = fc.array(
      fc.record({
        root: roots,
        name: names,
        content: fc.constantFrom('', 'a', '{}', uuidNumber(1)),
        remove: fc.boolean(),
      }),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(changes, { maxLength: 4 }), async (rounds) => {
        const scene = threeRoots();
        let snapshot = await scene.scan(true, memoryOf(scene));
        for (const round of rounds) {
          const paths = round.map(({ root, name, content, remove }) => {
            const path = `assets/${root}/${name}`;
            if (remove) scene.tree.removeFile(path);
            else scene.tree.putFile(path, content);
            return path;
          });
          snapshot =
            (await partial(scene, snapshot, ...paths)) ?? (await scene.rescan(true, memoryOf(scene)));
          await expectFull(scene, snapshot);
        }
      }),
      { numRuns: 60 },
    );
  });
});
