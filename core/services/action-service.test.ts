import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DiskProject } from '#core/testing/disk-project.ts';
import { rejectionCodeOf, useScratchFolders } from '#core/testing/scratch-folder.ts';
import type { Action } from '#schemas/contract/actions.ts';
import type { StudioEvent } from '#schemas/contract/events.ts';
import { ActionService } from './action-service.ts';
import { sourceFileAt } from './source-files.ts';
import { withWriteLane } from './write-lane.ts';

const scratch = useScratchFolders();

function open(project: DiskProject) {
  const session = project.open();
  const events: StudioEvent[] = [];
  session.events.subscribe((event) => events.push(event));
  return { session, events, actions: new ActionService(session, sourceFileAt) };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const RENAME: Action = { kind: 'edit', asset_id: 1, changes: [{ kind: 'set_name', name: 'knight' }] };

describe('preview, apply and undo on a real disk', () => {
  it('shows the difference, applies it, and takes it back byte for byte', async () => {
    const project = DiskProject.small(scratch());
    const { actions, events } = open(project);
    const before = project.read('assets/art/hero/asset.json').toString();
    const preview = await actions.preview(RENAME);
    expect(preview).toMatchObject({
      affected_assets: [1],
      blockers: [],
      creates: [],
      moves: [],
      deletes: [],
      needs_consent: false,
    });
    expect(preview.edits).toMatchObject([{ path: 'assets/art/hero/asset.json', before }]);
    expect(project.read('assets/art/hero/asset.json').toString()).toBe(before);
    const result = await actions.apply(preview.plan_id, false);
    expect(project.read('assets/art/hero/asset.json').toString()).toBe(preview.edits[0]?.after);
    expect(await rejectionCodeOf(actions.apply(preview.plan_id, false))).toBe('PLAN_EXPIRED');
    await actions.undo(result.undo_id ?? '');
    expect(project.read('assets/art/hero/asset.json').toString()).toBe(before);
    expect(await rejectionCodeOf(actions.undo(result.undo_id ?? ''))).toBe('PLAN_EXPIRED');
    expect(events.map(({ kind }) => kind)).toEqual(['action_applied', 'action_applied']);
  });

  it('copies files in from outside, whole', async () => {
    const project = DiskProject.small(scratch());
    const outside = scratch();
    const bytes = Buffer.alloc(3 * 1024 * 1024 + 7, 'x');
    fs.writeFileSync(`${outside}/big.bin`, bytes);
    const { actions } = open(project);
    const result = await actions.perform({
      kind: 'create',
      root: 'new/big',
      name: 'Big',
      type: 'raw',
      format: 'SCENE/raw_v1',
      sources: [`${outside}/big.bin`],
      options: {},
    });
    expect(result.registered).toMatchObject([{ root: 'new/big' }]);
    expect(project.read('assets/new/big/big.bin').equals(bytes)).toBe(true);
    await actions.undo(result.undo_id ?? '');
    expect(fs.existsSync(project.path('assets/new'))).toBe(false);
  });

  it('needs consent where folders move or go', async () => {
    const project = DiskProject.small(scratch());
    const { actions } = open(project);
    const preview = await actions.preview({ kind: 'quarantine', roots: ['art/hero'] });
    expect(preview.needs_consent).toBe(true);
    expect(preview.moves).toHaveLength(1);
    expect(await rejectionCodeOf(actions.apply(preview.plan_id, false))).toBe('ACTION_BLOCKED');
    await actions.apply(preview.plan_id, true);
    expect(fs.existsSync(project.path('assets/art/hero'))).toBe(false);
  });

  it('has no way back from a purge', async () => {
    const project = DiskProject.small(scratch());
    const { actions } = open(project);
    await actions.perform({ kind: 'quarantine', roots: ['art/hero'] });
    const [id = ''] = fs.readdirSync(project.path('assets/.prometeu/quarantine'));
    const preview = await actions.preview({ kind: 'purge', quarantine_ids: [id] });
    expect(preview.deletes).toEqual([`assets/.prometeu/quarantine/${id}`]);
    expect((await actions.purge(preview.plan_id, preview.plan_sha256)).undo_id).toBeNull();
    expect(fs.readdirSync(project.path('assets/.prometeu/quarantine'))).toEqual([]);
  });

  it('E13 purges only what was confirmed at the host, by its digest', async () => {
    const project = DiskProject.small(scratch());
    const { actions } = open(project);
    await actions.perform({ kind: 'quarantine', roots: ['art/hero'] });
    const quarantined = () => fs.readdirSync(project.path('assets/.prometeu/quarantine'));
    const [id = ''] = quarantined();
    const preview = await actions.preview({ kind: 'purge', quarantine_ids: [id] });
    expect(preview.plan_sha256).toBe(
      sha256(
        `{"steps":[{"kind":"remove_folder","path":"assets/.prometeu/quarantine/${id}"}],"title":"${preview.title}"}`,
      ),
    );
    expect(await rejectionCodeOf(actions.apply(preview.plan_id, true))).toBe('ACTION_BLOCKED');
    expect(await rejectionCodeOf(actions.purge(preview.plan_id, sha256('another plan')))).toBe(
      'PLAN_EXPIRED',
    );
    const restore = await actions.preview({ kind: 'restore', quarantine_ids: [id] });
    expect(await rejectionCodeOf(actions.purge(restore.plan_id, restore.plan_sha256))).toBe('PLAN_EXPIRED');
    expect(quarantined()).toEqual([id]);
    await actions.purge(preview.plan_id, preview.plan_sha256);
    expect(quarantined()).toEqual([]);
    expect(await rejectionCodeOf(actions.purge(preview.plan_id, preview.plan_sha256))).toBe('PLAN_EXPIRED');
  });

  it('purges at once where naming the verb is the consent', async () => {
    const project = DiskProject.small(scratch());
    const { actions } = open(project);
    await actions.perform({ kind: 'quarantine', roots: ['art/hero'] });
    const [id = ''] = fs.readdirSync(project.path('assets/.prometeu/quarantine'));
    await actions.perform({ kind: 'purge', quarantine_ids: [id] });
    expect(fs.readdirSync(project.path('assets/.prometeu/quarantine'))).toEqual([]);
  });

  it('refuses a blocked plan, and one that the workspace has outrun', async () => {
    const project = DiskProject.small(scratch());
    const { actions, events } = open(project);
    const blocked = await actions.preview({ kind: 'register', roots: ['nowhere'] });
    expect(await rejectionCodeOf(actions.apply(blocked.plan_id, true))).toBe('ACTION_BLOCKED');
    const preview = await actions.preview(RENAME);
    project.editDeclaration('art/hero', { name: 'edited by hand' });
    const byHand = project.read('assets/art/hero/asset.json').toString();
    expect(await rejectionCodeOf(actions.apply(preview.plan_id, true))).toBe('PLAN_EXPIRED');
    expect(project.read('assets/art/hero/asset.json').toString()).toBe(byHand);
    expect(events.map(({ kind }) => kind)).toEqual(['action_failed']);
  });

  it('leaves everything where an undo comes too late', async () => {
    const project = DiskProject.small(scratch());
    const { actions } = open(project);
    const result = await actions.perform(RENAME);
    project.editDeclaration('art/hero', { name: 'edited by hand' });
    expect(await rejectionCodeOf(actions.undo(result.undo_id ?? ''))).toBe('FILE_CHANGED');
    expect(project.read('assets/art/hero/asset.json').toString()).toContain('edited by hand');
  });

  it('C5 waits for the lane, and says who holds it', async () => {
    const project = DiskProject.small(scratch());
    const { actions, session } = open(project);
    const { plan_id: planId } = await actions.preview(RENAME);
    let told: string | undefined;
    await withWriteLane(session.folder.root, { verb: 'holding' }, async () => {
      const code = await rejectionCodeOf(
        actions.apply(planId, true, { waitMs: 60, onWait: (owner) => (told = owner?.verb) }),
      );
      expect(code).toBe('PROJECT_LOCKED');
    });
    expect(told).toBe('holding');
  });

  it('initialises a folder that has nothing yet', async () => {
    const folder = scratch();
    const { actions } = open(
      Object.assign(Object.create(DiskProject.prototype) as DiskProject, { root: folder }),
    );
    await actions.perform({ kind: 'init_workspace' });
    expect(JSON.parse(fs.readFileSync(`${folder}/assets/.prometeu/index.json`, 'utf8'))).toEqual({
      schema_version: 1,
      next_asset_id: 1,
      assets: [],
    });
    expect(await rejectionCodeOf(actions.perform({ kind: 'init_workspace' }))).toBe('ACTION_BLOCKED');
  });

  it('keeps the last previews only', async () => {
    const project = DiskProject.small(scratch());
    const { actions } = open(project);
    const { plan_id: first } = await actions.preview(RENAME);
    for (let count = 0; count < 32; count += 1) await actions.preview(RENAME);
    expect(await rejectionCodeOf(actions.apply(first, true))).toBe('PLAN_EXPIRED');
  });
});
