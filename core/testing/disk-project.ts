import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { systemClock } from '#core/node/clock.ts';
import { nodeHash } from '#core/node/node-hash.ts';
import { systemRandom } from '#core/node/random.ts';
import { inlineEncoder } from '#core/packer/encoder.ts';
import { ProjectSession } from '#core/services/project-session.ts';
import type { ServicePorts } from '#core/services/service-ports.ts';
import { drawImage, opaque } from './glyph-art.ts';
import { uuidNumber } from './project-scene.ts';
import { makeWav } from './wav-generator.ts';

/** Ports as a host has them, encoding in the calling thread. */
export const TEST_PORTS: ServicePorts = {
  clock: systemClock,
  random: systemRandom,
  hash: nodeHash,
  encoder: inlineEncoder,
};

interface DiskEntry {
  readonly asset_id: number;
  readonly asset_uuid: string;
  readonly root: string;
  readonly included_in_build: boolean;
}

interface DeclaredMembers {
  readonly artifacts: unknown;
  readonly output: unknown;
  readonly preload?: unknown;
}

const RAW_MEMBERS: DeclaredMembers = {
  artifacts: [{ file: 'data.bin', index: 0 }],
  output: { format: 'SCENE/raw_v1', codec: 'NONE' },
};

/** A project on the real disk that a test fills and edits by hand, as an artist would. */
export class DiskProject {
  readonly root: string;
  readonly #entries: DiskEntry[] = [];

  constructor(root: string) {
    this.root = root;
    fs.mkdirSync(join(root, 'assets/.prometeu'), { recursive: true });
    this.writeRegistry();
  }

  /** One glyph bank, one sound bank and one raw asset: ids 1, 2 and 3. */
  static small(root: string): DiskProject {
    const project = new DiskProject(root);
    project.addGlyphs(1, 'art/hero', ['#ff0000', '#00ff00']);
    project.addSounds(2, 'sfx/steps', [0, 100, -100, 32767]);
    project.addRaw(3, 'data/level', 'level one');
    return project;
  }

  path(relative: string): string {
    return join(this.root, relative);
  }

  write(relative: string, bytes: Uint8Array | string): void {
    fs.mkdirSync(dirname(this.path(relative)), { recursive: true });
    fs.writeFileSync(this.path(relative), bytes);
  }

  read(relative: string): Buffer {
    return fs.readFileSync(this.path(relative));
  }

  writeJson(relative: string, value: unknown): void {
    this.write(relative, `${JSON.stringify(value, null, 2)}\n`);
  }

  /** Tiles of 8 pixels, one of each colour, with palettes derived. */
  addGlyphs(assetId: number, root: string, colors: readonly string[]): void {
    const files = colors.map((color, index) => {
      const file = `tile-${index}.png`;
      this.write(
        `assets/${root}/${file}`,
        drawImage(8, 8, () => opaque(color)),
      );
      return { file, index };
    });
    this.declare(assetId, root, 'glyph_bank', {
      artifacts: files,
      output: {
        format: 'GLYPH/indexed_v1',
        codec: 'NONE',
        metadata: { tile_size: 8 },
        pipeline: { palettes: 'auto' },
      },
    });
  }

  addSounds(assetId: number, root: string, values: readonly number[]): void {
    this.write(`assets/${root}/step.wav`, makeWav({ values, sampleRate: 22050, bits: 16 }));
    this.declare(assetId, root, 'sound_bank', {
      artifacts: [{ file: 'step.wav', index: 0 }],
      output: { format: 'SOUNDS/pcm16le_v1', codec: 'NONE' },
    });
  }

  addRaw(assetId: number, root: string, bytes: Uint8Array | string): void {
    this.write(`assets/${root}/data.bin`, bytes);
    this.declare(assetId, root, 'raw', RAW_MEMBERS);
  }

  /** Many raw assets with ids from 1 on; the registry is written once. */
  addRawAssets(count: number, bytesOf: (number: number) => string): void {
    for (let number = 1; number <= count; number += 1) {
      const root = `data/${String(number).padStart(5, '0')}`;
      this.write(`assets/${root}/data.bin`, bytesOf(number));
      this.#enter(number, root, 'raw', RAW_MEMBERS);
    }
    this.writeRegistry();
  }

