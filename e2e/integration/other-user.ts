import { spawnSync } from 'node:child_process';
import { PROGRAM } from './program.ts';

const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] as const;

/**
 * Words before a command that make it run without the rights of root, or why that cannot be: root may read and write
 * whatever its modes say.
 */
export function withoutRights(): { readonly prefix: readonly string[] } | { readonly reason: string } {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const tried = spawnSync(NOBODY[0], [...NOBODY.slice(1), process.execPath, PROGRAM, '--version']);
  return tried.status === 0
    ? { prefix: NOBODY }
    : {
        reason:
          'root cannot start the program as another user here (setpriv, or the program is out of reach)',
      };
}
