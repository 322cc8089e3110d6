import { describe, expect, it } from 'vitest';
import { ProjectScene, uuidNumber } from '#core/testing/project-scene.ts';
import { findCopies, findMovedRoots, indexUuids } from './identity.ts';
import type { WorkspaceSnapshot } from './snapshot.ts';

function movedIn(snapshot: WorkspaceSnapshot): readonly (readonly [number, string])[] {
  return [...findMovedRoots(snapshot)].map(([asset, root]) => [asset.entry.asset_id, root.root]);
}

function copiesIn(snapshot: WorkspaceSnapshot): readonly (readonly [string, number])[] {
  return [...findCopies(snapshot)].map(([root, asset]) => [root.root, asset.entry.asset_id]);
}

describe('identity', () => {
  it('recognises a moved root by its uuid', async () => {
    const snapshot = await new ProjectScene()
      .register(1, 'old')
      .putRaw(1, 'new/place')
      .putRaw(2, 'other')
      .scan(true);
    expect(movedIn(snapshot)).toEqual([[1, 'new/place']]);
    expect(copiesIn(snapshot)).toEqual([]);
  });

  it('recognises a move when another asset or no declaration stands at the old place', async () => {
    const replaced = await new ProjectScene().register(1, 'old').putRaw(2, 'old').putRaw(1, 'new').scan(true);
    expect(movedIn(replaced)).toEqual([[1, 'new']]);
    const emptied = new ProjectScene().register(1, 'old').putRaw(1, 'new');
    emptied.tree.putFolder('assets/old');
    expect(movedIn(await emptied.scan(true))).toEqual([[1, 'new']]);
  });

  it('does not guess between two candidates: both are copies', async () => {
    const snapshot = await new ProjectScene().register(1, 'old').putRaw(1, 'x').putRaw(1, 'y').scan(true);
    expect(movedIn(snapshot)).toEqual([]);
    expect(copiesIn(snapshot)).toEqual([
      ['x', 1],
      ['y', 1],
    ]);
  });

  it('calls a folder a copy while its original is in place', async () => {
    const snapshot = await new ProjectScene().addRaw(1, 'a').putRaw(1, 'a copy').putRaw(2, 'b').scan(true);
    expect(movedIn(snapshot)).toEqual([]);
    expect(copiesIn(snapshot)).toEqual([['a copy', 1]]);
  });

  it('indexes carriers by registry entry and by declaration', async () => {
    const scene = new ProjectScene().addRaw(1, 'a').putRaw(1, 'b').register(2, 'b').putRaw(1, 'c');
    const index = indexUuids(await scene.scan(true));
    expect(index.get(uuidNumber(1))?.registered.map(({ entry }) => entry.asset_id)).toEqual([1, 2]);
    expect(index.get(uuidNumber(1))?.unregistered.map(({ root }) => root)).toEqual(['c']);
    expect(index.get(uuidNumber(2))?.registered.map(({ entry }) => entry.asset_id)).toEqual([2]);
  });
});
