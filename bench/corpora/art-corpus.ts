import type { DeclaredPalette } from '#schemas/workspace/declaration.ts';
import type { CorpusRecipe, CorpusWriter } from './corpus.ts';
import { rgbaPng } from './png-file.ts';
import { seededBytes, seededUuid, type SeededBytes } from './seeded-bytes.ts';

const GLYPH_BANKS = 16;
const TILES_PER_BANK = 256;
const TILE_SIDE = 16;
const PALETTES_PER_BANK = 16;
const SOUND_BANKS = 4;
const SAMPLES_PER_BANK = 16;
const SAMPLE_RATE = 44_100;

type Color = readonly [red: number, green: number, blue: number];

/** Fifteen colours that stay different after RGB565. */
function palette(bytes: SeededBytes): readonly Color[] {
  const seen = new Set<number>();
  const colors: Color[] = [];
  while (colors.length < 15) {
    const packed = bytes.next() & 0xffff;
    if (seen.has(packed)) continue;
    seen.add(packed);
    colors.push([(packed >>> 11) << 3, ((packed >>> 5) & 0x3f) << 2, (packed & 0x1f) << 3]);
  }
  return colors;
}

const hex = (color: Color): string =>
  `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;

/** One tile: noise over its palette, or bands of colour with transparent corners. */
function tile(bytes: SeededBytes, colors: readonly Color[], noisy: boolean, index: number): Buffer {
  const pixels = new Uint8Array(TILE_SIDE * TILE_SIDE * 4);
  for (let y = 0; y < TILE_SIDE; y += 1) {
    for (let x = 0; x < TILE_SIDE; x += 1) {
      const corner = Math.min(x, TILE_SIDE - 1 - x) + Math.min(y, TILE_SIDE - 1 - y) < 3;
      if (!noisy && corner) continue;
      const step = noisy
        ? bytes.next()
        : Math.floor((x * (1 + (index % 5)) + y * (1 + (index % 7)) + index) / 6);
      const color = colors[step % colors.length] ?? [0, 0, 0];
      pixels.set([...color, 255], (y * TILE_SIDE + x) * 4);
    }
  }
  return rgbaPng(TILE_SIDE, TILE_SIDE, pixels);
}

function writeGlyphBank(writer: CorpusWriter, bytes: SeededBytes, bank: number): void {
  const root = `art/bank-${String(bank).padStart(2, '0')}`;
  const palettes = Array.from({ length: PALETTES_PER_BANK }, () => palette(bytes));
  const files = Array.from(
    { length: TILES_PER_BANK },
    (_, index) => `tile-${String(index).padStart(3, '0')}.png`,
  );
  const declared: DeclaredPalette[] = palettes.map((colors, index) => ({
    index,
    palette: { colors: ['#000000', ...colors.map(hex)] },
  }));
  writer.addRoot(root, {
    schema_version: 1,
    asset_uuid: seededUuid(bytes),
    name: `bank ${bank}`,
    type: 'glyph_bank',
    inputs: { tiles: files },
    artifacts: files.map((file, index) => ({ file, index })),
    output: {
      format: 'GLYPH/indexed_v1',
      codec: 'NONE',
      metadata: { tile_size: TILE_SIDE },
      pipeline: { palettes: declared },
    },
    preload: { enabled: true },
  });
  files.forEach((file, index) => {
    writer.addFile(
      root,
      file,
      tile(bytes, palettes[index % PALETTES_PER_BANK] ?? [], index % 2 === 0, index),
    );
  });
}

/** 16-bit mono WAV: noise, or a sawtooth with pauses. */
function wav(bytes: SeededBytes, frames: number, noisy: boolean): Buffer {
  const file = Buffer.alloc(44 + frames * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLE_RATE, 24);
  file.writeUInt32LE(SAMPLE_RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(frames * 2, 40);
  const period = 60 + (bytes.next() % 300);
  for (let frame = 0; frame < frames; frame += 1) {
    const saw = frame % 9000 < 6000 ? Math.floor(((frame % period) / period) * 30000) - 15000 : 0;
    file.writeInt16LE(noisy ? (bytes.next() & 0xffff) - 32768 : saw, 44 + frame * 2);
  }
  return file;
}

function writeSoundBank(writer: CorpusWriter, bytes: SeededBytes, bank: number): void {
  const root = `sound/bank-${bank}`;
  const files = Array.from(
    { length: SAMPLES_PER_BANK },
    (_, index) => `sample-${String(index).padStart(2, '0')}.wav`,
  );
  writer.addRoot(root, {
    schema_version: 1,
    asset_uuid: seededUuid(bytes),
    name: `sounds ${bank}`,
    type: 'sound_bank',
    inputs: { samples: files },
    artifacts: files.map((file, index) => ({ file, index })),
    output: { format: 'SOUNDS/pcm16le_v1', codec: 'NONE' },
    preload: { enabled: true },
  });
  files.forEach((file, index) => {
    writer.addFile(root, file, wav(bytes, SAMPLE_RATE + (bytes.next() % (SAMPLE_RATE * 2)), index % 2 === 0));
  });
}

/** 16 glyph banks of 256 PNG tiles with 16 palettes each, and 64 WAV samples in four banks. */
export const artCorpus: CorpusRecipe = {
  name: 'art',
  version: 1,
  generate: (writer) => {
    const bytes = seededBytes(1616);
    for (let bank = 0; bank < GLYPH_BANKS; bank += 1) writeGlyphBank(writer, bytes, bank);
    for (let bank = 0; bank < SOUND_BANKS; bank += 1) writeSoundBank(writer, bytes, bank);
  },
};
