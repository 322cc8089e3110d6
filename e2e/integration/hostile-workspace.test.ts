import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DiskProject } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import type { DoctorReport } from '#schemas/report/doctor.ts';
import { withoutRights } from './other-user.ts';
import { readOutputs } from './outputs.ts';
import { pack, run, runJson } from './program.ts';

const scratch = useScratchFolders();
const deep: string[] = [];
afterEach(() => {
  // Node removes no tree whose paths are longer than the system takes.
  for (const folder of deep.splice(0)) spawnSync('rm', ['-rf', folder]);
});

/** A project beside a folder with a secret that no link may lead to. */
function projectWithOutside(): { project: DiskProject; outside: string } {
  const base = scratch();
  const outside = join(base, 'outside');
  fs.mkdirSync(outside);
  fs.writeFileSync(join(outside, 'data.bin'), 'secret');
  fs.writeFileSync(join(outside, 'index.json'), 'secret');
  return { project: DiskProject.small(join(base, 'project')), outside };
}

function doctor(project: DiskProject): DoctorReport {
  const { code, document } = runJson('doctor-report', ['doctor', '--all', project.root]);
  expect(code).toBe(document.counts.error > 0 ? 1 : 0);
  return document;
}

function codesOf({ diagnostics }: DoctorReport): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

const INPUT = 'assets/data/level/data.bin';
const DECLARATION = 'assets/data/level/asset.json';

function replace(project: DiskProject, path: string, make: (absolute: string) => void): void {
  fs.rmSync(project.path(path), { recursive: true, force: true });
  make(project.path(path));
}

function makeSpecial(path: string, ...args: readonly string[]): boolean {
  const [command = '', ...rest] = args.length === 0 ? ['mkfifo', path] : ['mknod', path, ...args];
  return spawnSync(command, rest).status === 0;
}

function linked(target: string, path: string): boolean {
  fs.symlinkSync(target, path);
  return true;
}

describe('H8 H9 an input that is no plain file', () => {
  const kinds: Readonly<Record<string, (path: string, outside: string) => boolean>> = {
    'a pipe': (path) => makeSpecial(path),
    'an endless device': (path) => makeSpecial(path, 'c', '1', '5'),
    'a link to a file outside': (path, outside) => linked(join(outside, 'data.bin'), path),
    'a link to a file inside': (path) => linked('asset.json', path),
    'a link to itself': (path) => linked('data.bin', path),
    'a link to nothing': (path) => linked('nowhere', path),
    'a folder': (path) => {
      fs.mkdirSync(path);
      return true;
    },
  };
  for (const [name, make] of Object.entries(kinds)) {
    it(`H8 H9 blocks the pack with its place, and nothing waits: ${name}`, ({ skip }) => {
      const { project, outside } = projectWithOutside();
      let made = false;
      replace(project, INPUT, (path) => (made = make(path, outside)));
      skip(!made, 'such a file cannot be made here');
      const found = doctor(project).diagnostics.filter(({ severity }) => severity === 'error');
      const code = name.startsWith('a link') ? 'INPUT_IS_LINK' : 'INPUT_NOT_REGULAR';
      expect(found).toMatchObject([{ code, asset_id: 3 }]);
      const report = pack(project.root);
      expect(report).toMatchObject({ exit: 1, status: 'blocked' });
      expect(fs.existsSync(project.path('build/assets.pa'))).toBe(false);
    });
  }

  for (const [name, make] of Object.entries(kinds)) {
    it(`H9 takes no declaration and no registry from it: ${name}`, ({ skip }) => {
      const { project, outside } = projectWithOutside();
      let made = false;
      replace(project, DECLARATION, (path) => (made = make(path, outside)));
      skip(!made, 'such a file cannot be made here');
      const code = name === 'a folder' ? 'DECLARATION_MISSING' : 'DECLARATION_INVALID';
      expect(codesOf(doctor(project))).toContain(code);
      expect(pack(project.root)).toMatchObject({ exit: 1, status: 'blocked' });
      replace(project, 'assets/.prometeu/index.json', (path) => make(path, outside));
      expect(codesOf(doctor(project))).toContain('REGISTRY_INVALID');
      expect(pack(project.root)).toMatchObject({ exit: 1, status: 'blocked' });
      expect(fs.readFileSync(join(outside, 'index.json'), 'utf8')).toBe('secret');
    });
  }

  it('H8 takes no root and no folder of a root through a link', () => {
    const { project, outside } = projectWithOutside();
    fs.renameSync(project.path('assets/data/level'), join(outside, 'level'));
    fs.symlinkSync(join(outside, 'level'), project.path('assets/data/level'));
    expect(doctor(project).diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
      { asset_id: 3 },
    ]);
    expect(pack(project.root)).toMatchObject({ exit: 1, status: 'blocked' });

    fs.rmSync(project.path('assets/data/level'));
    fs.renameSync(join(outside, 'level'), project.path('assets/data/level'));
    fs.symlinkSync(outside, project.path('assets/data/level/sub'));
    project.editDeclaration('data/level', { artifacts: [{ file: 'sub/data.bin', index: 0 }] });
    const report = pack(project.root);
    expect(report).toMatchObject({ exit: 1, status: 'blocked' });
    expect(JSON.stringify(report)).not.toContain('secret');
  });

  it('names the one input that may not be read; the others are looked at', ({ skip }) => {
    const rights = withoutRights();
    if (!('prefix' in rights)) return skip(rights.reason);
    const { project } = projectWithOutside();
    const base = join(project.root, '..');
    spawnSync('chmod', ['-R', 'a+rwX', base]);
    fs.chmodSync(project.path(INPUT), 0);
    fs.chmodSync(project.path('assets/art/hero/tile-0.png'), 0);
    project.write('assets/sfx/steps/step.wav', 'no wav');
    const { code, document } = runJson('doctor-report', ['doctor', project.root], { prefix: rights.prefix });
    expect(code).toBe(1);
    expect(document.diagnostics.map(({ asset_id: id, code }) => [id, code])).toEqual([
      [1, 'INPUT_UNREADABLE'],
      [2, 'SOUND_NOT_WAV'],
      [3, 'INPUT_UNREADABLE'],
    ]);
    expect(pack(project.root, { prefix: rights.prefix })).toMatchObject({ exit: 1, status: 'blocked' });
  });
});

