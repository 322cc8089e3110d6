/** Installs and builds where that is needed. Runs with a Node that is new enough; tells on standard error. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isBuilt, isInstalled, ROOT } from './freshness.mjs';
import { runNpm } from './node-runtime.mjs';
import { withSetupLock } from './setup-lock.mjs';

export async function prepareInstall() {
  if (isInstalled()) return;
  await withSetupLock(() => {
    if (isInstalled()) return;
    process.stderr.write('Installing what the project needs (once, about a minute) …\n');
    runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  });
}

/** After this `node_modules/` and `out/` are those of the sources. */
export async function prepare() {
  await prepareInstall();
  if (await isBuilt()) return;
  await withSetupLock(async () => {
    if (await isBuilt()) return;
    process.stderr.write('Building (a few seconds) …\n');
    const result = spawnSync(process.execPath, [join(ROOT, 'scripts/build/build.ts')], {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
    });
    if (result.error !== undefined) throw result.error;
    if (result.status !== 0) throw new Error('the build failed');
  });
}
