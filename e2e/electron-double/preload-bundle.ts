import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '../..');

/** The preload as one CommonJS text from its source, as `electron.vite.config.ts` builds it. */
export async function bundlePreload(): Promise<string> {
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: ['electron/preload/index.ts'],
    bundle: true,
    format: 'cjs',
    target: 'es2024',
    external: ['electron'],
    write: false,
  });
  return result.outputFiles[0]?.text ?? '';
}
