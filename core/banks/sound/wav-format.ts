import type { WavChunk } from './wav-chunks.ts';
import { WavError } from './wav-failure.ts';

/** How a sample stands in its container. */
export type SampleEncoding = 'u8' | 's16' | 's24' | 's32' | 'f32' | 'f64';

/** What the fmt chunk says, checked. */
export interface WavFormat {
  readonly encoding: SampleEncoding;
  readonly channels: number;
  /** In Hz, as declared. */
  readonly sampleRate: number;
  /** Bytes of one sample of one channel. */
  readonly containerBytes: number;
}

const FORMAT_BYTES = 16;
const EXTENSIBLE_BYTES = 40;
const TAG_PCM = 1;
const TAG_FLOAT = 3;
const TAG_EXTENSIBLE = 0xfffe;
/** Bytes 2…15 of the sub-format GUID of every tag that has a plain form. */
const GUID_TAIL = [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71];

const PCM_ENCODINGS: ReadonlyMap<number, SampleEncoding> = new Map([
  [1, 'u8'],
  [2, 's16'],
  [3, 's24'],
  [4, 's32'],
]);
const FLOAT_ENCODINGS: ReadonlyMap<number, SampleEncoding> = new Map([
  [4, 'f32'],
  [8, 'f64'],
]);

const TAG_NAMES: Readonly<Record<number, string>> = {
  0x0002: 'Microsoft ADPCM',
  0x0006: 'A-law',
  0x0007: 'µ-law',
  0x0011: 'IMA ADPCM',
  0x0055: 'MP3',
};

function readTag(view: DataView, chunk: WavChunk): number {
  const tag = view.getUint16(0, true);
  if (tag !== TAG_EXTENSIBLE) return tag;
  if (chunk.sizeBytes < EXTENSIBLE_BYTES) {
    throw new WavError(
      'SOUND_WAV_MALFORMED',
      'The extensible fmt chunk is too short for its sub-format.',
      chunk.dataOffset,
    );
  }
  if (GUID_TAIL.some((byte, at) => view.getUint8(26 + at) !== byte)) {
    throw new WavError(
      'SOUND_ENCODING_UNSUPPORTED',
      'The sub-format of the extensible fmt chunk is unknown.',
      chunk.dataOffset + 24,
    );
  }
  return view.getUint16(24, true);
}

/**
 * Reads the fmt chunk. The container width rules, not the valid bits: it is the block size shared among the
 * channels (asset-pack 4.2).
 * @throws WavError
 */
export function readWavFormat(bytes: Uint8Array, chunk: WavChunk): WavFormat {
  if (chunk.sizeBytes < FORMAT_BYTES) {
    throw new WavError(
      'SOUND_WAV_MALFORMED',
      `The fmt chunk has ${String(chunk.sizeBytes)} bytes, fewer than 16.`,
      chunk.dataOffset,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + chunk.dataOffset, chunk.sizeBytes);
  const tag = readTag(view, chunk);
  const channels = view.getUint16(2, true);
  const sampleRate = view.getUint32(4, true);
  const blockBytes = view.getUint16(12, true);
  const bits = view.getUint16(14, true);
  if (tag !== TAG_PCM && tag !== TAG_FLOAT) {
    const name = Object.hasOwn(TAG_NAMES, tag) ? TAG_NAMES[tag] : undefined;
    const described =
      name === undefined ? `format tag ${String(tag)}` : `${name} (format tag ${String(tag)})`;
    throw new WavError(
      'SOUND_ENCODING_UNSUPPORTED',
      `The sound is encoded as ${described}.`,
      chunk.dataOffset,
    );
  }
  if (channels === 0)
    throw new WavError('SOUND_WAV_MALFORMED', 'The fmt chunk names no channel.', chunk.dataOffset + 2);
  const containerBytes = blockBytes / channels;
  if (!Number.isInteger(containerBytes) || containerBytes * 8 < bits) {
    const message = `Blocks of ${String(blockBytes)} bytes do not hold ${String(channels)} channels of ${String(bits)} bits.`;
    throw new WavError('SOUND_WAV_MALFORMED', message, chunk.dataOffset + 12);
  }
  const encoding = (tag === TAG_PCM ? PCM_ENCODINGS : FLOAT_ENCODINGS).get(containerBytes);
  if (encoding === undefined) {
    const kind = tag === TAG_PCM ? 'PCM' : 'float';
    const message = `The sound is ${kind} in ${String(containerBytes * 8)} bits.`;
    throw new WavError('SOUND_ENCODING_UNSUPPORTED', message, chunk.dataOffset + 14);
  }
  return { encoding, channels, sampleRate, containerBytes };
}
