import { globSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Entry points of the hosts' worker threads by their place in the output: `workers/<name>`, beside the one flat
 * folder in which a bundle has all other modules. The pool looks for them there (`core/node/workers`).
 */
export function workerEntries(root: string): Readonly<Record<string, string>> {
  const files = globSync('core/node/workers/*-entry.ts', { cwd: root });
  return Object.fromEntries(
    files.sort().map((file) => [`workers/${basename(file, '.ts')}`, join(root, file)]),
  );
}