describe('H7 H11 awkward names', () => {
  it('H11 finds them, and no output of the program lets them steer a terminal', () => {
    const { project } = projectWithOutside();
    const names = [
      'new\nline',
      'bell\u0007',
      'esc\u001b[31mred',
      '\u202egnp.bidi',
      'con',
      'trailing. ',
      'Ünïcode',
    ];
    for (const [index, name] of names.entries()) project.addRaw(10 + index, `names/${name}`, name);
    fs.writeFileSync(project.path('assets/loose \u001b]0;title\u0007'), 'loose');
    expect(codesOf(doctor(project)).length).toBeGreaterThan(names.length / 2);
    for (const args of [['doctor', '--all'], ['assets', 'list'], ['pack']]) {
      const { stdout, stderr } = run([...args, project.root]);
      // Lines end; nothing else controls.
      expect((stdout + stderr).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    }
  });

  it('H7 stands folders nested 5,000 deep', () => {
    const { project } = projectWithOutside();
    deep.push(project.path('assets/deep'));
    const nested = spawnSync(
      process.execPath,
      ['-e', "for (let i = 0; i < 5000; i += 1) { fs.mkdirSync('deep'); process.chdir('deep'); }"],
      { cwd: project.path('assets') },
    );
    expect(nested.status).toBe(0);
    expect(doctor(project).counts.error).toBe(0);
    expect(pack(project.root)).toMatchObject({ exit: 0, assets: { included: 3 } });
  });
});

describe('H8 folders of the studio that are links', () => {
  const UNTOUCHED = ['data.bin', 'index.json'];

  it.each(['assets/.prometeu', 'build', 'build/.pack-studio', 'assets'])(
    'H8 a pack refuses a linked %s and touches nothing behind it',
    (path) => {
      const { project, outside } = projectWithOutside();
      if (path === 'build/.pack-studio') fs.mkdirSync(project.path('build'));
      if (fs.existsSync(project.path(path))) {
        for (const name of fs.readdirSync(project.path(path))) {
          fs.cpSync(project.path(`${path}/${name}`), join(outside, 'copy', name), { recursive: true });
        }
      }
      replace(project, path, (absolute) => {
        fs.symlinkSync(outside, absolute);
      });
      const before = fs.readdirSync(outside, { recursive: true }).sort();
      const report = pack(project.root);
      expect([1, 3]).toContain(report.exit);
      expect(report.status === 'blocked' ? report.diagnostics.length : report.error?.code).toBeTruthy();
      expect(fs.readdirSync(outside, { recursive: true }).sort()).toEqual(before);
      for (const name of UNTOUCHED) expect(fs.readFileSync(join(outside, name), 'utf8')).toBe('secret');
      const created = run(['assets', 'create', project.root, '--type', 'raw', '--root', 'new', '--json']);
      if (!path.startsWith('build')) expect(created.code).not.toBe(0);
      expect(fs.readdirSync(outside, { recursive: true }).sort()).toEqual(before);
    },
  );

  it.each(['assets.pa', 'asset_table.json', 'preload.json', 'asset_table_metadata.json'])(
    'H8 a pack refuses an output %s that is a link or a folder, and leaves the others',
    (name) => {
      const { project, outside } = projectWithOutside();
      pack(project.root);
      const whole = readOutputs(project.root);
      const link = project.path(`build/${name}`);
      for (const make of [() => fs.symlinkSync(join(outside, 'data.bin'), link), () => fs.mkdirSync(link)]) {
        fs.rmSync(link, { recursive: true });
        make();
        const added = 40 + fs.readdirSync(project.path('assets/data')).length;
        project.addRaw(added, `data/added ${added}`, 'more');
        expect(pack(project.root)).toMatchObject({
          exit: 3,
          status: 'failed',
          error: { code: 'FILE_NOT_REGULAR' },
        });
        expect(fs.readFileSync(join(outside, 'data.bin'), 'utf8')).toBe('secret');
        for (const [other, bytes] of Object.entries(whole)) {
          if (other !== name) expect(project.read(`build/${other}`).toString('latin1')).toBe(bytes);
        }
      }
    },
  );

  it('H8 cache and lock that are links are not followed', () => {
    const { project, outside } = projectWithOutside();
    fs.symlinkSync(join(outside, 'data.bin'), project.path('assets/.prometeu/cache.json'));
    expect(pack(project.root).exit).toBe(0);
    expect(fs.readFileSync(join(outside, 'data.bin'), 'utf8')).toBe('secret');
  });
});
