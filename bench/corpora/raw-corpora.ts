import { seededBytes, seededUuid, type SeededBytes } from './seeded-bytes.ts';
import type { CorpusRecipe, CorpusWriter } from './corpus.ts';

const ROOTS_PER_FOLDER = 100;

/** Size of asset `index` on a logarithmic scale: as many between 1 and 2 KiB as between 1 and 2 MiB. */
function logUniform(bytes: SeededBytes, least: number, most: number): number {
  return Math.floor(least * Math.pow(most / least, bytes.fraction()));
}

/** Text-like bytes that any packer makes a tenth of; no two assets hold the same. */
function fillCompressible(target: Uint8Array, index: number): void {
  const phrase = new TextEncoder().encode(
    `asset ${index}: the lantern swings, the water drips, the cave is quiet. `,
  );
  for (let at = 0; at < target.length; at += phrase.length) {
    target.set(phrase.subarray(0, Math.min(phrase.length, target.length - at)), at);
  }
}

/** Where asset `index` (from 0) of a raw corpus lives, relative to `assets/`. */
export function rawRoot(index: number): string {
  const group = String(Math.floor(index / ROOTS_PER_FOLDER)).padStart(3, '0');
  return `data/group-${group}/asset-${String(index).padStart(5, '0')}`;
}

/** The one source file of a raw root. */
export const RAW_FILE = 'data.bin';

function writeRawAssets(
  writer: CorpusWriter,
  seed: number,
  count: number,
  least: number,
  most: number,
): void {
  const bytes = seededBytes(seed);
  const buffer = new Uint8Array(Math.ceil(most / 4) * 4 + 4);
  for (let index = 0; index < count; index += 1) {
    const size = logUniform(bytes, least, most);
    const room = buffer.subarray(0, Math.ceil(size / 4) * 4);
    if (index % 2 === 0) bytes.fill(room);
    else fillCompressible(room, index);
    const root = rawRoot(index);
    writer.addRoot(root, {
      schema_version: 1,
      asset_uuid: seededUuid(bytes),
      name: `asset ${index}`,
      type: 'raw',
      inputs: { data: [RAW_FILE] },
      artifacts: [{ file: RAW_FILE, index: 0 }],
      output: { format: 'SCENE/raw_v1', codec: 'NONE' },
      preload: { enabled: false },
    });
    writer.addFile(root, RAW_FILE, room.subarray(0, size));
  }
}

/** 20,000 raw assets of 256 B … 64 KiB. */
export const smallCorpus: CorpusRecipe = {
  name: 'small',
  version: 1,
  generate: (writer) => writeRawAssets(writer, 20_000, 20_000, 256, 64 * 1024),
};

/** 2,000 raw assets of 16 KiB … 4 MiB, about 1.5 GB. */
export const gameCorpus: CorpusRecipe = {
  name: 'game',
  version: 1,
  generate: (writer) => writeRawAssets(writer, 2_000, 2_000, 16 * 1024, 4 * 1024 * 1024),
};
