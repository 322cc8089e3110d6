import { collisionKey } from '#core/bytes/portability.ts';
import type { OfferedFile } from './source-facts.ts';

/** Files of one name cannot lie in one folder. */
export function nameClashes(files: readonly OfferedFile[]): readonly string[] {
  const seen = new Set<string>();
  const twice = files.filter(({ source }) => {
    const key = collisionKey(source.name);
    const isTwice = seen.has(key);
    seen.add(key);
    return isTwice;
  });
  return twice.map(({ source }) => `Two files are called ${source.name}: rename one.`);
}

/** A name for a group: what the file names begin with together, else the first one's. */
export function nameOf(files: readonly OfferedFile[]): string {
  const stems = files.map(({ source }) => slug(source.name.replace(/\.[^.]*$/u, '')));
  const [first = 'asset', ...others] = stems;
  let length = first.length;
  for (const other of others) while (length > 0 && !other.startsWith(first.slice(0, length))) length -= 1;
  const common = others.length === 0 ? first : first.slice(0, length).replace(/[-0-9]+$/u, '');
  return (common.length >= 3 ? common : first).slice(0, 60) || 'asset';
}

function slug(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
}

/** Finds places for new roots: none that is a root, lies in one or around one (asset-workspace 4, ownership). */
export class FreeRoots {
  readonly #roots = new Set<string>();
  /** Every folder that has a root somewhere below it. */
  readonly #parents = new Set<string>();

  /** @param takenRoots relative to `assets/` */
  constructor(takenRoots: Iterable<string>) {
    for (const root of takenRoots) this.#add(root);
  }

  /** A free root in `folder`, numbered where the name is taken; it is taken from then on. */
  take(folder: string, name: string): string {
    const freeFolder = firstFree(folder, (candidate) => !this.#roots.has(collisionKey(candidate)));
    const root = firstFree(`${freeFolder}/${name}`, (candidate) => {
      const key = collisionKey(candidate);
      return !this.#roots.has(key) && !this.#parents.has(key);
    });
    this.#add(root);
    return root;
  }

  #add(root: string): void {
    const key = collisionKey(root);
    this.#roots.add(key);
    for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1))
      this.#parents.add(key.slice(0, end));
  }
}

function firstFree(wanted: string, isFree: (candidate: string) => boolean): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? wanted : `${wanted}-${count}`;
    if (isFree(candidate)) return candidate;
  }
}
