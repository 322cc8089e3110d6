import * as fs from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '#core/node/clock.ts';
import { systemRandom } from '#core/node/random.ts';
import { DiskProject, letClockPass, TEST_PORTS } from '#core/testing/disk-project.ts';
import { codeOf, rejectionCodeOf, useScratchFolders } from '#core/testing/scratch-folder.ts';
import type { StudioEvent } from '#schemas/contract/events.ts';
import { JobRegistry } from './jobs.ts';
import { LiveProject } from './live-project.ts';
import { packProject } from './pack-service.ts';
import { ProjectSession } from './project-session.ts';

const scratch = useScratchFolders();
const opened: LiveProject[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((live) => live.close()));
});

function open(
  project: DiskProject,
  options: { readonly packOnChange?: boolean; readonly readOnly?: boolean } = {},
) {
  const { folder } = project.open();
  const readOnlyReason = options.readOnly === true ? 'for the test' : undefined;
  const session = new ProjectSession({ ...folder, readOnlyReason }, TEST_PORTS);
  const jobs = new JobRegistry(systemClock, systemRandom);
  const events: StudioEvent[] = [];
  session.events.subscribe((event) => events.push(event));
  const live = new LiveProject(session, {
    jobs,
    sourceOf: () => {
      throw new Error('no sources here');
    },
    rebuild: undefined,
    packOnChange: options.packOnChange ?? false,
  });
  opened.push(live);
  return { live, events, session, jobs };
}

