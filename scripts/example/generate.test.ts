import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLEAR } from './canvas.ts';
import { CAVE_TILES } from './art/cave-tiles.ts';
import { EXAMPLE_FOLDER, generatedOnDisk } from './generate.ts';
import { exampleFiles } from './project.ts';

const digestScript = `
  const { createHash } = await import('node:crypto');
  const { exampleFiles } = await import(${JSON.stringify(new URL('./project.ts', import.meta.url).href)});
  const hash = createHash('sha256');
  for (const [path, bytes] of exampleFiles()) hash.update(path + '\\0' + bytes.length + '\\0').update(bytes);
  process.stdout.write(hash.digest('hex'));
`;

function digestUnder(environment: Readonly<Record<string, string>>): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', digestScript], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
}

describe('the example project', () => {
  const files = exampleFiles();

  it('on disk is what the generator writes, file for file and byte for byte', () => {
    expect(generatedOnDisk(EXAMPLE_FOLDER)).toEqual([...files.keys()].sort());
    const drifted = [...files].filter(
      ([path, bytes]) => !readFileSync(join(EXAMPLE_FOLDER, path)).equals(bytes),
    );
    expect(drifted.map(([path]) => path)).toEqual([]);
  });

  it('D1 has the same bytes from two processes with other locale and time zone', () => {
    const plain = digestUnder({ LC_ALL: 'C', TZ: 'UTC' });
    expect(plain).toMatch(/^[0-9a-f]{64}$/);
    expect(digestUnder({ LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Asia/Tokyo' })).toBe(plain);
  });

  it('stays small enough to be committed', () => {
    const totalBytes = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    expect(totalBytes).toBeLessThan(1_500_000);
  });

  it('holds no two equal tiles in the cave bank, and no empty one', () => {
    const pictures = [...CAVE_TILES.values()].map((tile) => tile.pixels.join());
    expect(new Set(pictures).size).toBe(pictures.length);
    expect([...CAVE_TILES.values()].filter((tile) => tile.pixels.every((pixel) => pixel === CLEAR))).toEqual(
      [],
    );
  });
});
