import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type * as Freshness from './freshness.mjs';

let clone = '';

/** The module of a small clone, so that what it finds is known. */
async function freshness(): Promise<typeof Freshness> {
  const copy: typeof Freshness = await import(join(clone, 'scripts/setup/freshness.mjs'));
  return copy;
}

function write(path: string, text: string): void {
  mkdirSync(join(clone, path, '..'), { recursive: true });
  writeFileSync(join(clone, path), text);
}

/** Sets the mtime to a moment that no write of this test has. */
function touch(path: string, seconds: number): void {
  utimesSync(join(clone, path), seconds, seconds);
}

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'freshness-'));
  for (const folder of ['schemas', 'core', 'cli', 'electron', 'renderer', 'scripts/build', 'out']) {
    mkdirSync(join(clone, folder), { recursive: true });
  }
  cpSync(join(import.meta.dirname, 'freshness.mjs'), join(clone, 'scripts/setup/freshness.mjs'));
  write('core/a.ts', 'export const a = 1;\n');
  write('package.json', '{"type":"module"}');
});
afterEach(() => {
  rmSync(clone, { recursive: true, force: true });
});

describe('isBuilt', () => {
  it('is false before the first build and true after it', async () => {
    const { isBuilt, takeStamp, writeStamp } = await freshness();
    expect(await isBuilt()).toBe(false);
    writeStamp(await takeStamp());
    expect(await isBuilt()).toBe(true);
  });

  it('sees a changed, a new and a removed source', async () => {
    const { isBuilt, takeStamp, writeStamp } = await freshness();
    const stamp = await takeStamp();
    writeStamp(stamp);
    write('core/a.ts', 'export const a = 2;\n');
    expect(await isBuilt()).toBe(false);
    write('core/a.ts', 'export const a = 1;\n');
    expect(await isBuilt()).toBe(true);
    write('core/b.ts', '');
    expect(await isBuilt()).toBe(false);
    rmSync(join(clone, 'core/b.ts'));
    expect(await isBuilt()).toBe(true);
    rmSync(join(clone, 'core/a.ts'));
    expect(await isBuilt()).toBe(false);
  });

  it('does not mind a touched source, a changed test, or a stamp that was cut short', async () => {
    const { isBuilt, takeStamp, writeStamp } = await freshness();
    writeStamp(await takeStamp());
    touch('core/a.ts', 1_000_000_000);
    write('core/a.test.ts', '');
    expect(await isBuilt()).toBe(true);
    write('out/.built.json', '{"facts":"co');
    expect(await isBuilt()).toBe(false);
  });
});

describe('isInstalled', () => {
  const locked = {
    packages: { '': {}, 'node_modules/a': { integrity: 'x' }, 'node_modules/b': { optional: true } },
  };

  it('compares what is installed with the lock file', async () => {
    const { isInstalled } = await freshness();
    write('package-lock.json', JSON.stringify(locked));
    expect(isInstalled()).toBe(false);
    write(
      'node_modules/.package-lock.json',
      JSON.stringify({ packages: { 'node_modules/a': { integrity: 'x' } } }),
    );
    touch('node_modules/.package-lock.json', 1_000_000_000);
    expect(isInstalled()).toBe(true);
    write(
      'node_modules/.package-lock.json',
      JSON.stringify({ packages: { 'node_modules/a': { integrity: 'y' } } }),
    );
    touch('node_modules/.package-lock.json', 1_000_000_000);
    expect(isInstalled()).toBe(false);
  });
});
