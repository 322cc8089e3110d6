/** `npm run example`: writes `examples/lantern-cave/` anew. Running it again changes no byte. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exampleFiles } from './project.ts';

/** Files of the example that people write, or that packing leaves behind. */
const NOT_GENERATED = /^(README\.md$|build\/|assets\/\.prometeu\/(cache\.json$|lock|runs\/|quarantine\/))/;

export const EXAMPLE_FOLDER = fileURLToPath(new URL('../../examples/lantern-cave/', import.meta.url));

/** The files on disk that the generator answers for, as sorted POSIX paths. */
export function generatedOnDisk(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !NOT_GENERATED.test(path))
    .sort();
}

function writeExample(folder: string): void {
  const files = exampleFiles();
  let written = 0;
  let totalBytes = 0;
  mkdirSync(folder, { recursive: true });
  for (const path of generatedOnDisk(folder)) if (!files.has(path)) rmSync(join(folder, path));
  for (const [path, bytes] of files) {
    const target = join(folder, path);
    totalBytes += bytes.length;
    if (sameBytes(target, bytes)) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
    written += 1;
  }
  process.stdout.write(
    `${files.size} files, ${totalBytes} bytes; ${written} written, the others were the same\n`,
  );
}

function sameBytes(path: string, bytes: Uint8Array): boolean {
  try {
    return Buffer.compare(readFileSync(path), bytes) === 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

if (import.meta.main) writeExample(EXAMPLE_FOLDER);
