import * as fs from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname, basename, join } from 'node:path';
import { errnoOf, ioError } from './io-errors.ts';
import { READ_FLAGS } from './open-flags.ts';
import { livenessOf, ownIdentity, type ProcessIdentity } from './process-identity.ts';

/** Who holds a lock, as the file tells it. */
export interface LockRecord extends ProcessIdentity {
  readonly nonce: string;
  readonly verb: string;
  /** Milliseconds since the epoch. */
  readonly sinceMs: number;
}

/** A holder renews the time of its lock this often; what is older than the limit has no living holder. */
export const LOCK_BEAT_MS = 5_000;
const BEAT_LIMIT_MS = 60_000;
/** Where links are missing a lock is empty for a moment before it is written. */
const UNREADABLE_LIMIT_MS = 2_000;
const MAX_RECORD_BYTES = 4096;

/** A lock file as found. `nonce` names this very lock, also when its content is unreadable. */
export interface FoundLock {
  readonly nonce: string;
  readonly record: LockRecord | undefined;
  readonly ageMs: number;
}

export function newLockRecord(verb: string): LockRecord {
  return { ...ownIdentity(), nonce: randomUUID(), verb, sinceMs: Date.now() };
}

/** The lock at the path, undefined where there is none. */
export function readLock(path: string): FoundLock | undefined {
  let fd: number;
  try {
    fd = fs.openSync(path, READ_FLAGS);
  } catch (failure) {
    if (errnoOf(failure) === 'ENOENT') return undefined;
    throw ioError(failure, 'open', 'lock');
  }
  try {
    const stats = fs.fstatSync(fd, { bigint: true });
    const buffer = Buffer.alloc(MAX_RECORD_BYTES);
    const record = stats.isFile()
      ? parseRecord(buffer.toString('utf8', 0, fs.readSync(fd, buffer)))
      : undefined;
    const nonce = record?.nonce ?? `unreadable-${stats.ino.toString(36)}-${stats.mtimeNs.toString(36)}`;
    return { nonce, record, ageMs: Date.now() - Number(stats.mtimeNs / 1_000_000n) };
  } finally {
    fs.closeSync(fd);
  }
}

function parseRecord(text: string): LockRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isLockRecord(value) ? value : undefined;
}

function isLockRecord(value: unknown): value is LockRecord {
  if (typeof value !== 'object' || value === null) return false;
  const text = (key: string): boolean => key in value && typeof Reflect.get(value, key) === 'string';
  const count = (key: string): boolean => Number.isSafeInteger(Reflect.get(value, key));
  const nonce: unknown = Reflect.get(value, 'nonce');
  return (
    typeof nonce === 'string' &&
    /^[0-9a-f-]{36}$/.test(nonce) &&
    count('pid') &&
    count('sinceMs') &&
    text('startTicks') &&
    text('bootId') &&
    text('pidSpace') &&
    text('verb')
  );
}

/** Whether the holder is certainly gone (reliability C5). */
export function isStale(lock: FoundLock): boolean {
  if (lock.record === undefined) return Math.abs(lock.ageMs) > UNREADABLE_LIMIT_MS;
  const liveness = livenessOf(lock.record);
  return liveness === 'dead' || (liveness === 'unknown' && lock.ageMs > BEAT_LIMIT_MS);
}

/**
 * Creates the lock with its content in one step, or says that there is one. The record is written to a file of its
 * own first and linked into place, so that nobody ever reads a half-written lock.
 */
export function tryCreateLock(path: string, record: LockRecord): boolean {
  const bytes = Buffer.from(`${JSON.stringify(record)}\n`, 'utf8');
  const draft = `${path}.draft-${record.pid}-${record.startTicks}-${record.nonce}`;
  try {
    fs.writeFileSync(draft, bytes, { flag: 'wx' });
    return linkDraft(draft, path, bytes);
  } catch (failure) {
    throw ioError(failure, 'create', 'lock');
  } finally {
    removeQuietly(draft);
  }
}

/** A draft that stays is swept later; it must not hide that the lock was taken. */
function removeQuietly(draft: string): void {
  try {
    fs.rmSync(draft, { force: true });
  } catch {
    // `sweepLockLitter` removes it once this process has ended.
  }
}

function linkDraft(draft: string, path: string, bytes: Uint8Array): boolean {
  try {
    fs.linkSync(draft, path);
    return true;
  } catch (failure) {
    switch (errnoOf(failure)) {
      case 'EEXIST':
        return false;
      // Another container swept the draft, whose writer it could not see: the next attempt writes a new one.
      case 'ENOENT':
        return false;
      case 'EPERM':
      case 'ENOSYS':
      case 'EOPNOTSUPP':
      case 'EMLINK':
        return createWithoutLink(path, bytes);
      default:
        throw failure;
    }
  }
}

/** For file systems without hard links. */
function createWithoutLink(path: string, bytes: Uint8Array): boolean {
  try {
    fs.writeFileSync(path, bytes, { flag: 'wx' });
    return true;
  } catch (failure) {
    if (errnoOf(failure) === 'EEXIST') return false;
    throw ioError(failure, 'create', 'lock');
  }
}

/** Removes the lock if it is still the one with this nonce. Only its holder, or the holder of its claim, may call. */
export function removeLock(path: string, nonce: string): void {
  if (readLock(path)?.nonce === nonce) fs.rmSync(path, { force: true });
}

/**
 * Removes a stale lock, safe against others who do the same: whoever removes the lock with a nonce must hold the
 * claim for that nonce, and looks again once it does. A slow second recoverer thus never removes the fresh lock of
 * the first. A claim whose holder died is a stale lock itself, with a claim of its own.
 *
 * @returns true when the lock is gone or replaced, false when another process is at it
 */
export function clearStaleLock(path: string, stale: FoundLock, verb: string): boolean {
  const claimPath = `${path}.claim-${stale.nonce}`;
  const claim = newLockRecord(verb);
  if (!tryCreateLock(claimPath, claim)) {
    const other = readLock(claimPath);
    if (other !== undefined && isStale(other)) clearStaleLock(claimPath, other, verb);
    return false;
  }
  try {
    removeLock(path, stale.nonce);
    return true;
  } finally {
    removeLock(claimPath, claim.nonce);
  }
}

/**
 * Removes drafts and claims that killed processes left beside the lock. Called by the holder of the lock: a claim
 * for any other nonce has no meaning any more.
 */
export function sweepLockLitter(path: string): void {
  const folder = dirname(path);
  for (const name of fs.readdirSync(folder)) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    const found = readLock(join(folder, name));
    const dead = found !== undefined && (isStale(found) || (found.record === undefined && isDeadDraft(name)));
    if (dead) fs.rmSync(join(folder, name), { force: true });
  }
}

/** A draft without content: its name tells whose it was. */
function isDeadDraft(name: string): boolean {
  const [, pid, startTicks] = /\.draft-(\d+)-(\d*)-/.exec(name) ?? [];
  if (pid === undefined || startTicks === undefined) return false;
  return livenessOf({ ...ownIdentity(), pid: Number(pid), startTicks }) === 'dead';
}
