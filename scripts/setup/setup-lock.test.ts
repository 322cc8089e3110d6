import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withSetupLock } from './setup-lock.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Notes when it comes in and when it leaves, with time in between. */
const VISITOR = `
  import { appendFileSync } from 'node:fs';
  const [, module, lock, log] = process.argv;
  const { withSetupLock } = await import(module);
  await withSetupLock(async () => {
    appendFileSync(log, 'in ');
    await new Promise((resolve) => setTimeout(resolve, 50));
    appendFileSync(log, 'out ');
  }, lock);
`;

function visit(log: string): Promise<number | null> {
  const module = join(import.meta.dirname, 'setup-lock.mjs');
  const args = ['--input-type=module', '-e', VISITOR, module, join(folder, 'lock'), log];
  return new Promise((resolve) => {
    spawn(process.execPath, args, { stdio: 'ignore' }).on('close', resolve);
  });
}

describe('the setup lock', () => {
  it('lets in one process at a time', async () => {
    const log = join(folder, 'log');
    expect(await Promise.all([visit(log), visit(log), visit(log)])).toEqual([0, 0, 0]);
    expect(readFileSync(log, 'utf8')).toBe('in out '.repeat(3));
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('is taken over from a process that is gone', async () => {
    const lock = join(folder, 'lock');
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    mkdirSync(lock);
    writeFileSync(join(lock, 'owner'), String(pid));
    const log = join(folder, 'log');
    await withSetupLock(() => {
      appendFileSync(log, 'in');
    }, lock);
    expect(readFileSync(log, 'utf8')).toBe('in');
    expect(existsSync(lock)).toBe(false);
  });

  it('is released when the work fails', async () => {
    const lock = join(folder, 'lock');
    const work = withSetupLock(() => {
      throw new Error('no network');
    }, lock);
    await expect(work).rejects.toThrow('no network');
    expect(existsSync(lock)).toBe(false);
  });
});
