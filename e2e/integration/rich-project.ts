import { DiskProject } from '#core/testing/disk-project.ts';
import { drawImage, opaque, type Pixel } from '#core/testing/glyph-art.ts';
import { uuidNumber } from '#core/testing/project-scene.ts';
import { makeWav, samplerChunk } from '#core/testing/wav-generator.ts';

/** Every kind of asset that a project can have, by what it exercises. */
export const ASSET_KINDS = [
  'auto-8',
  'inline-16',
  'palette-files-32',
  'grid-16',
  'mono-loop',
  'stereo-mix',
  'raw',
  'raw-decoded-size',
] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

/** Names whose order, case and width depend on the locale for those who let it. */
const FOLDERS = [
  'Zebra',
  'apple',
  'Äpfel und Öl',
  'art/I',
  'art/ı',
  'art/İstanbul',
  'art/deep/er/and deeper/still',
  'звук/шаги',
  '効果音/足音',
  'emoji 🎮/🎲',
  'ß',
  'zz ss',
] as const;

const COLORS = ['#e8402f', '#3aa0a8', '#ffc65c', '#1a1630', '#b5d36a', '#f0688a'] as const;

/** Small integers that look random and are the same everywhere. */
export function numbers(seed: number): () => number {
  let state = (seed * 2654435761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}

function tile(size: number, seed: number, colors: readonly string[], columns = 1): Uint8Array {
  const next = numbers(seed);
  const picture = Array.from({ length: 8 * 8 * columns }, () => next() % (colors.length + 1));
  return drawImage(size * columns, size, (x, y): Pixel => {
    const color = colors[(picture[(x % 8) + 8 * (y % 8) + 64 * Math.floor(x / size)] ?? 0) - 1];
    return color === undefined ? [0, 0, 0, 0] : opaque(color);
  });
}

/** Writes the input files of a root of a kind; the seed decides their bytes, never their names. */
export function writeInputs(project: DiskProject, kind: AssetKind, root: string, seed: number): void {
  const put = (name: string, bytes: Uint8Array | string): void => {
    project.write(`assets/${root}/${name}`, bytes);
  };
  const next = numbers(seed);
  const palette = COLORS.slice(0, 3 + (seed % 4));
  switch (kind) {
    case 'auto-8':
      for (const index of [0, 1, 2]) put(`tile-${index}.png`, tile(8, seed + index, palette));
      return;
    case 'inline-16':
      for (const index of [0, 1]) put(`ä tile ${index}.png`, tile(16, seed + index, COLORS));
      return;
    case 'palette-files-32': {
      const rgb = COLORS.map((color) => opaque(color).slice(0, 3).join(' '));
      put('palettes/one.gpl', `GIMP Palette\nName: one\n0 0 0 clear\n${rgb.join('\n')}\n`);
      put(
        'palettes/two.pal',
        `JASC-PAL\r\n0100\r\n${rgb.length + 1}\r\n0 0 0\r\n${rgb.toReversed().join('\r\n')}\r\n`,
      );
      put('palettes/three.hex', `#000000\n${COLORS.slice(0, 2).join('\n')}\n`);
      for (const index of [0, 1, 2]) put(`tile-${index}.png`, tile(32, seed + index, COLORS.slice(0, 2)));
      return;
    }
    case 'grid-16':
      put('sheet.png', tile(16, seed, palette, 6));
      return;
    case 'mono-loop':
      put(
        'step.wav',
        makeWav({
          values: Array.from({ length: 300 }, () => (next() % 60000) - 30000),
          sampleRate: 22050,
          loops: [[0, 10, 250]],
        }),
      );
      put(
        'hit.wav',
        makeWav({ values: Array.from({ length: 99 }, () => next() % 256), bits: 8, sampleRate: 48000 }),
      );
      return;
    case 'stereo-mix':
      put(
        'wide.wav',
        makeWav({
          values: Array.from({ length: 400 }, () => (next() % 60000) - 30000),
          channels: 2,
          after: [samplerChunk([[0, 5, 100]])],
        }),
      );
      return;
    case 'raw':
      put(
        'data.bin',
        Uint8Array.from({ length: 500 }, () => next() % 256),
      );
      return;
    case 'raw-decoded-size':
      put('level.lvl', `level ${seed} `.repeat(20));
      return;
  }
}

function membersOf(kind: AssetKind): { type: string; artifacts: unknown; output: unknown } {
  const files = (...names: string[]): unknown => names.map((file, index) => ({ file, index }));
  const glyph = (tileSize: number, pipeline: unknown, artifacts: unknown): ReturnType<typeof membersOf> => ({
    type: 'glyph_bank',
    artifacts,
    output: {
      format: 'GLYPH/indexed_v1',
      codec: 'NONE',
      metadata: { tile_size: tileSize, mood: 'ÿ' },
      pipeline,
    },
  });
  const sound = (artifacts: unknown, pipeline?: unknown): ReturnType<typeof membersOf> => ({
    type: 'sound_bank',
    artifacts,
    output: { format: 'SOUNDS/pcm16le_v1', codec: 'NONE', ...(pipeline === undefined ? {} : { pipeline }) },
  });
  const raw = (format: string, file: string, metadata?: unknown): ReturnType<typeof membersOf> => ({
    type: 'raw',
    artifacts: files(file),
    output: { format, codec: 'NONE', ...(metadata === undefined ? {} : { metadata }) },
  });
  switch (kind) {
    case 'auto-8':
      return glyph(8, { palettes: 'auto' }, files('tile-0.png', 'tile-1.png', 'tile-2.png'));
    case 'inline-16': {
      const palettes = [
        { index: 7, palette: { colors: ['#ff00ff', ...COLORS] } },
        { index: 2, palette: { colors: ['#ff00ff', ...COLORS.toReversed()] } },
      ];
      return glyph(16, { palettes }, [
        { file: 'ä tile 1.png', index: 1, palette: 7 },
        { file: 'ä tile 0.png', index: 0 },
      ]);
    }
    case 'palette-files-32': {
      const names = ['one.gpl', 'two.pal', 'three.hex'];
      const palettes = names.map((name, index) => ({ index, palette: { file: `palettes/${name}` } }));
      return glyph(32, { palettes }, files('tile-0.png', 'tile-1.png', 'tile-2.png'));
    }
    case 'grid-16':
      return glyph(16, { palettes: 'auto', slice: 'grid' }, files('sheet.png'));
    case 'mono-loop':
      return sound([
        { file: 'step.wav', index: 1 },
        { file: 'hit.wav', index: 0, loop: { start: 3, end: 90 } },
      ]);
    case 'stereo-mix':
      return sound(files('wide.wav'), { channels: 'mix' });
    case 'raw':
      return raw('SOUNDS/raw_v1', 'data.bin', { b: 1, a: { z: null, Z: [1, -2, 'ı'] } });
    case 'raw-decoded-size':
      return raw('SCENE/raw_v1', 'level.lvl', { decoded_size: 4096 });
  }
}

/** Adds a registered asset of a kind. */
export function addAsset(
  project: DiskProject,
  assetId: number,
  kind: AssetKind,
  root: string,
  seed: number,
): void {
  writeInputs(project, kind, root, seed);
  const { type, ...members } = membersOf(kind);
  const slotted = assetId % 5 === 0 && assetId < 60 ? { slot: Math.floor(assetId / 5) } : {};
  const preload = assetId % 4 === 0 || assetId % 5 === 0 ? { enabled: true, ...slotted } : { enabled: false };
  project.declare(assetId, root, type, { ...members, preload });
}

/** Root of an asset of the rich project. */
export function richRoot(assetId: number): string {
  return `${FOLDERS[assetId % FOLDERS.length] ?? ''}/asset ${assetId}`;
}

export const RICH_ASSETS = 40;
const LARGE_BYTES = 700_000;

/**
 * Forty assets of all kinds with awkward names, one large enough that encoding goes to workers, one excluded, one
 * unregistered.
 *
 * @param order ids in the order in which they are made: what a file system may give back when it lists
 */
export function makeRichProject(
  root: string,
  order: readonly number[] = Array.from({ length: RICH_ASSETS }, (_, index) => index + 1),
): DiskProject {
  const project = new DiskProject(root);
  for (const assetId of order) {
    const kind = ASSET_KINDS[assetId % ASSET_KINDS.length] ?? 'raw';
    addAsset(project, assetId, kind, richRoot(assetId), assetId);
  }
  project.write(`assets/${richRoot(RICH_ASSETS / 2 + 2)}/unused and large.bin`, new Uint8Array(LARGE_BYTES));
  addLargeSound(project, RICH_ASSETS + 1);
  project.setIncluded(3, false);
  project.writeJson('assets/loose/asset.json', {
    schema_version: 1,
    asset_uuid: uuidNumber(999),
    name: 'loose',
  });
  project.write('assets/notes.txt', 'not an asset');
  project.write('src/main.lua', 'print "not the packer\'s"');
  return project;
}

function addLargeSound(project: DiskProject, assetId: number): void {
  const samples = Buffer.alloc(LARGE_BYTES);
  for (let at = 0; at < samples.length; at += 1) samples[at] = (at * at) >> 7;
  const header = Buffer.from(makeWav({ values: [], sampleRate: 44100 }));
  header.writeUInt32LE(samples.length, header.length - 4);
  header.writeUInt32LE(header.length - 8 + samples.length, 4);
  project.write('assets/звук/long/long.wav', Buffer.concat([header, samples]));
  project.declare(assetId, 'звук/long', 'sound_bank', {
    artifacts: [{ file: 'long.wav', index: 0 }],
    output: { format: 'SOUNDS/pcm16le_v1', codec: 'NONE' },
  });
}
