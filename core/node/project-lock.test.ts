import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import fileSystem from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { codeOf, rejectionCodeOf, useScratchFolders } from '#core/testing/scratch-folder.ts';
import { asStudioError } from '#core/errors.ts';
import { newLockRecord } from './lock-file.ts';
import { ownIdentity } from './process-identity.ts';
import { type LockOwner, LOCK_FOLDER, openProjectLock } from './project-lock.ts';

const scratch = useScratchFolders();
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function project(): string {
  const root = scratch();
  fs.mkdirSync(join(root, LOCK_FOLDER), { recursive: true });
  return root;
}

const lockFile = (root: string): string => join(root, LOCK_FOLDER, 'lock');
const leftOver = (root: string): readonly string[] => fs.readdirSync(join(root, LOCK_FOLDER));

/** A process that takes the lock, says so, and holds it for some time. */
async function holderProcess(root: string, holdMs: number): Promise<ChildProcess> {
  const program = `
    import { openProjectLock } from ${JSON.stringify(new URL('./project-lock.ts', import.meta.url).href)};
    const held = await openProjectLock(process.argv[1]).acquire({ verb: 'pack', waitMs: 20000 });
    process.stdout.write('held\\n');
    setTimeout(() => { held.release(); }, Number(process.argv[2]));`;
  const child = spawn(
    process.execPath,
    ['--input-type=module-typescript', '-e', program, root, String(holdMs)],
    {
      cwd: new URL('../..', import.meta.url),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.push(child);
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => {
      resolve();
    });
    child.once('exit', () => {
      reject(new Error('the holder ended early'));
    });
  });
  child.removeAllListeners('exit');
  return child;
}

