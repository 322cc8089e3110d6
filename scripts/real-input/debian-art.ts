import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** Debian packages whose pictures and sounds nobody here made. */
export const DEBIAN_PACKAGES = ['kobodeluxe-data', 'solarwolf'] as const;
const WANTED = new Set(['.png', '.wav']);

/** A source file and the folder that it came from. */
export interface SourceFile {
  readonly origin: string;
  readonly path: string;
  /** Path below its origin, for people. */
  readonly name: string;
}

/** Fetches and unpacks the packages into `folder`; on failure, a sentence that says what is missing. */
export function fetchDebianArt(folder: string): readonly SourceFile[] | string {
  mkdirSync(folder, { recursive: true });
  const download = spawnSync('apt-get', ['download', ...DEBIAN_PACKAGES], { cwd: folder, encoding: 'utf8' });
  if (download.error !== undefined) return 'apt-get is not here: this needs a Debian system';
  if (download.status !== 0) return `apt-get download failed: ${download.stderr.trim()}`;
  const archives = readdirSync(folder).filter((name) => name.endsWith('.deb'));
  const files: SourceFile[] = [];
  for (const archive of archives) {
    const origin = archive.slice(0, archive.indexOf('_'));
    const target = join(folder, origin);
    const unpack = spawnSync('dpkg-deb', ['-x', archive, target], { cwd: folder, encoding: 'utf8' });
    if (unpack.error !== undefined || unpack.status !== 0) return `dpkg-deb could not unpack ${archive}`;
    for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !WANTED.has(extname(entry.name).toLowerCase())) continue;
      const path = join(entry.parentPath, entry.name);
      files.push({ origin, path, name: relative(target, path).split(sep).join('/') });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
