import * as fs from 'node:fs';
import { StudioError } from '#core/errors.ts';
import { errnoOf, ioError } from './io-errors.ts';
import {
  clearStaleLock,
  type FoundLock,
  isStale,
  LOCK_BEAT_MS,
  type LockRecord,
  newLockRecord,
  readLock,
  removeLock,
  sweepLockLitter,
  tryCreateLock,
} from './lock-file.ts';

/** Who holds the write lane of a project, for people to read. */
export interface LockOwner {
  readonly pid: number;
  readonly verb: string;
  /** Milliseconds since the epoch. */
  readonly sinceMs: number;
  /** True when it is another operation of this very process. */
  readonly ownProcess: boolean;
}

export interface AcquireOptions {
  /** What the holder is doing, shown to those who wait: `pack`, `register`. */
  readonly verb: string;
  /** How long to wait for others; 0 fails at once. */
  readonly waitMs?: number;
  /** Called once when waiting begins and again when the holder changes; undefined where it cannot be told. */
  readonly onWait?: (owner: LockOwner | undefined) => void;
  readonly signal?: AbortSignal;
}

/** The write lane, held. */
export interface HeldLock {
  readonly owner: LockOwner;
  /** False once the lock file was taken away by somebody: the operation should stop before it promotes. */
  isHeld(): boolean;
  /** Gives the lane to the next; may be called twice, never throws. */
  release(): void;
}

export interface ProjectLock {
  /**
   * Waits for the write lane of the project, across processes and within this one (reliability C5).
   *
   * @throws StudioError `PROJECT_LOCKED` with `{pid, verb, since_ms}` of the holder, `PROJECT_READ_ONLY`,
   *   `FILE_NOT_FOUND` when the folder of the lock is missing, `CANCELLED`
   */
  acquire(options: AcquireOptions): Promise<HeldLock>;
  /** Who holds it now, undefined when it is free or its holder is gone. */
  owner(): LockOwner | undefined;
}

/** Where the lock of a project lies, relative to the project (asset-workspace 1). */
export const LOCK_FOLDER = 'assets/.prometeu';
const LOCK_NAME = 'lock';
const POLL_MS = 40;
/** Enough to clear a stale lock whose recoverer died as well. */
const TAKE_ATTEMPTS = 4;

/** Lanes of this process by lock path: two sessions of one process serialise like two processes do. */
const lanesInProcess = new Map<string, LockRecord>();
/** Locks of this process that it could not remove: nobody holds them, whatever their files say. */
const unreleased = new Set<string>();

/**
 * The write lock of a project: `assets/.prometeu/lock`. The folder must be there and must not be a link.
 *
 * @param rootPath the project folder
 */
export function openProjectLock(rootPath: string): ProjectLock {
  const lockPath = (): string => `${plainFolder(rootPath)}/${LOCK_NAME}`;
  return {
    acquire: async (options) => acquire(lockPath(), options),
    owner: () => {
      const found = readLock(lockPath());
      return found === undefined || isFree(found) ? undefined : toOwner(found.record);
    },
  };
}

function plainFolder(rootPath: string): string {
  let folder = realRoot(rootPath);
  for (const name of LOCK_FOLDER.split('/')) {
    folder = `${folder}/${name}`;
    const stats = fs.lstatSync(folder, { throwIfNoEntry: false });
    if (stats === undefined) {
      throw new StudioError('FILE_NOT_FOUND', `the folder "${LOCK_FOLDER}" is not there`, {
        path: LOCK_FOLDER,
      });
    }
    if (!stats.isDirectory()) {
      throw new StudioError('FILE_NOT_REGULAR', `"${LOCK_FOLDER}" is not a plain folder`, {
        path: LOCK_FOLDER,
      });
    }
  }
  return folder;
}

function realRoot(rootPath: string): string {
  try {
    return fs.realpathSync.native(rootPath);
  } catch (failure) {
    throw new StudioError('PROJECT_NOT_FOUND', undefined, {}, { cause: failure });
  }
}

