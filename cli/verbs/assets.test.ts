import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskProject } from '#core/testing/disk-project.ts';
import { drawImage, opaque } from '#core/testing/glyph-art.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { makeWav } from '#core/testing/wav-generator.ts';
import { run, runJson } from '../testing/captured-run.ts';

const scratch = useScratchFolders();

async function change(args: readonly string[], cwd: string) {
  return await runJson('mutation-report', ['assets', ...args], { cwd });
}

async function addressesOf(cwd: string): Promise<Readonly<Record<string, number>>> {
  return (await runJson('asset-list', ['assets', 'list'], { cwd })).document.addresses;
}

function declarationAt(project: string, root: string): unknown {
  return JSON.parse(fs.readFileSync(join(project, 'assets', root, 'asset.json'), 'utf8'));
}

/** A folder with files that people drop. */
function dropped(): string {
  const folder = scratch();
  const image = (name: string, width: number, height: number): void =>
    fs.writeFileSync(
      join(folder, name),
      drawImage(width, height, () => opaque('#ff0000')),
    );
  image('hero.png', 16, 16);
  image('sheet.png', 24, 8);
  image('odd.png', 20, 18);
  fs.writeFileSync(join(folder, 'steps.wav'), makeWav({ values: [1, 2, 3], sampleRate: 22050, bits: 16 }));
  fs.writeFileSync(join(folder, 'hero.gpl'), 'GIMP Palette\n#\n0 0 0 none\n255 0 0 red\n');
  fs.writeFileSync(join(folder, 'level.bin'), 'level');
  return folder;
}

