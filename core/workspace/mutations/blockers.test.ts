import { describe, expect, it } from 'vitest';
import { MutationScene } from '#core/testing/mutation-scene.ts';
import { uuidNumber } from '#core/testing/project-scene.ts';
import { rejectionCodeOf } from '#core/testing/scratch-folder.ts';
import { listQuarantine } from '#core/workspace/quarantine.ts';
import type { Action } from '#schemas/contract/actions.ts';
import { needsConsent } from './action-plan.ts';
import { undoSteps } from './undo-steps.ts';

const FIRST_ID = uuidNumber(0xabc001);

function scene(...roots: readonly string[]): MutationScene {
  const made = new MutationScene();
  for (const root of roots) made.add({ root });
  return made;
}

async function blocked(made: MutationScene, action: Action): Promise<boolean> {
  const { blockers, steps } = await made.plan(action);
  expect(blockers.length > 0).toBe(steps.length === 0);
  return blockers.length > 0;
}

function create(made: MutationScene, root: string, ...sources: readonly string[]): Action {
  const handles = sources.map((name) => made.offer(name, 'x'));
  return {
    kind: 'create',
    root,
    name: 'n',
    type: 'raw',
    format: 'SCENE/raw_v1',
    sources: handles,
    options: {},
  };
}

describe('a place for a new root', () => {
  it.each([
    ['..', 'up'],
    ['a/../../b', 'out'],
    ['/etc', 'absolute'],
    ['a//b', 'an empty segment'],
    ['a\\b', 'a backslash'],
    ['.prometeu/x', 'the folder of the studio'],
    ['.prometeu', 'the folder of the studio itself'],
    ['hero', 'a registered root'],
    ['hero/inner', 'inside a registered root'],
    ['loose/inner', 'inside an unregistered root'],
    ['outer', 'around a registered root'],
    ['full', 'a folder with files'],
    ['a-file', 'a file'],
    ['a-file/below', 'below a file'],
    ['a-link/below', 'below a link'],
  ])('H7 H8 is not %j: %s', async (root) => {
    const made = scene('hero', 'outer/inner');
    made.put(50, { root: 'loose' });
    made.tree.putFile('assets/full/x', 'x').putFile('assets/a-file', 'x').putLink('assets/a-link', '/etc');
    expect(await blocked(made, create(made, root))).toBe(true);
    expect(await blocked(made, { kind: 'duplicate', asset_id: 1, root })).toBe(true);
    expect(await blocked(made, { kind: 'relocate', asset_id: 1, root })).toBe(true);
  });

  it('may be an empty folder, which stands there again after undo', async () => {
    const made = scene('hero');
    made.tree.putFolder('assets/empty');
    const before = made.fingerprint();
    const undo = await made.perform({ kind: 'relocate', asset_id: 1, root: 'empty' });
    expect(made.tree.stat('assets/empty/data.bin')).toBeDefined();
    expect(undoSteps(made.tree, undo ?? [])).toEqual([]);
    expect(made.fingerprint()).toBe(before);
  });

  it('is written in NFC', async () => {
    const made = scene();
    await made.perform(create(made, 'cafe\u0301', 'x.bin'));
    expect(made.registry()).toMatchObject({ assets: [{ root: 'caf\u00e9' }] });
  });

  it('is lost where something appeared there after the preview', async () => {
    const made = scene('hero');
    const plan = await made.plan({ kind: 'relocate', asset_id: 1, root: 'new' });
    made.tree.putFile('assets/new/x', 'x');
    const before = made.fingerprint();
    expect(await rejectionCodeOf(made.apply(plan))).toBe('TARGET_EXISTS');
    expect(made.fingerprint()).toBe(before);
  });
});

