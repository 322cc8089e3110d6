import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openProjectLock } from '#core/node/project-lock.ts';
import { DiskProject } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { documentOf, run, runJson } from '../testing/captured-run.ts';

const scratch = useScratchFolders();

describe('pack', () => {
  it('packs, then finds nothing changed, with exit code 0', async () => {
    const { root } = DiskProject.small(scratch());
    const first = await runJson('pack-report', ['pack', root]);
    expect([first.exitCode, first.document.status, first.document.assets]).toEqual([
      0,
      'packed',
      { included: 3, packed: 3, reused: 0 },
    ]);
    const pack = fs.readFileSync(join(root, 'build/assets.pa'));
    expect(first.document.pack).toMatchObject({ path: 'build/assets.pa', size_bytes: pack.length });
    const again = await runJson('pack-report', ['pack', root]);
    expect([again.exitCode, again.document.status, again.document.inputs]).toEqual([
      0,
      'unchanged',
      { files_hashed: 0, bytes_hashed: 0 },
    ]);
  });

  it('is blocked with exit code 1 and all diagnostics', async () => {
    const project = DiskProject.small(scratch());
    fs.rmSync(project.path('assets/sfx/steps/step.wav'));
    const { exitCode, document } = await runJson('pack-report', ['pack', project.root]);
    expect([exitCode, document.status, document.diagnostics.map(({ code }) => code)]).toEqual([
      1,
      'blocked',
      ['INPUT_MISSING'],
    ]);
    const { exitCode: uninitialised } = await runJson('pack-report', ['pack', scratch()]);
    expect(uninitialised).toBe(1);
  });

  it('is cancelled with exit code 4 and leaves nothing', async () => {
    const { root } = DiskProject.small(scratch());
    const { exitCode, document } = await runJson('pack-report', ['pack', root], {
      signal: AbortSignal.abort(),
    });
    expect([exitCode, document.status]).toEqual([4, 'cancelled']);
    expect(fs.existsSync(join(root, 'build/assets.pa'))).toBe(false);
  });

  it('C5 says on standard error who holds the project', async () => {
    const { root } = DiskProject.small(scratch());
    const held = await openProjectLock(root).acquire({ verb: 'hold it' });
    setTimeout(() => held.release(), 150);
    const { exitCode, err, document } = await runJson('pack-report', ['pack', root]);
    expect(err).toContain('hold it');
    expect([exitCode, document.status]).toEqual([0, 'packed']);
  });

  it('D1 --verify-rebuild packs the same in a second process, which writes nothing into the project', async () => {
    const { root } = DiskProject.small(scratch());
    const before = fs.readdirSync(root, { recursive: true }).sort();
    const alone = await runJson('rebuild-report', ['rebuild-digests', root]);
    expect(fs.readdirSync(root, { recursive: true }).sort()).toEqual(before);
    const { exitCode, document } = await runJson('pack-report', ['pack', root, '--verify-rebuild']);
    expect([exitCode, document.status, document.rebuild]).toEqual([0, 'packed', 'identical']);
    expect(document.gate.at(-1)).toMatchObject({ id: 'rebuild_identical', state: 'passed' });
    expect(alone.document.digests['assets.pa']).toBe(document.pack?.sha256);
  });

  it('tells people one line of truth, path, size and digest', async () => {
    const { root } = DiskProject.small(scratch());
    const { out, err, exitCode } = await run(['pack', root]);
    const [headline, , path, digest] = out.split('\n');
    expect(headline).toContain('Packed 3 assets');
    expect(path).toContain('build/assets.pa');
    expect(digest).toMatch(/^sha256 [0-9a-f]{64}$/u);
    expect([err, exitCode]).toEqual(['', 0]);
  });

  it('draws progress and colours on a terminal only, and no colour under NO_COLOR', async () => {
    const { root } = DiskProject.small(scratch());
    // The green of the headline.
    const color = '\u001b[32m';
    const onTerminal = await run(['pack', root], { isTty: true });
    expect(onTerminal.out).toContain(color);
    expect((await run(['pack', root], { isTty: true, env: { NO_COLOR: '1' } })).out).not.toContain(color);
    expect((await run(['pack', root])).out).not.toContain(color);
  });
});

describe('pack --watch', () => {
  it('W1 packs at the beginning and after each settled change, one document a line, until it is stopped', async () => {
    const project = DiskProject.small(scratch());
    const stop = new AbortController();
    const statuses: string[] = [];
    const steps: readonly (() => void)[] = [
      () => project.write('assets/data/level/data.bin', 'level two'),
      () => fs.rmSync(project.path('assets/data/level/data.bin')),
      () => project.write('assets/data/level/data.bin', 'level three'),
      () => stop.abort(),
    ];
    const { exitCode, err } = await run(['pack', project.root, '--watch', '--json'], {
      signal: stop.signal,
      onOut: (text) => {
        statuses.push(documentOf('pack-report', text).status);
        steps[statuses.length - 1]?.();
      },
    });
    expect(statuses).toEqual(['packed', 'packed', 'blocked', 'packed']);
    expect([exitCode, err]).toEqual([0, '']);
  });

  it('W2 goes on where assets/ is deleted and comes back', async () => {
    const project = DiskProject.small(scratch());
    const aside = join(scratch(), 'assets');
    const stop = new AbortController();
    const statuses: string[] = [];
    const { exitCode } = await run(['pack', project.root, '--watch', '--json'], {
      signal: stop.signal,
      onOut: (text) => {
        statuses.push(documentOf('pack-report', text).status);
        if (statuses.length === 1) fs.renameSync(project.path('assets'), aside);
        else if (statuses.at(-1) === 'blocked' && fs.existsSync(aside))
          fs.renameSync(aside, project.path('assets'));
        else if (statuses.at(-1) !== 'blocked') stop.abort();
      },
    });
    expect(statuses.at(-1)).toBe('unchanged');
    expect(exitCode).toBe(0);
  });

  it('tells people what it watches, on standard error', async () => {
    const { root } = DiskProject.small(scratch());
    const stop = new AbortController();
    const { err, out, exitCode } = await run(['pack', root, '--watch'], {
      signal: stop.signal,
      onOut: () => setTimeout(() => stop.abort(), 50),
    });
    expect(err).toContain('watching for changes');
    expect(out).not.toContain('watching');
    expect(exitCode).toBe(0);
  });
});
