import { cpSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OUTPUT_FILES } from '#core/packer/output-files.ts';

/** Bytes of the four outputs, by name. */
export type Outputs = Readonly<Record<string, string>>;

export function readOutputs(project: string): Outputs {
  return Object.fromEntries(
    OUTPUT_FILES.map((name) => [name, readFileSync(join(project, 'build', name)).toString('latin1')]),
  );
}

/** Inode and modification time of the four outputs: the same means that nobody touched them. */
export function outputFacts(project: string): readonly string[] {
  return OUTPUT_FILES.map((name) => {
    const { ino, mtimeNs } = statSync(join(project, 'build', name), { bigint: true });
    return `${name} ${ino} ${mtimeNs}`;
  });
}

/** Copies what belongs to the artists: no outputs, no cache, no lock. */
export function copySources(from: string, to: string): string {
  cpSync(from, to, {
    recursive: true,
    filter: (path) => path !== join(from, 'build') && !['cache.json', 'lock'].includes(basename(path)),
  });
  return to;
}