describe('names of dropped files', () => {
  it.each([['asset.json'], ['a/b'], ['..'], ['']])('refuses %j', async (name) => {
    const made = scene('hero');
    expect(await blocked(made, create(made, 'new', name))).toBe(true);
    const source = made.offer(name, 'x');
    expect(await blocked(made, { kind: 'import_files', asset_id: 1, sources: [source] })).toBe(true);
  });

  it('refuses two that one file system cannot tell apart, and one that is there', async () => {
    const made = scene('hero');
    expect(await blocked(made, create(made, 'new', 'A.bin', 'a.bin'))).toBe(true);
    const there = made.offer('data.bin', 'x');
    expect(await blocked(made, { kind: 'import_files', asset_id: 1, sources: [there] })).toBe(true);
  });

  it('H6 takes __proto__ for a name like any other', async () => {
    const made = scene();
    await made.perform(create(made, '__proto__', '__proto__'));
    expect(made.text('assets/__proto__/__proto__')).toBe('x');
    expect(await made.codes()).toEqual([]);
  });

  it('fails for a handle that was never given out', async () => {
    const action: Action = { kind: 'import_files', asset_id: 1, sources: ['nobody'] };
    expect(await rejectionCodeOf(scene('hero').plan(action))).toBe('HANDLE_UNKNOWN');
  });
});

describe('ids', () => {
  it('are never given out again', async () => {
    const made = scene('a', 'b');
    await made.perform({ kind: 'forget', asset_ids: [1, 2] });
    await made.perform({ kind: 'register', roots: ['a'] });
    expect(made.registry()).toMatchObject({ next_asset_id: 4, assets: [{ asset_id: 3, root: 'a' }] });
    await made.perform({ kind: 'quarantine', roots: ['a'] });
    await made.perform({ kind: 'register', roots: ['b'] });
    expect(made.registry()).toMatchObject({ next_asset_id: 5, assets: [{ asset_id: 4, root: 'b' }] });
    await made.perform({ kind: 'restore', quarantine_ids: [FIRST_ID] });
    expect(made.registry()).toMatchObject({ next_asset_id: 5, assets: [{ asset_id: 3 }, { asset_id: 4 }] });
  });

  it('of entries that are not valid count, too', async () => {
    const made = scene('a');
    made.put(60, { root: 'b' });
    const registry = made.registry() as { assets: unknown[] };
    made.writeJson('assets/.prometeu/index.json', {
      ...registry,
      assets: [...registry.assets, { asset_id: 9, asset_uuid: 'broken', root: 'c', included_in_build: true }],
    });
    await made.perform({ kind: 'register', roots: ['b'] });
    expect(made.registry()).toMatchObject({
      next_asset_id: 11,
      assets: [{ asset_id: 1 }, { asset_id: 10, root: 'b' }, { asset_id: 9, asset_uuid: 'broken' }],
    });
  });

  it('may be used up', async () => {
    const made = scene();
    made.put(60, { root: 'b' });
    made.writeJson('assets/.prometeu/index.json', {
      schema_version: 1,
      next_asset_id: 2147483648,
      assets: [],
    });
    expect(await blocked(made, { kind: 'register', roots: ['b'] })).toBe(true);
    expect(await blocked(made, create(made, 'c'))).toBe(true);
  });

  it('that nobody has are refused', async () => {
    for (const action of [
      { kind: 'forget', asset_ids: [9] },
      { kind: 'set_inclusion', asset_ids: [9], included: true },
      { kind: 'relocate', asset_id: 9, root: 'x' },
      { kind: 'edit', asset_id: 9, changes: [{ kind: 'set_name', name: 'x' }] },
    ] as const) {
      expect(
        await rejectionCodeOf(
          scene('a').plan({ ...action, ...('asset_ids' in action ? { asset_ids: [9] } : {}) } as Action),
        ),
      ).toBe('ASSET_NOT_FOUND');
    }
  });
});

