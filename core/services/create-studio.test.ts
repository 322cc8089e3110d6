import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemRandom } from '#core/node/random.ts';
import { nodeHash } from '#core/node/node-hash.ts';
import { DiskProject } from '#core/testing/disk-project.ts';
import { codeOf, rejectionCodeOf, useScratchFolders } from '#core/testing/scratch-folder.ts';
import { createStudio } from './create-studio.ts';
import { FolderBrowser } from './folder-browser.ts';
import { HandleRegistry } from './handles.ts';
import type { HostEnvironment } from './host-environment.ts';
import { InspectorService } from './inspector-service.ts';
import { packProject } from './pack-service.ts';
import type { Studio } from './studio.ts';

const scratch = useScratchFolders();
const studios: Studio[] = [];

afterEach(async () => {
  await Promise.all(studios.splice(0).map((studio) => studio.close()));
});

function start(changes: Partial<HostEnvironment> = {}): Studio {
  const studio = createStudio({
    appVersion: '0',
    transport: 'in-process',
    platform: 'linux',
    configFolder: join(scratch(), 'config'),
    exampleFolder: undefined,
    browseRoots: [],
    servedProjects: [],
    gestures: { kind: 'none', reason: 'a test' },
    dialogs: undefined,
    openExternal: undefined,
    ...changes,
  });
  studios.push(studio);
  return studio;
}

