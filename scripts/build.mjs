/** `npm run build [-- part …]`: with a Node that is new enough, builds `out/`. */
import { fileURLToPath } from 'node:url';
import { requireNode } from './setup/node-runtime.mjs';
import { prepareInstall } from './setup/prepare.mjs';
import { withSetupLock } from './setup/setup-lock.mjs';

await requireNode(fileURLToPath(import.meta.url));
await prepareInstall();
await withSetupLock(() => import('./build/build.ts'));