describe('registering', () => {
  it('refuses copies, nested, registered and missing roots, and adopts only what is unregistered', async () => {
    const made = scene('a');
    made.put(1, { root: 'copy' });
    made.put(61, { root: 'a/inner' });
    made.put(62, { root: 'invalid', declaration: { name: '' } });
    for (const root of ['copy', 'a/inner', 'a', 'nowhere', 'invalid'])
      expect(await blocked(made, { kind: 'register', roots: [root] }), root).toBe(true);
    for (const root of ['a/inner', 'a', 'nowhere', 'invalid'])
      expect(await blocked(made, { kind: 'adopt', roots: [root] }), root).toBe(true);
    expect(await blocked(made, { kind: 'adopt', roots: ['copy'] })).toBe(false);
  });

  it('refuses a root that is an asset which was moved: it keeps its id by relocating', async () => {
    const made = scene('a');
    made.tree.rename('assets/a', 'assets/b');
    expect(await blocked(made, { kind: 'register', roots: ['b'] })).toBe(true);
    expect(await blocked(made, { kind: 'adopt', roots: ['b'] })).toBe(true);
    await made.perform({ kind: 'relocate', asset_id: 1, root: 'b' });
    expect(made.registry()).toMatchObject({
      assets: [{ asset_id: 1, asset_uuid: uuidNumber(1), root: 'b' }],
    });
    expect(await made.codes()).toEqual([]);
  });

  it('gives two copies of one folder two identities', async () => {
    const made = scene();
    made.put(5, { root: 'a' });
    made.put(5, { root: 'b' });
    await made.perform({ kind: 'adopt', roots: ['a', 'b'] });
    expect(await made.codes()).toEqual([]);
  });
});

describe('a registry that cannot be read', () => {
  it.each([['{'], ['{"schema_version":2,"next_asset_id":1,"assets":[]}'], ['[]']])(
    'is never rewritten: %s',
    async (text) => {
      const made = scene('a');
      made.put(60, { root: 'b' });
      made.tree.putFile('assets/.prometeu/index.json', text);
      for (const action of [
        { kind: 'init_workspace' },
        { kind: 'register', roots: ['b'] },
        { kind: 'quarantine', roots: ['b'] },
        create(made, 'c'),
      ] as const satisfies readonly Action[])
        expect(await blocked(made, action)).toBe(true);
    },
  );
});