describe('a studio', () => {
  it('opens a project, packs it, looks into the pack and closes it', async () => {
    const project = DiskProject.small(scratch());
    const { handlers, offerFolder } = start();
    const { project_id } = await handlers.openProject({ folder: offerFolder(project.root) });
    expect((await handlers.openProject({ folder: offerFolder(project.root) })).project_id).toBe(project_id);
    expect((await handlers.listAssets({ project_id })).assets).toHaveLength(3);
    expect((await handlers.validatePack({ project_id })).gate.map(({ state }) => state)).toEqual([
      'passed',
      'passed',
    ]);
    const { job_id } = await handlers.startPack({ project_id, verify_rebuild: false });
    const running = async (): Promise<boolean> =>
      (await handlers.listJobs({})).jobs.some((job) => job.job_id === job_id && job.state === 'running');
    while (await running()) await new Promise((resolve) => setTimeout(resolve, 5));
    const { pack_handle } = await handlers.openPack({ project_id });
    expect(await handlers.inspectPack({ pack_handle })).toMatchObject({
      entry_count: 3,
      boots: true,
      report: { findings: [] },
    });
    expect((await handlers.listRecentProjects({})).projects.map(({ name }) => name)).toHaveLength(1);
    await handlers.closeProject({ project_id });
    expect(await rejectionCodeOf(handlers.listAssets({ project_id }))).toBe('PROJECT_NOT_OPEN');
  });

  it('opens the example where there is one', async () => {
    const example = DiskProject.small(scratch());
    expect(await start({ exampleFolder: example.root }).handlers.openExample({})).toMatchObject({
      initialised: true,
    });
    expect(await rejectionCodeOf(start().handlers.openExample({}))).toBe('NOT_SUPPORTED');
    expect(await rejectionCodeOf(start({ exampleFolder: scratch() }).handlers.openExample({}))).toBe(
      'NOT_SUPPORTED',
    );
  });

  it('offers the projects that it was started with', async () => {
    const project = DiskProject.small(scratch());
    const { handlers } = start({ servedProjects: [project.root] });
    const [folder = ''] = (await handlers.getHostInfo({})).served_projects;
    expect(await handlers.openProject({ folder })).toMatchObject({ read_only: false });
  });

  it('refuses folders that are none, and handles that it never gave', async () => {
    const folder = scratch();
    const { handlers, offerFolder } = start();
    const handle = offerFolder(folder);
    fs.rmdirSync(folder);
    expect(await rejectionCodeOf(handlers.openProject({ folder: handle }))).toBe('PROJECT_NOT_FOUND');
    fs.writeFileSync(folder, 'a file');
    expect(await rejectionCodeOf(handlers.openProject({ folder: handle }))).toBe('PROJECT_NOT_A_FOLDER');
    expect(await rejectionCodeOf(handlers.openProject({ folder: '/' }))).toBe('HANDLE_UNKNOWN');
    expect(await rejectionCodeOf(handlers.chooseFolder({ title: 't' }))).toBe('NOT_SUPPORTED');
    expect(await rejectionCodeOf(handlers.browseFolder({}))).toBe('NOT_SUPPORTED');
  });

  it('works where nothing can be remembered', async () => {
    const file = join(scratch(), 'file');
    fs.writeFileSync(file, 'in the way');
    const project = DiskProject.small(scratch());
    const { handlers, offerFolder } = start({ configFolder: file });
    const { project_id } = await handlers.openProject({ folder: offerFolder(project.root) });
    expect((await handlers.listAssets({ project_id })).assets).toHaveLength(3);
    expect((await handlers.getSettings({})).notice).not.toBeNull();
  });

  it('tells a window that comes late a snapshot first, then every event', async () => {
    const project = DiskProject.small(scratch());
    const { handlers, offerFolder } = start();
    const { project_id } = await handlers.openProject({ folder: offerFolder(project.root) });
    await handlers.listAssets({ project_id });
    const items: unknown[] = [];
    const abort = new AbortController();
    const stream = handlers.watchProject({ project_id }, (item) => items.push(item), abort.signal);
    const { plan_id } = await handlers.previewAction({
      project_id,
      action: { kind: 'forget', asset_ids: [1] },
    });
    await handlers.applyAction({ project_id, plan_id, consent: false });
    abort.abort();
    await stream;
    const [first, ...rest] = items as { kind: string; sequence?: number; event?: { sequence: number } }[];
    expect(first?.kind).toBe('snapshot');
    expect(rest.map(({ event }) => event?.sequence)).toEqual(
      rest.map((_, index) => (first?.sequence ?? 0) + index + 1),
    );
    expect(rest.length).toBeGreaterThan(0);
  });

  it('shows the managed world, or everything on request', async () => {
    const project = DiskProject.small(scratch());
    project.write('assets/loose/asset.json', '{}');
    const { handlers, offerFolder } = start();
    const { project_id } = await handlers.openProject({ folder: offerFolder(project.root) });
    expect((await handlers.diagnose({ project_id, whole: false })).diagnostics).toEqual([]);
    const whole = await handlers.diagnose({ project_id, whole: true });
    expect(whole.diagnostics.map(({ code }) => code)).toContain('ROOT_UNREGISTERED');
  });
});

