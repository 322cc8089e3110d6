import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeHash } from '#core/node/node-hash.ts';
import { packProject } from '#core/services/pack-service.ts';
import { ProjectSession } from '#core/services/project-session.ts';
import { DiskProject, TEST_PORTS } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { EXIT_CODES } from '#schemas/errors/catalogue.ts';
import { STUDIO_ERRORS } from '#schemas/errors/studio-errors.ts';
import { OpenStudio } from './open-studio.ts';
import { readOutputs } from './outputs.ts';
import { documentOf, pack, Running, until } from './program.ts';

const scratch = useScratchFolders();
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

function smallProject(): DiskProject {
  return DiskProject.small(scratch());
}

const lockPath = (project: DiskProject): string => project.path('assets/.prometeu/lock');

/** Another process that has the lane of the project until it is told to let go, or dies. */
async function holdLane(project: DiskProject, verb: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'lock-holder.ts'), project.root, verb], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  endings.push(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return {
    pid: child.pid ?? 0,
    letGo: () => child.stdin.end(),
    die: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function started(args: readonly string[]): Running {
  const running = new Running(args);
  endings.push(() => running.kill());
  return running;
}

describe('C5 two at once', () => {
  it('C5 a pack waits for another process, says for whom, and packs afterwards', async () => {
    const project = smallProject();
    const holder = await holdLane(project, 'relocate');
    const waiting = started(['pack', project.root, '--json']);
    await until(() => waiting.stderr.includes(String(holder.pid)));
    expect(waiting.stderr).toContain('relocate');
    expect(fs.existsSync(project.path('build'))).toBe(false);
    holder.letGo();
    const { code, stdout, stderr } = await waiting.ended;
    expect(code).toBe(EXIT_CODES.ok);
    expect(documentOf('pack-report', stdout, stderr).status).toBe('packed');
    expect(fs.existsSync(lockPath(project))).toBe(false);
  });

  it('C5 four packs at once all succeed and leave one whole set', async () => {
    const project = smallProject();
    const packs = Array.from({ length: 4 }, () => started(['pack', project.root, '--json']));
    const reports = (await Promise.all(packs.map(({ ended }) => ended))).map(({ stdout, stderr }) =>
      documentOf('pack-report', stdout, stderr),
    );
    expect(reports.map(({ status }) => status).sort()).toEqual([
      'packed',
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    expect(new Set(reports.map((report) => report.pack?.sha256)).size).toBe(1);
    expect(fs.existsSync(lockPath(project))).toBe(false);
  });

  it('C5 the command line and a studio serialise on one project', async () => {
    const project = smallProject();
    const studio = await OpenStudio.open(project.root, scratch());
    endings.push(() => studio.close());
    const holder = await holdLane(project, 'pack');
    await studio.startPack();
    const other = started(['pack', project.root, '--json']);
    await until(() => other.stderr.includes(String(holder.pid)));
    expect((await studio.status()).last_report).toBeNull();
    holder.letGo();
    const { last_report: report } = await studio.untilStatus((status) => status.last_report !== null);
    const { stdout, stderr } = await other.ended;
    const statuses = [report?.status, documentOf('pack-report', stdout, stderr).status];
    expect(statuses.sort()).toEqual(['packed', 'unchanged']);
  });

  it('C5 takes the lane over from a killed pack, wherever it was', async () => {
    const project = smallProject();
    pack(project.root);
    project.addRaw(4, 'data/large', Buffer.alloc(48_000_000, 7));
    const killed = started(['pack', project.root, '--json']);
    await until(() => fs.existsSync(lockPath(project)));
    killed.child.kill('SIGSTOP');
    const waiting = started(['pack', project.root, '--json']);
    await until(() => waiting.stderr.includes(String(killed.pid)));
    expect(waiting.child.exitCode).toBeNull();
    await killed.kill('SIGKILL');
    const { code, stdout, stderr } = await waiting.ended;
    expect(code).toBe(EXIT_CODES.ok);
    expect(documentOf('pack-report', stdout, stderr).assets).toMatchObject({ included: 4 });
    expect(fs.readdirSync(project.path('assets/.prometeu')).sort()).toEqual(['cache.json', 'index.json']);
    expect(fs.readdirSync(project.path('build'))).toHaveLength(4);
  });

  it('C5 names the holder where it may not wait', async () => {
    const project = smallProject();
    const holder = await holdLane(project, 'pack');
    const report = await packProject(ProjectSession.open(project.root, TEST_PORTS), { waitMs: 0 });
    expect(report).toMatchObject({
      status: 'failed',
      error: { code: 'PROJECT_LOCKED', data: { pid: holder.pid, verb: 'pack' } },
    });
    expect(STUDIO_ERRORS.PROJECT_LOCKED.exit).toBe(EXIT_CODES.failure);
    await holder.die();
    expect(pack(project.root)).toMatchObject({ exit: EXIT_CODES.ok, status: 'packed' });
  });

  it('C5 promotes nothing once the lock was taken away', async () => {
    const project = smallProject();
    pack(project.root);
    const before = readOutputs(project.root);
    project.addRaw(4, 'data/more', 'more');
    const session = ProjectSession.open(project.root, TEST_PORTS);
    const report = await packProject(session, {
      onProgress: ({ phase }) => {
        if (phase === 'write') fs.rmSync(lockPath(project), { force: true });
      },
    });
    expect(report).toMatchObject({ status: 'failed', error: { code: 'PROJECT_LOCKED' } });
    expect(readOutputs(project.root)).toEqual(before);
    expect(fs.existsSync(project.path('build/.pack-studio'))).toBe(false);
    expect(pack(project.root)).toMatchObject({ status: 'packed', assets: { included: 4 } });
  });

  it('C1 C5 sweeps what killed replaces left, under the lock', () => {
    const project = smallProject();
    project.write('assets/.prometeu/.pack-studio-tmp-1-2-3-index.json', '{');
    project.write('build/.pack-studio-tmp-1-2-3-journal.json', '{');
    expect(pack(project.root).status).toBe('packed');
    expect(fs.readdirSync(project.path('assets/.prometeu')).sort()).toEqual(['cache.json', 'index.json']);
    expect(fs.readdirSync(project.path('build'))).toHaveLength(4);
  });

  it('C2 packs clean where somebody changed the set by hand after a crash', () => {
    const project = smallProject();
    pack(project.root);
    const whole = readOutputs(project.root);
    const files = [
      { name: 'assets.pa', sha256: '0'.repeat(64), size_bytes: 7 },
      { name: 'preload.json', sha256: nodeHash.sha256Hex(project.read('build/preload.json')), size_bytes: 2 },
    ];
    project.write('build/.pack-studio/journal.json', `${JSON.stringify({ schema_version: 1, files })}\n`);
    expect(pack(project.root)).toMatchObject({ exit: EXIT_CODES.ok, assets: { included: 3, packed: 3 } });
    expect(readOutputs(project.root)).toEqual(whole);
  });
});
