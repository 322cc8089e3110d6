/** What `bin/pack-studio.mjs` does for everything but `--version`. Plain JavaScript for Node 18. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isBuilt, isInstalled, ROOT } from './freshness.mjs';

export async function runCommandLine() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  // Node 24 is above what package.json asks for: the usual start needs no more than this.
  if (major < 24) {
    const { requireNode } = await import('./node-runtime.mjs');
    await requireNode(join(ROOT, 'bin/pack-studio.mjs'));
  }
  if (!isInstalled() || !(await isBuilt())) {
    const { prepare } = await import('./prepare.mjs');
    try {
      await prepare();
    } catch (error) {
      process.stderr.write(`pack-studio: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(3);
    }
  }
  await import(pathToFileURL(join(ROOT, 'out/cli/main.js')).href);
}
