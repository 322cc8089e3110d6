import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const OUT = join(import.meta.dirname, '../../out');

function read(path: string): string {
  return readFileSync(join(OUT, path), 'utf8');
}

function files(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: OUT }).sort();
}

describe('what a build gives', () => {
  it('E4 has no inline script or style in the page, and no data: address in a style', () => {
    const page = read('renderer/index.html');
    expect(page).toMatch(/<script [^>]*\bsrc="\.\//u);
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=|javascript:|data:/iu);
    const styles = files('renderer/**/*.css');
    expect(styles).not.toEqual([]);
    for (const style of styles) expect(read(style), style).not.toMatch(/url\(\s*["']?data:/iu);
  });

  it('E12 has a preload of CommonJS that asks for electron alone', () => {
    const required = [...read('preload/index.cjs').matchAll(/\brequire\(\s*(["'`])(.+?)\1/gu)].map(
      ([, , name]) => name,
    );
    expect(new Set(required)).toEqual(new Set(['electron']));
  });

  it('needs nothing of node_modules', async () => {
    const modules = files('{main,cli}/**/*.js');
    expect(modules).toEqual(expect.arrayContaining(['cli/main.js', 'main/index.js']));
    const { metafile } = await build({
      absWorkingDir: OUT,
      entryPoints: [...modules],
      outdir: 'unused',
      bundle: true,
      packages: 'external',
      format: 'esm',
      platform: 'node',
      write: false,
      metafile: true,
    });
    const packages = Object.values(metafile.inputs)
      .flatMap(({ imports }) => imports)
      .filter(({ external, path }) => external === true && !isBuiltin(path))
      .map(({ path }) => path);
    expect(new Set(packages)).toEqual(new Set(['electron']));
  });
});
