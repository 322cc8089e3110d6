import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskProject } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { documentOf } from './testing/captured-run.ts';

const COMMAND_LINE = join(import.meta.dirname, '../out/cli/main.js');
const scratch = useScratchFolders();

interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** The built command line in a process of its own. `onOut` is given all that it printed so far. */
async function start(
  args: readonly string[],
  onOut?: (out: string, stop: (signal: NodeJS.Signals) => void) => void,
): Promise<Ended> {
  // Without a display no window opens, whatever is installed.
  const env = { ...process.env, PACK_STUDIO_CONFIG: scratch(), DISPLAY: '', WAYLAND_DISPLAY: '' };
  const child = spawn(process.execPath, [COMMAND_LINE, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    onOut?.(out, (signal) => child.kill(signal));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, out, err }));
  });
}

describe('the built command line', () => {
  it('tells its version', async () => {
    expect(await start(['--version'])).toEqual({
      exitCode: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/u),
      err: '',
    });
  });

  it('packs on its worker threads and in a second process, with nothing but the document on standard output', async () => {
    const project = DiskProject.small(scratch());
    // More than is worth a thread.
    project.addSounds(
      4,
      'sfx/long',
      Array.from({ length: 400_000 }, (_, at) => at % 1000),
    );
    const { exitCode, out, err } = await start([
      'pack',
      project.root,
      '--json',
      '--jobs',
      '2',
      '--verify-rebuild',
    ]);
    expect([exitCode, err]).toEqual([0, '']);
    expect(documentOf('pack-report', out)).toMatchObject({ status: 'packed', rebuild: 'identical' });
  });

  it('has the exit codes 1, 2 and 3', async () => {
    const empty = scratch();
    expect((await start(['pack', empty])).exitCode).toBe(1);
    expect((await start(['pack', '--bogus'])).exitCode).toBe(2);
    expect((await start(['pack', join(empty, 'missing')])).exitCode).toBe(3);
  });

  it('ends a watch with exit code 0 on SIGINT', async () => {
    const { root } = DiskProject.small(scratch());
    const { exitCode, out } = await start(['pack', root, '--watch', '--json'], (_text, stop) =>
      stop('SIGINT'),
    );
    expect(documentOf('pack-report', out).status).toBe('packed');
    expect(exitCode).toBe(0);
  });

  it('C5 is cancelled by SIGINT while it waits for the project, with exit code 4 and nothing written', async () => {
    const { root } = DiskProject.small(scratch());
    const holder = join(root, 'assets/.prometeu/lock');
    const { openProjectLock } = await import('#core/node/project-lock.ts');
    const held = await openProjectLock(root).acquire({ verb: 'test' });
    const child = spawn(process.execPath, [COMMAND_LINE, 'pack', root, '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.once('data', () => child.kill('SIGINT'));
    const exitCode = await new Promise((resolve) => child.on('close', resolve));
    expect(fs.existsSync(holder)).toBe(true);
    held.release();
    expect(exitCode).toBe(4);
    expect(documentOf('pack-report', out).status).toBe('cancelled');
    expect(fs.existsSync(join(root, 'build'))).toBe(false);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('serves the studio until %s', async (signal) => {
    const { root } = DiskProject.small(scratch());
    let page: Promise<Response> | undefined;
    const { exitCode, out } = await start(['serve', root, '--port', '0', '--json'], (text, stop) => {
      const { url } = documentOf('serve-report', text);
      if (url !== null) page ??= fetch(url).finally(() => stop(signal));
    });
    expect((await page)?.status).toBe(200);
    expect(documentOf('serve-report', out).status).toBe('serving');
    expect(exitCode).toBe(0);
  });

  it('says why there is no window, and serves instead', async () => {
    const { root } = DiskProject.small(scratch());
    const { exitCode, out } = await start(['open', root, '--port', '0', '--json'], (_text, stop) =>
      stop('SIGINT'),
    );
    expect(documentOf('open-report', out)).toMatchObject({ status: 'serving', reason: expect.any(String) });
    expect(exitCode).toBe(0);
  });
});