/** Waits for a condition that the disk brings about; the test's own limit ends it. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

function kinds(events: readonly StudioEvent[]): readonly string[] {
  return events.map(({ kind }) => kind);
}

describe('an open project', () => {
  it('tells rows first, then what their content says', async () => {
    const project = DiskProject.small(scratch());
    const { live, events } = open(project);
    const state = await live.state();
    expect(state.contentExamined).toBe(true);
    expect(kinds(events)).toEqual(['asset_discovered', 'diagnostics_updated', 'diagnostics_updated']);
    expect(events[0]?.affected_assets).toEqual([1, 2, 3]);
  });

  it('answers calls that come together with few looks, each after its call', async () => {
    const project = DiskProject.small(scratch());
    const { live } = open(project);
    const first = live.refresh();
    project.addRaw(4, 'data/late', 'late');
    const answers = await Promise.all([first, live.refresh(), live.refresh()]);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0].snapshot.assets).toHaveLength(4);
  });

  it('W1 sees a save, and shows what a fresh look shows', async () => {
    const project = DiskProject.small(scratch());
    const { live, events } = open(project);
    live.watch();
    await until(
      () => live.status().watch.state === 'watching' && kinds(events).includes('diagnostics_updated'),
    );
    project.write('assets/art/hero/tile-0.png', 'no image');
    await until(() =>
      events.some(({ kind, affected_assets }) => kind === 'asset_changed' && affected_assets.includes(1)),
    );
    const fresh = await project.open().examine({ scope: 'whole' });
    expect((await live.state()).diagnostics).toEqual(fresh.diagnostics);
    expect(fresh.diagnostics.map(({ code }) => code)).toEqual(['PNG_UNREADABLE']);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
  });

  it('W1 follows a registry edited by hand, unregistered folders, and assets/ deleted and made again', async () => {
    const project = DiskProject.small(scratch());
    const { live, events } = open(project);
    live.watch();
    await until(
      () => live.status().watch.state === 'watching' && kinds(events).includes('diagnostics_updated'),
    );
    const ids = async (): Promise<readonly number[]> =>
      (await live.state()).snapshot.assets.map(({ entry }) => entry.asset_id);
    const registry = project.read('assets/.prometeu/index.json').toString();
    project.writeJson('assets/.prometeu/index.json', { schema_version: 1, next_asset_id: 1000, assets: [] });
    await until(async () => (await ids()).length === 0);
    expect(
      events.find(({ kind, affected_assets }) => kind === 'asset_changed' && affected_assets.length === 3),
    ).toBeDefined();
    project.write('assets/.prometeu/index.json', registry);
    await until(async () => (await ids()).length === 3);
    const before = events.length;
    project.write('assets/notes.txt', 'loose');
    await until(() => kinds(events.slice(before)).includes('asset_changed'));
    fs.rmSync(project.path('assets'), { recursive: true });
    await until(async () => (await live.state()).snapshot.registry.kind === 'missing');
    const again = new DiskProject(project.root);
    again.addRaw(7, 'data/new', 'new');
    await until(async () => (await ids()).includes(7));
    expect((await live.state()).diagnostics).toEqual(
      (await project.open().examine({ scope: 'whole' })).diagnostics,
    );
  });

  it('packs on change, once for what came together', async () => {
    const project = DiskProject.small(scratch());
    const { live, jobs } = open(project, { packOnChange: true });
    live.watch();
    await until(() => live.status().freshness === 'fresh');
    project.write('assets/data/level/data.bin', 'level two');
    await until(() => project.read('build/assets.pa').includes('level two'));
    await until(
      () => live.status().freshness === 'fresh' && jobs.list().every(({ state }) => state !== 'running'),
    );
    expect(jobs.list().every(({ state }) => state !== 'failed')).toBe(true);
    expect(jobs.list().length).toBeLessThanOrEqual(4);
  });

  it('starts one pack at a time', async () => {
    const project = DiskProject.small(scratch());
    const { live, jobs } = open(project);
    await live.state();
    expect(live.startPack(false)).toBe(live.startPack(false));
    await until(() => jobs.list().every(({ state }) => state === 'done'));
    expect(live.status()).toMatchObject({
      freshness: 'fresh',
      pack: { path: 'build/assets.pa' },
      last_report: { status: 'packed' },
    });
    expect(live.packed.size).toBe(3);
  });

  it('C5 notices what another studio packed', async () => {
    const project = DiskProject.small(scratch());
    await letClockPass();
    const { live } = open(project);
    await live.state();
    expect(live.status().freshness).toBe('none');
    await packProject(project.open());
    expect(live.status()).toMatchObject({ freshness: 'fresh', pack: { path: 'build/assets.pa' } });
    expect(live.packed.size).toBe(3);
  });

  it('goes on after a look that failed, and says so', async () => {
    const project = DiskProject.small(scratch());
    const { live, events, session } = open(project);
    const state = await live.state();
    const list = session.tree.list.bind(session.tree);
    session.tree.list = () => {
      throw new Error('broken disk');
    };
    expect(await live.refresh()).toBe(state);
    expect(kinds(events)).toContain('action_failed');
    session.tree.list = list;
    project.addRaw(4, 'data/late', 'late');
    expect((await live.refresh()).snapshot.assets).toHaveLength(4);
  });

  it('W2 survives a first look that fails under the watcher', async () => {
    const project = DiskProject.small(scratch());
    const { live, events, session } = open(project);
    const list = session.tree.list.bind(session.tree);
    session.tree.list = () => {
      throw new Error('broken disk');
    };
    live.watch();
    await until(() => kinds(events).includes('action_failed'));
    session.tree.list = list;
    expect((await live.state()).snapshot.assets).toHaveLength(3);
  });

  it('that is read-only is shown, never written and never packed', async () => {
    const project = DiskProject.small(scratch());
    const { live, session, events } = open(project, { packOnChange: true, readOnly: true });
    live.watch();
    await until(() => kinds(events).includes('diagnostics_updated'));
    await live.rescan();
    expect(
      codeOf(() => {
        session.requireWritable();
      }),
    ).toBe('PROJECT_READ_ONLY');
    expect(await rejectionCodeOf(live.actions.preview({ kind: 'forget', asset_ids: [1] }))).toBe(
      'PROJECT_READ_ONLY',
    );
    expect(fs.existsSync(project.path('build'))).toBe(false);
    expect(fs.readdirSync(project.path('assets/.prometeu'))).toEqual(['index.json']);
  });
});
