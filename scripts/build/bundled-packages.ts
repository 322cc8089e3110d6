import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin as VitePlugin } from 'vite';

/** Name of the npm package that a module path belongs to, undefined for our own sources. */
export function packageOfModule(modulePath: string): string | undefined {
  const after = modulePath.replaceAll('\\', '/').split('/node_modules/').at(-1);
  if (after === undefined || !modulePath.includes('node_modules')) return undefined;
  const [scopeOrName = '', name = ''] = after.replace(/^node_modules\//u, '').split('/');
  return scopeOrName.startsWith('@') ? `${scopeOrName}/${name}` : scopeOrName;
}

/** Writes which packages are in a part of the output: `scripts/third-party-licences.ts` reads it. */
export function writeBundledPackages(root: string, part: string, modulePaths: Iterable<string>): void {
  const names = new Set<string>();
  for (const path of modulePaths) {
    const name = packageOfModule(path);
    if (name !== undefined) names.add(name);
  }
  const file = join(root, 'out/.bundled', `${part}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify([...names].sort(), null, 2)}\n`);
}

/** Collects them from a vite build, styles and fonts included. */
export function bundledPackagesForVite(root: string, part: string): VitePlugin {
  const modulePaths = new Set<string>();
  return {
    name: 'bundled-packages',
    transform(_code, id) {
      modulePaths.add(id);
      return null;
    },
    closeBundle() {
      writeBundledPackages(root, part, modulePaths);
    },
  };
}
