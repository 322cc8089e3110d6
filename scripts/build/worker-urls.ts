import { readFile } from 'node:fs/promises';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin as EsbuildPlugin } from 'esbuild';
import type { Plugin as VitePlugin } from 'vite';

/**
 * Workers of the hosts are named in the sources as `new URL('./workers/x.ts', import.meta.url)`, which works
 * without a build. In a bundle every module stands in one flat folder with `workers/` beside it.
 */
const WORKER_URL = /new URL\(\s*(['"])[./\w-]*workers\/([\w-]+)\.ts\1,\s*import\.meta\.url\s*,?\s*\)/gu;
const HOST_SOURCES = /[\\/](core|cli|electron)[\\/].*\.ts$/;

export function bundledWorkerUrls(source: string): string {
  return source.replaceAll(WORKER_URL, "new URL('./workers/$2.js', import.meta.url)");
}

/** Entry points by their place in the output: `workers/<name>`. */
export function workerEntries(root: string): Readonly<Record<string, string>> {
  const files = globSync('core/node/workers/*.ts', { cwd: root }).filter(
    (file) => !file.endsWith('.test.ts'),
  );
  return Object.fromEntries(
    files.sort().map((file) => [`workers/${basename(file, '.ts')}`, join(root, file)]),
  );
}

export function workerUrlsForEsbuild(): EsbuildPlugin {
  return {
    name: 'worker-urls',
    setup(hooks) {
      hooks.onLoad({ filter: HOST_SOURCES }, async ({ path }) => {
        if (path.includes('node_modules')) return undefined;
        return { contents: bundledWorkerUrls(await readFile(path, 'utf8')), loader: 'ts' };
      });
    },
  };
}

export function workerUrlsForVite(): VitePlugin {
  return {
    name: 'worker-urls',
    enforce: 'pre',
    transform(code, id) {
      const replaced = HOST_SOURCES.test(id) && !id.includes('node_modules') ? bundledWorkerUrls(code) : code;
      return replaced === code ? null : { code: replaced, map: null };
    },
  };
}