  /** Moves a root as an artist does in a file manager and tells the registry. */
  moveRoot(assetId: number, to: string): void {
    const position = this.#entries.findIndex((entry) => entry.asset_id === assetId);
    const entry = this.#entries[position];
    if (entry === undefined) throw new Error(`no asset ${assetId}`);
    fs.mkdirSync(dirname(this.path(`assets/${to}`)), { recursive: true });
    fs.renameSync(this.path(`assets/${entry.root}`), this.path(`assets/${to}`));
    this.#entries[position] = { ...entry, root: to };
    this.writeRegistry();
  }

  /** Changes members of a declaration; the rest stays. */
  editDeclaration(root: string, changes: Readonly<Record<string, unknown>>): void {
    const path = `assets/${root}/asset.json`;
    const declaration: unknown = JSON.parse(this.read(path).toString());
    this.writeJson(path, { ...(declaration as object), ...changes });
  }

  writeRegistry(): void {
    const assets = this.#entries.toSorted((left, right) => left.asset_id - right.asset_id);
    this.writeJson('assets/.prometeu/index.json', { schema_version: 1, next_asset_id: 10_000, assets });
  }

  /** Bytes of the four outputs, by name. */
  outputs(): Readonly<Record<string, string>> {
    const names = ['assets.pa', 'asset_table.json', 'preload.json', 'asset_table_metadata.json'];
    return Object.fromEntries(names.map((name) => [name, this.read(`build/${name}`).toString('hex')]));
  }

  /** Inode and modification time of the four outputs. */
  outputFacts(): readonly string[] {
    return ['assets.pa', 'asset_table.json', 'preload.json', 'asset_table_metadata.json'].map((name) => {
      const { ino, mtimeNs } = fs.statSync(this.path(`build/${name}`), { bigint: true });
      return `${name} ${ino} ${mtimeNs}`;
    });
  }

  /** A new process, as far as memory goes. */
  open(): ProjectSession {
    return ProjectSession.open(this.root, TEST_PORTS);
  }

  /** Writes `asset.json` of a root whose files are there, and registers it. */
  declare(assetId: number, root: string, type: string, members: DeclaredMembers): void {
    this.#enter(assetId, root, type, members);
    this.writeRegistry();
  }

  setIncluded(assetId: number, included: boolean): void {
    const position = this.#entries.findIndex((entry) => entry.asset_id === assetId);
    const entry = this.#entries[position];
    if (entry === undefined) throw new Error(`no asset ${assetId}`);
    this.#entries[position] = { ...entry, included_in_build: included };
    this.writeRegistry();
  }

  /** Deletes a root with its entry, as an artist does who knows the registry. */
  removeAsset(assetId: number): void {
    const position = this.#entries.findIndex((entry) => entry.asset_id === assetId);
    const [entry] = this.#entries.splice(position, 1);
    if (entry === undefined) throw new Error(`no asset ${assetId}`);
    fs.rmSync(this.path(`assets/${entry.root}`), { recursive: true });
    this.writeRegistry();
  }

  /** Root of an asset as the registry has it. */
  rootOf(assetId: number): string {
    const entry = this.#entries.find(({ asset_id: id }) => id === assetId);
    if (entry === undefined) throw new Error(`no asset ${assetId}`);
    return entry.root;
  }

  #enter(assetId: number, root: string, type: string, members: DeclaredMembers): void {
    this.writeJson(`assets/${root}/asset.json`, {
      schema_version: 1,
      asset_uuid: uuidNumber(assetId),
      name: root.slice(root.lastIndexOf('/') + 1),
      type,
      inputs: {},
      preload: { enabled: false },
      ...members,
    });
    this.#entries.push({ asset_id: assetId, asset_uuid: uuidNumber(assetId), root, included_in_build: true });
  }
}

/** Waits until no file just written can be racily clean any more (asset-workspace 6). */
export async function letClockPass(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 60));
}