describe('init and create', () => {
  it('make a project of an empty folder, and an asset of files, with what is not said guessed', async () => {
    const project = join(scratch(), 'new');
    const files = dropped();
    const { document: made, exitCode } = await runJson('init-report', ['init', project]);
    expect([made.status, exitCode]).toEqual(['initialised', 0]);
    expect(made.created).toContain('assets/.prometeu/index.json');
    expect((await runJson('init-report', ['init', project])).document.error?.code).toBe('PROJECT_EXISTS');

    const create = await change(
      ['create', '--file', join(files, 'hero.png'), '--palettes', join(files, 'hero.gpl')],
      project,
    );
    expect(create.document).toMatchObject({
      status: 'done',
      registered: [{ asset_id: 1, root: 'art/hero', address: 'assets/art/hero' }],
      warnings: [],
    });
    expect(declarationAt(project, 'art/hero')).toMatchObject({
      name: 'hero',
      type: 'glyph_bank',
      artifacts: [{ file: 'hero.png', index: 0 }],
      output: {
        format: 'GLYPH/indexed_v1',
        codec: 'NONE',
        metadata: { tile_size: 16 },
        pipeline: { palettes: [{ index: 0, palette: { file: 'hero.gpl' } }] },
      },
      preload: { enabled: false },
    });
    expect((await runJson('pack-report', ['pack', project])).document.status).toBe('packed');
  });

  it('take every word of the command line', async () => {
    const { root: project } = DiskProject.small(scratch());
    const files = dropped();
    const said = [
      '--root',
      'assets/ui/strip',
      '--name',
      'Strip',
      '--type',
      'glyph_bank',
      '--format',
      'GLYPH/indexed_v1',
    ];
    const more = ['--tile-size', '8', '--grid', '--palettes', 'auto', '--slot', '3', '--file', 'sheet.png'];
    const { exitCode } = await runJson('mutation-report', ['assets', 'create', project, ...said, ...more], {
      cwd: files,
    });
    expect(exitCode).toBe(0);
    expect(declarationAt(project, 'ui/strip')).toMatchObject({
      name: 'Strip',
      output: { metadata: { tile_size: 8 }, pipeline: { slice: 'grid', palettes: 'auto' } },
      preload: { enabled: true, slot: 3 },
    });
    expect((await runJson('doctor-report', ['doctor', project])).document.counts.error).toBe(0);
  });

  it('make several assets of files of several kinds, and say what would not fit', async () => {
    const { root: project } = DiskProject.small(scratch());
    const files = fs.readdirSync(dropped()).length;
    const folder = dropped();
    const args = ['hero.png', 'odd.png', 'steps.wav', 'level.bin'].flatMap((name) => [
      '--file',
      join(folder, name),
    ]);
    const { document, exitCode } = await change(['create', ...args], project);
    expect(files).toBeGreaterThan(4);
    expect(document.registered.map(({ root }) => root)).toEqual([
      'art/hero-2',
      'art/odd',
      'sound/steps',
      'data/level-2',
    ]);
    expect(document.warnings).toEqual(['odd.png is 20×18: not a multiple of 8.']);
    expect(exitCode).toBe(0);
  });

  it('take back what one command did where it cannot do all of it', async () => {
    const { root: project } = DiskProject.small(scratch());
    const folder = dropped();
    const before = await addressesOf(project);
    // The second asset would lie in the folder that a stray file takes.
    fs.mkdirSync(join(project, 'assets/sound/steps'), { recursive: true });
    fs.writeFileSync(join(project, 'assets/sound/steps/stray'), '');
    const args = ['hero.png', 'steps.wav'].flatMap((name) => ['--file', join(folder, name)]);
    const { document, exitCode } = await change(['create', ...args], project);
    expect([document.status, document.error?.code, exitCode]).toEqual(['blocked', 'ACTION_BLOCKED', 1]);
    expect(document.blockers).toHaveLength(1);
    expect(await addressesOf(project)).toEqual(before);
    expect(fs.existsSync(join(project, 'assets/art/hero-2'))).toBe(false);
  });

  it.each([
    [['create'], 'USAGE', 2],
    [['create', '--file', 'missing.png'], 'FILE_NOT_FOUND', 3],
    [['create', '--file', '.'], 'FILE_NOT_REGULAR', 3],
    [['create', '--type', 'glyph_bank', '--palettes', 'auto', '--palettes', 'a.gpl'], 'USAGE', 2],
    [['create', '--type', 'glyph_bank', '--palettes', 'a.txt'], 'USAGE', 2],
    [['create', '--type', 'raw', '--root', '../outside'], 'ACTION_BLOCKED', 1],
    [['create', '--type', 'raw', '--root', 'art/hero'], 'ACTION_BLOCKED', 1],
    [['forget'], 'USAGE', 2],
    [['forget', '--asset', '77'], 'ASSET_NOT_FOUND', 2],
    [['register', '--root', 'nowhere'], 'ACTION_BLOCKED', 1],
    [['restore', '--root', 'nowhere'], 'ASSET_NOT_FOUND', 2],
    [['restore', '--quarantine', 'nothing'], 'ACTION_BLOCKED', 1],
  ] as const)('refuse %j as %s', async (args, code, exit) => {
    const { root } = DiskProject.small(scratch());
    const { document, exitCode } = await change(args, root);
    expect([document.error?.code, exitCode]).toEqual([code, exit]);
  });
});

