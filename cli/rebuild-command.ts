import { fileURLToPath } from 'node:url';
import type { Rebuild } from '#core/services/pack-service.ts';
import { rebuildInProcess } from '#core/services/rebuild-process.ts';

/** The entry of this program: beside this file as sources, and beside the one flat folder of the bundle. */
function ownEntry(): string {
  const here = import.meta.url;
  return fileURLToPath(new URL(here.endsWith('.ts') ? './main.ts' : './main.js', here));
}

/** `verify_rebuild` by this very version of the command line. */
export function rebuildByThisProgram(jobs?: number): Rebuild {
  return rebuildInProcess([process.execPath, ...process.execArgv, ownEntry()], jobs);
}
