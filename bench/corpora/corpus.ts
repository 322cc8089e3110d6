import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import type { Registry } from '#schemas/workspace/registry.ts';

/** What a corpus holds, as the stamp beside it says. */
export interface CorpusFacts {
  readonly assets: number;
  readonly files: number;
  readonly payloadBytes: number;
}

export interface Corpus extends CorpusFacts {
  readonly name: string;
  /** The project folder, with `assets/` in it. */
  readonly project: string;
  /** The source files alone, under the same names, for tools that pack a plain folder. */
  readonly payload: string;
}

export interface CorpusRecipe {
  readonly name: string;
  /** Raised whenever the recipe gives other bytes. */
  readonly version: number;
  /** Writes `project/` and `payload/` into an empty folder. */
  readonly generate: (writer: CorpusWriter) => void;
}

/** Where corpora and scratch files go: `PACK_STUDIO_BENCH_DIR`, otherwise below the system's folder for temporary files. */
export function benchFolder(): string {
  const folder = process.env['PACK_STUDIO_BENCH_DIR'] ?? join(tmpdir(), 'pack-studio-bench');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Generates the corpus unless a finished one of the same version is there. */
export function ensureCorpus(recipe: CorpusRecipe): Corpus {
  const folder = join(benchFolder(), `corpus-${recipe.name}`);
  const stampPath = join(folder, 'stamp.json');
  const project = join(folder, 'project');
  const payload = join(folder, 'payload');
  if (existsSync(stampPath)) {
    const stamp = JSON.parse(readFileSync(stampPath, 'utf8')) as CorpusFacts & { readonly version: number };
    if (stamp.version === recipe.version) return { ...stamp, name: recipe.name, project, payload };
  }
  process.stderr.write(`generating the corpus "${recipe.name}" …\n`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(payload, { recursive: true });
  const writer = new CorpusWriter(project, payload);
  recipe.generate(writer);
  const facts = writer.finish();
  writeFileSync(stampPath, JSON.stringify({ version: recipe.version, ...facts }));
  return { ...facts, name: recipe.name, project, payload };
}

/** Writes a workspace root by root, one file at a time. */
export class CorpusWriter {
  readonly #assets: string;
  readonly #payload: string;
  readonly #entries: Registry['assets'] = [];
  readonly #folders = new Set<string>();
  #files = 0;
  #payloadBytes = 0;

  constructor(project: string, payload: string) {
    this.#assets = join(project, 'assets');
    this.#payload = payload;
    mkdirSync(join(this.#assets, '.prometeu'), { recursive: true });
  }

  /** Registers a root and writes its declaration; ids follow the order of the calls. */
  addRoot(root: string, declaration: AssetDeclaration): void {
    this.#entries.push({
      asset_id: this.#entries.length + 1,
      asset_uuid: declaration.asset_uuid,
      root,
      included_in_build: true,
    });
    this.#write(
      this.#assets,
      `${root}/asset.json`,
      new TextEncoder().encode(`${JSON.stringify(declaration, null, 2)}\n`),
    );
  }

  /** Writes a source file of a root, and the same bytes where tools find payload files alone. */
  addFile(root: string, name: string, bytes: Uint8Array): void {
    this.#payloadBytes += bytes.length;
    this.#write(this.#assets, `${root}/${name}`, bytes);
    // A copy, not a hard link: a second link would change the ctime that the packer looks at.
    this.#write(this.#payload, `${root}/${name}`, bytes);
    this.#files -= 1;
  }

  finish(): CorpusFacts {
    const registry: Registry = {
      schema_version: 1,
      next_asset_id: this.#entries.length + 1,
      assets: this.#entries,
    };
    this.#write(
      this.#assets,
      '.prometeu/index.json',
      new TextEncoder().encode(`${JSON.stringify(registry, null, 2)}\n`),
    );
    return { assets: this.#entries.length, files: this.#files, payloadBytes: this.#payloadBytes };
  }

  #write(base: string, path: string, bytes: Uint8Array): void {
    const folder = join(base, path.slice(0, path.lastIndexOf('/')));
    if (!this.#folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.#folders.add(folder);
    }
    writeFileSync(join(base, path), bytes);
    this.#files += 1;
  }
}
