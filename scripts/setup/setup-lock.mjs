/** Lets one process at a time install and build in this clone. Plain JavaScript for Node 18. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './freshness.mjs';

const POLL_MS = 200;
/** An owner writes its id at once; a lock without one for this long is left over. */
const OWNERLESS_MS = 10_000;
/** No install and build takes this long: the id of the owner belongs to another process by now. */
const LONGEST_MS = 20 * 60_000;

/** @param {string} folder @returns {boolean} false where it exists */
function tryMakeFolder(folder) {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} folder */
function ageMs(folder) {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat === undefined ? 0 : Date.now() - stat.mtimeMs;
}

/** Whether the process that holds the lock is gone. @param {string} lock */
function isAbandoned(lock) {
  if (ageMs(lock) > LONGEST_MS) return true;
  let owner;
  try {
    owner = Number(readFileSync(join(lock, 'owner'), 'utf8'));
  } catch {
    return ageMs(lock) > OWNERLESS_MS;
  }
  try {
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/**
 * Removes a lock whose owner is gone. Only one process does so at a time, so that none removes a new lock.
 * @param {string} lock
 */
function recover(lock) {
  if (!isAbandoned(lock)) return;
  const takeover = `${lock}-takeover`;
  if (!tryMakeFolder(takeover)) {
    if (ageMs(takeover) > OWNERLESS_MS) rmSync(takeover, { recursive: true, force: true });
    return;
  }
  if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
  rmSync(takeover, { recursive: true, force: true });
}

/**
 * Runs the work while no other process installs or builds here. The work must look again whether it is still
 * needed: another process may have done it meanwhile.
 * @template T @param {() => T | Promise<T>} work @param {string} [lock] @returns {Promise<T>}
 */
export async function withSetupLock(work, lock = join(ROOT, '.setup-lock')) {
  let told = false;
  while (!tryMakeFolder(lock)) {
    if (!told) process.stderr.write('Another process is setting up this folder: waiting for it …\n');
    told = true;
    recover(lock);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  try {
    writeFileSync(join(lock, 'owner'), String(process.pid));
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}
