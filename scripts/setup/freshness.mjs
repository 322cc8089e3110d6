/**
 * Decides whether `node_modules/` and `out/` are those of the sources here. Plain JavaScript for Node 18, and cheap:
 * the command line asks at every start.
 */
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const STAMP = join(ROOT, 'out/.built.json');
const INSTALLED = 'node_modules/.package-lock.json';
const SOURCE_FOLDERS = ['schemas', 'core', 'cli', 'electron', 'renderer', 'scripts/build'];
const SOURCE_FILES = ['package.json', 'package-lock.json', 'electron.vite.config.ts'];

/** @param {string} path @returns {string | undefined} */
function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** A JSON object of ours, empty where there is none or it was cut short. @param {string} path */
function readJson(path) {
  try {
    return JSON.parse(readText(path) ?? '{}');
  } catch {
    return {};
  }
}

/** @param {string} path relative to the project */
function mtimeMs(path) {
  return statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs;
}

/** Paths of everything that a build reads, relative to the project, in order. @returns {string[]} */
function sourcePaths() {
  /** @type {string[]} */
  const paths = [...SOURCE_FILES];
  const pending = [...SOURCE_FOLDERS];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) pending.push(path);
      else if (!/\.test\.tsx?$/.test(entry.name)) paths.push(path);
    }
  }
  return paths.sort();
}

/** Size and mtime of every source: differs when anything was saved. @param {readonly string[]} paths */
function factsOf(paths) {
  return paths
    .map((path) => {
      const stat = statSync(join(ROOT, path), { throwIfNoEntry: false });
      return `${path}\t${stat?.size ?? '-'}\t${stat?.mtimeMs ?? '-'}`;
    })
    .join('\n');
}

/** Digest of every source: differs when anything was changed. @param {readonly string[]} paths */
async function contentOf(paths) {
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readText(join(ROOT, path)) ?? '')
      .update('\0');
  return hash.digest('hex');
}

/**
 * Remembers that something was touched but not changed (a checkout and back), so that the next start is cheap again.
 * A read-only clone stays correct, only slower.
 * @param {() => void} remember
 */
function tryOrKeep(remember) {
  try {
    remember();
  } catch {
    return;
  }
}

/** Whether `out/` was built from the sources as they are. */
export async function isBuilt() {
  const stamp = readJson(STAMP);
  if (stamp.facts === undefined) return false;
  const paths = sourcePaths();
  const facts = factsOf(paths);
  if (stamp.facts === facts) return true;
  if (stamp.content !== (await contentOf(paths))) return false;
  tryOrKeep(() => writeFileSync(STAMP, JSON.stringify({ facts, content: stamp.content })));
  return true;
}

/** The stamp of a build that starts now; write it with `writeStamp` once the build is complete. */
export async function takeStamp() {
  const paths = sourcePaths();
  return { facts: factsOf(paths), content: await contentOf(paths) };
}

/** @param {{facts: string, content: string}} stamp */
export function writeStamp(stamp) {
  writeFileSync(STAMP, JSON.stringify(stamp));
}

/** Whether `node_modules/` holds what `package-lock.json` says. */
export function isInstalled() {
  const installedAt = mtimeMs(INSTALLED);
  const lockedAt = mtimeMs('package-lock.json');
  if (installedAt === undefined || lockedAt === undefined) return false;
  if (installedAt >= lockedAt) return true;
  const locked = readJson(join(ROOT, 'package-lock.json')).packages ?? {};
  const installed = readJson(join(ROOT, INSTALLED)).packages ?? {};
  const same = Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    return found === undefined ? entry.optional === true : found.integrity === entry.integrity;
  });
  if (same) tryOrKeep(() => utimesSync(join(ROOT, INSTALLED), new Date(), new Date()));
  return same;
}