describe('changes of assets', () => {
  it('name them by id, address or root, and keep ids through every move', async () => {
    const { root: project } = DiskProject.small(scratch());
    await change(['relocate', '--asset', 'assets/art/hero', '--to', 'assets/art/people/hero'], project);
    expect((await addressesOf(project))['assets/art/people/hero']).toBe(1);
    await change(['quarantine', '--asset', '1', '--root', 'data/level'], project);
    expect(await addressesOf(project)).toEqual({ 'assets/sfx/steps': 2 });
    await change(['restore', '--asset', 'art/people/hero', '--asset', '3'], project);
    expect(await addressesOf(project)).toEqual({
      'assets/art/people/hero': 1,
      'assets/sfx/steps': 2,
      'assets/data/level': 3,
    });
    await change(['forget', '--asset', 'data/level'], project);
    const { document } = await change(['register', '--asset', 'assets/data/level'], project);
    // The small project gives its next ids from 10000 on.
    expect(document.registered).toEqual([
      { asset_id: 10000, root: 'data/level', address: 'assets/data/level' },
    ]);
  });

  it('exclude and include, duplicate and adopt', async () => {
    const { root: project } = DiskProject.small(scratch());
    await change(['exclude', '--asset', '2', '--asset', '3'], project);
    expect((await runJson('pack-report', ['pack', project])).document.assets.included).toBe(1);
    await change(['include', '--asset', 'sfx/steps'], project);
    expect((await runJson('pack-report', ['pack', project])).document.assets.included).toBe(2);
    await change(['duplicate', '--asset', '1', '--root', 'art/twin', '--name', 'Twin'], project);
    expect(declarationAt(project, 'art/twin')).toMatchObject({ name: 'Twin' });
    fs.cpSync(join(project, 'assets/art/hero'), join(project, 'assets/art/copy'), { recursive: true });
    expect((await change(['register', '--root', 'art/copy'], project)).document.status).toBe('blocked');
    expect((await change(['adopt', '--root', 'art/copy'], project)).document.status).toBe('done');
    expect((await runJson('doctor-report', ['doctor', project, '--all'])).document.counts.error).toBe(0);
  });

  it('delete for good only what is in quarantine', async () => {
    const { root: project } = DiskProject.small(scratch());
    expect((await change(['purge', '--asset', '3'], project)).exitCode).toBe(2);
    await change(['quarantine', '--asset', '3'], project);
    const { document } = await runJson('asset-list', ['assets', 'list'], { cwd: project });
    expect(document.quarantine).toMatchObject([{ root: 'data/level', asset_id: 3 }]);
    await change(['purge', '--quarantine', document.quarantine[0]?.quarantine_id ?? ''], project);
    expect(fs.readdirSync(join(project, 'assets/.prometeu/quarantine'))).toEqual([]);
  });

  it('say the address that game code must follow', async () => {
    const { root: project } = DiskProject.small(scratch());
    const { out } = await run(['assets', 'relocate', '--asset', '1', '--to', 'art/moved'], { cwd: project });
    expect(out).toContain('assets/art/moved');
  });
});

describe('list and show', () => {
  it('H11 make what cannot be seen visible for people', async () => {
    const { root: project } = DiskProject.small(scratch());
    await change(
      ['duplicate', '--asset', '3', '--root', 'data/x', '--name', 'evil\u001b[31m\u202Ename'],
      project,
    );
    const { out } = await run(['assets', 'show', '--asset', 'data/x'], { cwd: project });
    expect(out).toContain('evil\\u{1B}[31m\\u{202E}name');
    for (const unseen of ['\u001b', '\u202e']) expect(out).not.toContain(unseen);
  });

  it('show exits 1 for an asset with an error, and shows unregistered folders by their root', async () => {
    const project = DiskProject.small(scratch());
    fs.rmSync(project.path('assets/sfx/steps/step.wav'));
    const { exitCode, document } = await runJson('asset-show-report', ['assets', 'show', '--asset', '2'], {
      cwd: project.root,
    });
    expect([exitCode, document.diagnostics.map(({ code }) => code)]).toEqual([1, ['INPUT_MISSING']]);
    await change(['forget', '--asset', '3'], project.root);
    const loose = await runJson('asset-show-report', ['assets', 'show', '--asset', 'data/level'], {
      cwd: project.root,
    });
    expect([loose.exitCode, loose.document.asset?.state]).toEqual([0, 'unregistered']);
  });

  it('tell a folder that is no project what to do', async () => {
    const { out, exitCode } = await run(['assets', 'list'], { cwd: scratch() });
    expect(out).toContain('pack-studio init');
    expect(exitCode).toBe(0);
  });
});
