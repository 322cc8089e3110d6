import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { outputFacts, readOutputs, type Outputs } from './outputs.ts';
import { pack } from './program.ts';
import { makeRichProject, numbers, RICH_ASSETS, richRoot, writeInputs } from './rich-project.ts';

const scratch = useScratchFolders();
const LISTER = join(import.meta.dirname, 'shuffled-pack.ts');

function shuffledOrder(seed: number): readonly number[] {
  const next = numbers(seed);
  return Array.from({ length: RICH_ASSETS }, (_, index) => ({ id: index + 1, rank: next() }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ id }) => id);
}

function folderIn(base: string, ...segments: readonly string[]): string {
  const folder = join(base, ...segments);
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** Gives every file below a folder another modification time, none of them near the others. */
function shuffleTimes(folder: string): void {
  const next = numbers(77);
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const seconds = 1_000_000_000 + (next() % 500_000_000);
    if (entry.isFile()) fs.utimesSync(join(entry.parentPath, entry.name), seconds, seconds);
  }
}

function expectSame(project: string, expected: Outputs): void {
  const outputs = readOutputs(project);
  for (const name of Object.keys(expected)) expect(outputs[name] === expected[name], name).toBe(true);
}

describe('D1 the four outputs', () => {
  it('D1 are the same from two processes that differ in everything but the project', () => {
    const base = scratch();
    const plain = makeRichProject(folderIn(base, 'plain')).root;
    const long = Array.from({ length: 12 }, (_, index) => `${index} şehir ışık ΑΒΓ `.padEnd(90, '_'));
    const awkward = makeRichProject(folderIn(base, 'with spaces', ...long), shuffledOrder(5)).root;
    shuffleTimes(awkward);

    const first = pack(plain, {
      jobs: 1,
      umask: '077',
      env: { TZ: 'UTC', LC_ALL: 'C', LANG: 'C', USER: 'zq-somebody', HOME: folderIn(base, 'zq-home') },
    });
    expect(first).toMatchObject({
      exit: 0,
      status: 'packed',
      assets: { included: RICH_ASSETS, packed: RICH_ASSETS },
    });
    const expected = readOutputs(plain);
    const second = pack('.', {
      jobs: 2,
      umask: '000',
      cwd: awkward,
      env: {
        TZ: 'Pacific/Kiritimati',
        LC_ALL: 'tr_TR.UTF-8',
        LANG: 'tr_TR.UTF-8',
        USER: 'zq-other',
        HOME: '/',
      },
    });
    expect(second).toMatchObject({ exit: 0, status: 'packed', pack: first.pack });
    expectSame(awkward, expected);
  });

  it('D1 are the same whatever order a folder is listed in', () => {
    const base = scratch();
    const project = makeRichProject(folderIn(base, 'listed')).root;
    pack(project);
    const expected = readOutputs(project);
    for (const seed of ['1', '2']) {
      fs.rmSync(join(project, 'build'), { recursive: true });
      fs.rmSync(join(project, 'assets/.prometeu/cache.json'));
      const ended = spawnSync(process.execPath, [LISTER, project, seed], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'tr_TR.UTF-8' },
      });
      const told = JSON.parse(ended.stdout) as { status: string; shuffled: number };
      expect(told.status).toBe('packed');
      expect(told.shuffled).toBeGreaterThan(RICH_ASSETS);
      expectSame(project, expected);
    }
  });

  it('D1 are the same with a cold cache, a warm one, a foreign one, and from a path through a link', () => {
    const base = scratch();
    const project = makeRichProject(folderIn(base, 'project')).root;
    const cachePath = join(project, 'assets/.prometeu/cache.json');
    pack(project);
    const expected = readOutputs(project);
    const cache = fs.readFileSync(cachePath);

    fs.rmSync(join(project, 'build'), { recursive: true });
    expect(pack(project)).toMatchObject({ status: 'packed', assets: { packed: RICH_ASSETS } });
    expectSame(project, expected);

    const before = outputFacts(project);
    fs.rmSync(cachePath);
    expect(pack(project)).toMatchObject({ status: 'unchanged' });
    expect(outputFacts(project)).toEqual(before);

    const copy = makeRichProject(folderIn(base, 'copy'), shuffledOrder(9)).root;
    fs.writeFileSync(join(copy, 'assets/.prometeu/cache.json'), cache);
    fs.symlinkSync(copy, join(base, 'link'));
    expect(pack(join(base, 'link'))).toMatchObject({ status: 'packed' });
    expectSame(copy, expected);
  });

  it('D1 are the same after edits there and back as from a clean build', () => {
    const base = scratch();
    const project = makeRichProject(folderIn(base, 'project'));
    pack(project.root);
    const expected = readOutputs(project.root);
    project.moveRoot(7, 'elsewhere/seven');
    project.setIncluded(12, false);
    writeInputs(project, 'grid-16', project.rootOf(11), 4711);
    project.editDeclaration(project.rootOf(13), { name: 'İsim' });
    expect(pack(project.root, { jobs: 1 })).toMatchObject({ status: 'packed', assets: { packed: 1 } });
    project.moveRoot(7, richRoot(7));
    project.setIncluded(12, true);
    writeInputs(project, 'grid-16', project.rootOf(11), 11);
    project.editDeclaration(project.rootOf(13), { name: 'asset 13' });
    expect(pack(project.root)).toMatchObject({ status: 'packed', assets: { packed: 2 } });
    expectSame(project.root, expected);
  });

  it('D1 tell no path, user, host or time', () => {
    const base = scratch();
    const project = makeRichProject(folderIn(base, 'zq-project-folder')).root;
    shuffleTimes(project);
    const stamp = 1_234_567_891;
    fs.utimesSync(join(project, 'assets', richRoot(8), 'tile-0.png'), stamp, stamp);
    const home = folderIn(base, 'zq-home');
    pack(project, { env: { USER: 'zq-user', LOGNAME: 'zq-user', HOSTNAME: 'zq-host', HOME: home } });
    const today = new Date().toISOString().slice(0, 10);
    const told = [
      'zq-',
      basename(base),
      dirname(base) + '/',
      process.cwd(),
      ...(hostname().length > 5 ? [hostname()] : []),
      today,
      String(stamp),
      String(Date.now()).slice(0, 7),
      `pid":${process.pid}`,
    ];
    for (const [name, bytes] of Object.entries(readOutputs(project))) {
      const text = Buffer.from(bytes, 'latin1').toString('utf8');
      for (const secret of told) expect(text.includes(secret), `${name}: ${secret}`).toBe(false);
    }
  });
});