describe('quarantine', () => {
  it('takes unregistered roots, too, and gives them back unregistered', async () => {
    const made = scene('a');
    made.put(60, { root: 'b', declaration: { name: 'B' } });
    await made.perform({ kind: 'quarantine', roots: ['b'] });
    expect(listQuarantine(made.tree)).toMatchObject([
      { quarantineId: FIRST_ID, record: { root: 'b', name: 'B', entry: null } },
    ]);
    await made.perform({ kind: 'restore', quarantine_ids: [FIRST_ID] });
    expect(await made.codes()).toEqual(['ROOT_UNREGISTERED']);
    expect(listQuarantine(made.tree)).toEqual([]);
  });

  it('does not carry other roots along', async () => {
    const made = scene('a', 'a/b');
    expect(await blocked(made, { kind: 'quarantine', roots: ['a'] })).toBe(true);
    expect(await blocked(made, { kind: 'relocate', asset_id: 1, root: 'c' })).toBe(true);
    const before = made.fingerprint();
    const undo = await made.perform({ kind: 'quarantine', roots: ['a', 'a/b'] });
    expect(listQuarantine(made.tree)).toHaveLength(2);
    expect(made.registry()).toMatchObject({ assets: [] });
    expect(undoSteps(made.tree, undo ?? [])).toEqual([]);
    expect(made.fingerprint()).toBe(before);
  });

  it('takes an asset whose declaration is broken', async () => {
    const made = scene('art/a');
    made.tree.putFile('assets/art/a/asset.json', '{');
    await made.perform({ kind: 'quarantine', roots: ['art/a'] });
    expect(listQuarantine(made.tree)).toMatchObject([{ record: { name: 'a', entry: { asset_id: 1 } } }]);
  });

  it('is not restored over something, twice, into one another, or under an id that is taken', async () => {
    const made = scene('a');
    await made.perform({ kind: 'quarantine', roots: ['a'] });
    made.put(70, { root: 'a/below' });
    expect(await blocked(made, { kind: 'restore', quarantine_ids: [FIRST_ID] })).toBe(true);
    made.tree.removeFolder('assets/a');
    const registry = made.registry() as object;
    made.writeJson('assets/.prometeu/index.json', {
      ...registry,
      assets: [{ asset_id: 1, asset_uuid: uuidNumber(9), root: 'other', included_in_build: true }],
    });
    expect(await blocked(made, { kind: 'restore', quarantine_ids: [FIRST_ID] })).toBe(true);
    expect(await blocked(made, { kind: 'restore', quarantine_ids: ['none'] })).toBe(true);
    expect(await blocked(made, { kind: 'purge', quarantine_ids: ['none'] })).toBe(true);
    expect(await blocked(made, { kind: 'purge', quarantine_ids: ['../..'] })).toBe(true);
  });

  it('of two roots from one place restores one', async () => {
    const made = scene('a');
    await made.perform({ kind: 'quarantine', roots: ['a'] });
    made.put(71, { root: 'a' });
    await made.perform({ kind: 'quarantine', roots: ['a'] });
    const ids = listQuarantine(made.tree).map(({ quarantineId }) => quarantineId);
    expect(ids).toHaveLength(2);
    expect(await blocked(made, { kind: 'restore', quarantine_ids: ids })).toBe(true);
    expect(await blocked(made, { kind: 'restore', quarantine_ids: ids.slice(1) })).toBe(false);
  });

  it('finishes a restore that a crash stopped after the registry was written', async () => {
    const made = scene('a');
    const registry = made.text('assets/.prometeu/index.json');
    await made.perform({ kind: 'quarantine', roots: ['a'] });
    made.tree.putFile('assets/.prometeu/index.json', registry);
    expect(await made.codes()).toEqual(['ROOT_MISSING']);
    await made.perform({ kind: 'restore', quarantine_ids: [FIRST_ID] });
    expect(await made.codes()).toEqual([]);
    expect(made.text('assets/.prometeu/index.json')).toBe(registry);
  });

  it.each([
    ['no JSON', '{'],
    [
      'a path out of the project',
      JSON.stringify({ schema_version: 1, root: '../../x', name: 'x', entry: null }),
    ],
    [
      'an entry of another root',
      JSON.stringify({
        schema_version: 1,
        root: 'a',
        name: 'a',
        entry: { asset_id: 1, asset_uuid: uuidNumber(1), root: 'b', included_in_build: true },
      }),
    ],
    [
      'an entry that is not valid',
      JSON.stringify({ schema_version: 1, root: 'a', name: 'a', entry: { asset_id: 0 } }),
    ],
    ['a newer version', JSON.stringify({ schema_version: 2, root: 'a', name: 'a', entry: null })],
    ['no members', '[]'],
  ])('H5 H7 leaves out a record with %s', async (_, text) => {
    const made = scene('a');
    await made.perform({ kind: 'quarantine', roots: ['a'] });
    made.tree.putFile(`assets/.prometeu/quarantine/${FIRST_ID}/record.json`, text);
    expect(listQuarantine(made.tree)).toEqual([]);
    expect(await blocked(made, { kind: 'restore', quarantine_ids: [FIRST_ID] })).toBe(true);
  });

  it('is listed as far as it can be read', async () => {
    const made = scene('a', 'b');
    await made.perform({ kind: 'quarantine', roots: ['a', 'b'] });
    made.tree.setUnreadable(`assets/.prometeu/quarantine/${FIRST_ID}/record.json`);
    expect(listQuarantine(made.tree)).toHaveLength(1);
    made.tree.setUnreadable('assets/.prometeu/quarantine');
    expect(listQuarantine(made.tree)).toEqual([]);
    expect(listQuarantine(new MutationScene().tree)).toEqual([]);
  });
});

describe('consent', () => {
  it('is needed exactly where folders move or are deleted', async () => {
    const made = scene('a', 'b');
    await made.perform({ kind: 'quarantine', roots: ['b'] });
    const asks = async (action: Action): Promise<boolean> => needsConsent(await made.plan(action));
    expect(await asks({ kind: 'forget', asset_ids: [1] })).toBe(false);
    expect(await asks({ kind: 'set_inclusion', asset_ids: [1], included: false })).toBe(false);
    expect(await asks(create(made, 'c'))).toBe(false);
    expect(await asks({ kind: 'relocate', asset_id: 1, root: 'c' })).toBe(true);
    expect(await asks({ kind: 'quarantine', roots: ['a'] })).toBe(true);
    expect(await asks({ kind: 'restore', quarantine_ids: [FIRST_ID] })).toBe(true);
    expect(await asks({ kind: 'purge', quarantine_ids: [FIRST_ID] })).toBe(true);
  });
});
