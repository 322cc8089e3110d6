import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { writeBundledPackages } from './bundled-packages.ts';
import { PORTABLE_PACKAGES } from './portable-packages.ts';
import { workerEntries } from './worker-entries.ts';

/** CommonJS packages in an ES bundle call `require` for Node's own modules. */
const REQUIRE_BANNER =
  "import { createRequire as createRequireOfNode } from 'node:module';const require = createRequireOfNode(import.meta.url);";

/** Bundles the command line into `out/cli/`: one file a verb is loaded with, and the workers. */
export async function buildCli(root: string): Promise<void> {
  const folder = join(root, 'out/cli');
  rmSync(folder, { recursive: true, force: true });
  const result = await build({
    absWorkingDir: root,
    entryPoints: { main: join(root, 'cli/main.ts'), ...workerEntries(root) },
    outdir: folder,
    entryNames: '[dir]/[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.22',
    sourcemap: 'linked',
    sourcesContent: false,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    banner: { js: REQUIRE_BANNER },
    alias: { ...PORTABLE_PACKAGES },
    metafile: true,
    logLevel: 'warning',
  });
  writeBundledPackages(root, 'cli', Object.keys(result.metafile.inputs));
}
