/** `npm test`: everything that must hold, ending in one line that sums up all runners. */
import { fileURLToPath } from 'node:url';
import { requireNode } from './setup/node-runtime.mjs';
import { prepareInstall } from './setup/prepare.mjs';

await requireNode(fileURLToPath(import.meta.url));
await prepareInstall();
await import('./test/run-all.ts');