describe('openProjectLock', () => {
  it('C5 takes, names its owner, releases and leaves nothing', async () => {
    const root = project();
    const lock = openProjectLock(root);
    expect(lock.owner()).toBeUndefined();
    const held = await lock.acquire({ verb: 'pack' });
    expect(lock.owner()).toMatchObject({ pid: process.pid, verb: 'pack', ownProcess: true });
    expect(leftOver(root)).toEqual(['lock']);
    expect(held.isHeld()).toBe(true);
    held.release();
    held.release();
    expect(held.isHeld()).toBe(false);
    expect(leftOver(root)).toEqual([]);
  });

  it('C5 serialises two sessions of one process, also through another spelling of the path', async () => {
    const root = project();
    const link = join(scratch(), 'link');
    fs.symlinkSync(root, link);
    const first = await openProjectLock(root).acquire({ verb: 'pack' });
    const failure = await openProjectLock(link)
      .acquire({ verb: 'register' })
      .catch((thrown: unknown) => asStudioError(thrown));
    expect(failure).toMatchObject({ code: 'PROJECT_LOCKED', data: { pid: process.pid, verb: 'pack' } });
    const waited: (LockOwner | undefined)[] = [];
    const second = openProjectLock(link).acquire({
      verb: 'register',
      waitMs: 10_000,
      onWait: (owner) => waited.push(owner),
    });
    first.release();
    (await second).release();
    expect(waited).toMatchObject([{ verb: 'pack', ownProcess: true }]);
  });

  it('C5 never lets two operations in at once', async () => {
    const root = project();
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const held = await openProjectLock(root).acquire({ verb: `job ${index}`, waitMs: 20_000 });
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 2));
        inside -= 1;
        held.release();
      }),
    );
    expect(most).toBe(1);
  });

  it('C5 waits for another process and names it', async () => {
    const root = project();
    const child = await holderProcess(root, 300);
    expect(await rejectionCodeOf(openProjectLock(root).acquire({ verb: 'pack' }))).toBe('PROJECT_LOCKED');
    const waited: (LockOwner | undefined)[] = [];
    const held = await openProjectLock(root).acquire({
      verb: 'pack',
      waitMs: 20_000,
      onWait: (owner) => waited.push(owner),
    });
    expect(waited).toMatchObject([{ pid: child.pid, verb: 'pack', ownProcess: false }]);
    held.release();
  });

  it('C5 recovers the lock of a killed process', async () => {
    const root = project();
    const child = await holderProcess(root, 60_000);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(fs.existsSync(lockFile(root))).toBe(true);
    expect(openProjectLock(root).owner()).toBeUndefined();
    (await openProjectLock(root).acquire({ verb: 'pack' })).release();
    expect(leftOver(root)).toEqual([]);
  });

  it('C5 lets exactly one of many processes recover a stale lock at a time', async () => {
    const root = project();
    fs.writeFileSync(lockFile(root), JSON.stringify({ ...newLockRecord('pack'), startTicks: '1' }));
    const log = join(root, 'log');
    const program = `
      import { appendFileSync } from 'node:fs';
      import { openProjectLock } from ${JSON.stringify(new URL('./project-lock.ts', import.meta.url).href)};
      for (let turn = 0; turn < 5; turn += 1) {
        const held = await openProjectLock(process.argv[1]).acquire({ verb: 'pack', waitMs: 30000 });
        appendFileSync(process.argv[2], 'in\\n');
        await new Promise((resolve) => setTimeout(resolve, 3));
        appendFileSync(process.argv[2], 'out\\n');
        if (turn === 4) process.kill(process.pid, 'SIGKILL');
        held.release();
      }`;
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program, root, log], {
          cwd: new URL('../..', import.meta.url),
          stdio: 'inherit',
        });
        children.push(child);
        await new Promise((resolve) => child.once('exit', resolve));
      }),
    );
    const lines = fs.readFileSync(log, 'utf8').trim().split('\n');
    expect(lines).toEqual(Array.from({ length: 20 }, () => ['in', 'out']).flat());
    (await openProjectLock(root).acquire({ verb: 'pack' })).release();
    expect(leftOver(root)).toEqual([]);
  });

  it('C5 recovers when the number of a dead holder was given to a new process', async () => {
    const root = project();
    fs.writeFileSync(lockFile(root), JSON.stringify({ ...newLockRecord('pack'), startTicks: '1' }));
    (await openProjectLock(root).acquire({ verb: 'pack' })).release();
  });

  it('C5 recovers when the one who recovered was killed too', async () => {
    const root = project();
    const dead = { ...newLockRecord('pack'), startTicks: '1' };
    const deadToo = { ...newLockRecord('pack'), startTicks: '2' };
    fs.writeFileSync(lockFile(root), JSON.stringify(dead));
    fs.writeFileSync(`${lockFile(root)}.claim-${dead.nonce}`, JSON.stringify(deadToo));
    fs.writeFileSync(`${lockFile(root)}.draft-${deadToo.pid}-2-${deadToo.nonce}`, '');
    (await openProjectLock(root).acquire({ verb: 'pack' })).release();
    expect(leftOver(root)).toEqual([]);
  });

  it.each(['', '{"pid":', '\0\0\0\0', '[]', '{"nonce":"../../x","pid":1}'])(
    'C5 recovers a lock that a power cut left as %j',
    async (content) => {
      const root = project();
      fs.writeFileSync(lockFile(root), content);
      const past = new Date(Date.now() - 10_000);
      fs.utimesSync(lockFile(root), past, past);
      (await openProjectLock(root).acquire({ verb: 'pack' })).release();
      expect(leftOver(root)).toEqual([]);
    },
  );

  it('C5 leaves a lock alone that is just being written', async () => {
    const root = project();
    fs.writeFileSync(lockFile(root), '');
    expect(await rejectionCodeOf(openProjectLock(root).acquire({ verb: 'pack' }))).toBe('PROJECT_LOCKED');
  });

  it('C5 believes the sign of life of a holder that it cannot see', async () => {
    const root = project();
    fs.writeFileSync(lockFile(root), JSON.stringify({ ...newLockRecord('pack'), bootId: 'another machine' }));
    expect(await rejectionCodeOf(openProjectLock(root).acquire({ verb: 'pack' }))).toBe('PROJECT_LOCKED');
    const past = new Date(Date.now() - 120_000);
    fs.utimesSync(lockFile(root), past, past);
    (await openProjectLock(root).acquire({ verb: 'pack' })).release();
  });

  it('C5 tells the holder that its lock was taken away, and does not remove the next one', async () => {
    const root = project();
    const held = await openProjectLock(root).acquire({ verb: 'pack' });
    const other = JSON.stringify({ ...newLockRecord('other'), ...ownIdentity() });
    fs.rmSync(lockFile(root));
    fs.writeFileSync(lockFile(root), other);
    expect(held.isHeld()).toBe(false);
    held.release();
    expect(fs.readFileSync(lockFile(root), 'utf8')).toBe(other);
  });

  it('C5 takes the lane again where the lock could not be removed', async () => {
    const root = project();
    const held = await openProjectLock(root).acquire({ verb: 'pack' });
    const whole = fileSystem.rmSync;
    fileSystem.rmSync = () => {
      throw Object.assign(new Error('EIO'), { code: 'EIO' });
    };
    syncBuiltinESMExports();
    try {
      held.release();
    } finally {
      fileSystem.rmSync = whole;
      syncBuiltinESMExports();
    }
    expect(leftOver(root)).toEqual(['lock']);
    expect(openProjectLock(root).owner()).toBeUndefined();
    (await openProjectLock(root).acquire({ verb: 'pack' })).release();
    expect(leftOver(root)).toEqual([]);
  });

  it('is cancelled while it waits', async () => {
    const root = project();
    const held = await openProjectLock(root).acquire({ verb: 'pack' });
    const abort = new AbortController();
    const waiting = rejectionCodeOf(
      openProjectLock(root).acquire({ verb: 'pack', waitMs: 60_000, signal: abort.signal }),
    );
    abort.abort();
    expect(await waiting).toBe('CANCELLED');
    held.release();
  });

  it('H8 refuses a lock folder that is a link or is missing', async () => {
    const root = scratch();
    expect(await rejectionCodeOf(openProjectLock(root).acquire({ verb: 'pack' }))).toBe('FILE_NOT_FOUND');
    fs.mkdirSync(join(root, 'assets'));
    fs.symlinkSync(scratch(), join(root, LOCK_FOLDER));
    expect(await rejectionCodeOf(openProjectLock(root).acquire({ verb: 'pack' }))).toBe('FILE_NOT_REGULAR');
    expect(codeOf(() => openProjectLock(join(root, 'none')).owner())).toBe('PROJECT_NOT_FOUND');
  });

  it('says that a project cannot be written', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'root writes everywhere');
    const root = project();
    fs.chmodSync(join(root, LOCK_FOLDER), 0o500);
    expect(await rejectionCodeOf(openProjectLock(root).acquire({ verb: 'pack' }))).toBe('PROJECT_READ_ONLY');
  });
});