async function acquire(path: string, options: AcquireOptions): Promise<HeldLock> {
  const record = newLockRecord(options.verb);
  const deadlineMs = performance.now() + (options.waitMs ?? 0);
  let told: string | undefined;
  for (;;) {
    if (options.signal?.aborted === true) throw new StudioError('CANCELLED');
    const holder = tryTake(path, record);
    if (holder === 'taken') return hold(path, record);
    const owner = toOwner(holder.record);
    if (performance.now() >= deadlineMs) throw locked(owner);
    if (told !== holder.nonce) {
      told = holder.nonce;
      options.onWait?.(owner);
    }
    await pauseFor(Math.min(POLL_MS, Math.max(1, deadlineMs - performance.now())), options.signal);
  }
}

/** Whether the lock has no holder any more. */
function isFree(found: FoundLock): boolean {
  return isStale(found) || unreleased.has(found.nonce);
}

interface Holder {
  readonly nonce: string;
  readonly record: LockRecord | undefined;
}

/** One attempt: `taken`, or who has it. */
function tryTake(path: string, record: LockRecord): 'taken' | Holder {
  const inside = lanesInProcess.get(path);
  if (inside !== undefined) return { nonce: inside.nonce, record: inside };
  let holder: Holder = { nonce: '', record: undefined };
  try {
    for (let attempt = 0; attempt < TAKE_ATTEMPTS; attempt += 1) {
      if (tryCreateLock(path, record)) {
        lanesInProcess.set(path, record);
        sweepLockLitter(path);
        return 'taken';
      }
      const found = readLock(path);
      if (found === undefined) continue;
      holder = found;
      if (!isFree(found)) break;
      clearStaleLock(path, found, record.verb);
    }
  } catch (failure) {
    const errno = errnoOf(failure instanceof Error ? (failure.cause ?? failure) : failure);
    if (errno === 'EACCES' || errno === 'EROFS' || errno === 'EPERM') {
      throw new StudioError('PROJECT_READ_ONLY', undefined, {}, { cause: failure });
    }
    throw ioError(failure, 'lock', LOCK_FOLDER);
  }
  return holder;
}

function hold(path: string, record: LockRecord): HeldLock {
  let released = false;
  const isHeld = (): boolean => !released && readLock(path)?.nonce === record.nonce;
  const beat = setInterval(() => {
    renew(path, record.nonce);
  }, LOCK_BEAT_MS);
  beat.unref();
  return {
    owner: { pid: record.pid, verb: record.verb, sinceMs: record.sinceMs, ownProcess: true },
    isHeld,
    release: () => {
      if (released) return;
      released = true;
      clearInterval(beat);
      lanesInProcess.delete(path);
      try {
        removeLock(path, record.nonce);
      } catch {
        // What was done under the lock stands. The next here clears it, and others once this process has ended.
        unreleased.add(record.nonce);
      }
    },
  };
}

/** The sign of life for those who cannot see this process: another machine, another container. */
function renew(path: string, nonce: string): void {
  try {
    const now = new Date();
    if (readLock(path)?.nonce === nonce) fs.utimesSync(path, now, now);
  } catch {
    // The next beat tries again; a project that vanished has nobody waiting.
  }
}

function toOwner(record: LockRecord | undefined): LockOwner | undefined {
  if (record === undefined) return undefined;
  const ownProcess = [...lanesInProcess.values()].some((lane) => lane.nonce === record.nonce);
  return { pid: record.pid, verb: record.verb, sinceMs: record.sinceMs, ownProcess };
}

function locked(owner: LockOwner | undefined): StudioError {
  if (owner === undefined) return new StudioError('PROJECT_LOCKED');
  const who = owner.ownProcess ? 'another operation of this program' : `process ${owner.pid}`;
  return new StudioError('PROJECT_LOCKED', `${who} holds the project for "${owner.verb}"`, {
    pid: owner.pid,
    verb: owner.verb,
    since_ms: owner.sinceMs,
  });
}

/** Sleeps, and wakes early when the job is cancelled. */
async function pauseFor(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    signal?.addEventListener('abort', done, { once: true });
  });
}