describe('the folder browser', () => {
  it('shows nothing outside of its roots', () => {
    const base = scratch();
    for (const folder of ['root/project/assets/.prometeu', 'root/.hidden', 'outside', 'rootless'])
      fs.mkdirSync(join(base, folder), { recursive: true });
    fs.writeFileSync(join(base, 'root/project/assets/.prometeu/index.json'), '{}');
    fs.writeFileSync(join(base, 'root/a.pa'), 'abc');
    fs.symlinkSync(join(base, 'outside'), join(base, 'root/link'));
    fs.symlinkSync('/etc/passwd', join(base, 'root/link.pa'));
    const handles = new HandleRegistry(systemRandom);
    const browser = new FolderBrowser([join(base, 'root')], handles);
    const top = browser.browse(undefined);
    expect(top).toMatchObject({ name: 'root', parent: null, is_project: false });
    expect(top.folders.map(({ name, is_project }) => [name, is_project])).toEqual([['project', true]]);
    expect(top.files.map(({ name, size_bytes }) => [name, size_bytes])).toEqual([['a.pa', 3]]);
    const inner = browser.browse(top.folders[0]?.folder);
    expect(inner.parent).toBe(top.folder);
    for (const outside of ['outside', 'rootless', '.'])
      expect(codeOf(() => browser.browse(handles.offer('folder', join(base, outside))))).toBe(
        'HANDLE_UNKNOWN',
      );
    expect(codeOf(() => browser.browse('folder-nobody'))).toBe('HANDLE_UNKNOWN');
  });

  it('H8 does not follow a folder that became a link', () => {
    const base = scratch();
    fs.mkdirSync(join(base, 'root/inner'), { recursive: true });
    const browser = new FolderBrowser([join(base, 'root')], new HandleRegistry(systemRandom));
    const inner = browser.browse(undefined).folders[0]?.folder;
    fs.rmdirSync(join(base, 'root/inner'));
    fs.symlinkSync('/etc', join(base, 'root/inner'));
    expect(codeOf(() => browser.browse(inner))).toBe('HANDLE_UNKNOWN');
    fs.rmSync(join(base, 'root/inner'));
    expect(codeOf(() => browser.browse(inner))).toBe('PROJECT_NOT_FOUND');
  });

  it('shows further roots beside the first', () => {
    const [one, two] = [scratch(), scratch()];
    const browser = new FolderBrowser([one, two], new HandleRegistry(systemRandom));
    const [other] = browser.browse(undefined).folders;
    expect(browser.browse(other?.folder)).toMatchObject({ parent: null, folders: [] });
  });
});

describe('the inspector', () => {
  it('reads ranges and rows of a pack, and says when it is another one', async () => {
    const project = DiskProject.small(scratch());
    await packProject(project.open());
    const path = project.path('build/assets.pa');
    const inspector = new InspectorService(systemRandom, nodeHash);
    const { pack_handle: pack, size_bytes: size } = inspector.open(path);
    expect(Buffer.from(inspector.readRange(pack, 0, 4)).toString()).toBe('ASPA');
    expect(inspector.readRange(pack, size - 2, 100)).toHaveLength(2);
    expect(inspector.readRange(pack, size + 5, 100)).toHaveLength(0);
    expect(inspector.listEntries(pack, 1, 1)).toMatchObject({ entries: [{ asset_id: 2 }], total: 3 });
    expect(inspector.listPreload(pack)).toEqual({ preload: [] });
    expect((await inspector.verify(pack, null)).verdict).toEqual({
      complete: 'yes',
      valid: 'yes',
      authentic: 'no-anchor',
    });
    fs.appendFileSync(path, 'x');
    expect(codeOf(() => inspector.readRange(pack, 0, 4))).toBe('FILE_CHANGED');
    expect(codeOf(() => inspector.inspect(pack))).toBe('FILE_CHANGED');
    inspector.close(pack);
    expect(codeOf(() => inspector.inspect(pack))).toBe('HANDLE_UNKNOWN');
  });

  it('keeps sixteen packs open, those that are used', () => {
    const file = join(scratch(), 'a.pa');
    fs.writeFileSync(file, 'ASPA');
    const inspector = new InspectorService(systemRandom, nodeHash);
    const packs = Array.from({ length: 16 }, () => inspector.open(file).pack_handle);
    inspector.readRange(packs[0] ?? '', 0, 1);
    inspector.open(file);
    expect(codeOf(() => inspector.readRange(packs[1] ?? '', 0, 1))).toBe('HANDLE_UNKNOWN');
    expect(codeOf(() => inspector.readRange(packs[0] ?? '', 0, 1))).toBe('nothing thrown');
    inspector.closeAll();
    expect(codeOf(() => inspector.readRange(packs[0] ?? '', 0, 1))).toBe('HANDLE_UNKNOWN');
  });

  it('H9 opens regular files only', () => {
    const folder = scratch();
    const inspector = new InspectorService(systemRandom, nodeHash);
    expect(codeOf(() => inspector.open(join(folder, 'none')))).toBe('FILE_NOT_FOUND');
    expect(codeOf(() => inspector.open(folder))).toBe('FILE_NOT_REGULAR');
  });
});
