import { WavError } from './wav-failure.ts';

/**
 * A chunk of a WAV file. The container is read here and not by a library, because the contract is about its places
 * and limits: wavefile 11 copies what is left of a truncated data chunk without a word, has no offsets to report and
 * fails with sentences only.
 */
export interface WavChunk {
  readonly id: string;
  /** Of the data of the chunk in the file. */
  readonly dataOffset: number;
  readonly sizeBytes: number;
}

/** The chunks that matter; the first of each kind counts. */
export interface WavChunks {
  readonly format: WavChunk;
  readonly data: WavChunk;
  readonly sampler: WavChunk | undefined;
}

const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const DS64_MIN_BYTES = 28;
/** In RF64 a size of 32 bits that says "look into ds64". */
const SIZE_IN_DS64 = 0xffffffff;

function fourCharacters(bytes: Uint8Array, offset: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + 4));
}

const FOREIGN: Readonly<Record<string, string>> = {
  RIFX: 'a big-endian RIFX file',
  OggS: 'an Ogg file',
  fLaC: 'a FLAC file',
  FORM: 'an AIFF file',
  caff: 'a CAF file',
  'ID3\u0003': 'an MP3 file',
  'ID3\u0004': 'an MP3 file',
  BW64: 'a BW64 file',
};

function checkContainer(bytes: Uint8Array): 'RIFF' | 'RF64' {
  if (bytes.length === 0) throw new WavError('SOUND_NOT_WAV', 'The file is empty.', 0);
  const container = fourCharacters(bytes, 0);
  if (container !== 'RIFF' && container !== 'RF64') {
    const foreign = Object.hasOwn(FOREIGN, container) ? FOREIGN[container] : undefined;
    throw new WavError('SOUND_NOT_WAV', `The file is ${foreign ?? 'neither RIFF nor RF64'}.`, 0);
  }
  if (bytes.length < RIFF_HEADER_BYTES || fourCharacters(bytes, 8) !== 'WAVE') {
    throw new WavError(
      'SOUND_NOT_WAV',
      `The ${container} file does not hold sound of the kind WAVE.`,
      Math.min(8, bytes.length),
    );
  }
  return container;
}

/** The two sizes of `ds64` that are needed, exact or refused (reliability H2). */
interface LongSizes {
  readonly riffBytes: number;
  readonly dataBytes: number;
}

function readLongSizes(view: DataView): LongSizes {
  const offset = RIFF_HEADER_BYTES;
  if (
    view.byteLength < offset + CHUNK_HEADER_BYTES + DS64_MIN_BYTES ||
    view.getUint32(offset) !== 0x64733634
  ) {
    throw new WavError('SOUND_WAV_MALFORMED', 'The RF64 file does not begin with a ds64 chunk.', offset);
  }
  const readSize = (at: number): number => {
    const size = view.getBigUint64(at, true);
    return size > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(size);
  };
  return {
    riffBytes: readSize(offset + CHUNK_HEADER_BYTES),
    dataBytes: readSize(offset + CHUNK_HEADER_BYTES + 8),
  };
}

/**
 * Finds the chunks of a WAV file, RIFF or RF64 (asset-pack 4.2).
 *
 * The size that the RIFF header gives is often wrong (streamed files), so it only ends the search for what is
 * optional: bytes behind it are not read as chunks once format and data are found.
 * @throws WavError
 */
export function findWavChunks(bytes: Uint8Array): WavChunks {
  const container = checkContainer(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const longSizes = container === 'RF64' ? readLongSizes(view) : undefined;
  const shortRiffBytes = view.getUint32(4, true);
  const riffBytes =
    longSizes !== undefined && shortRiffBytes === SIZE_IN_DS64 ? longSizes.riffBytes : shortRiffBytes;
  const riffEnd = Math.min(riffBytes + CHUNK_HEADER_BYTES, bytes.length);
  let format: WavChunk | undefined;
  let data: WavChunk | undefined;
  let sampler: WavChunk | undefined;
  let offset = RIFF_HEADER_BYTES;
  while (bytes.length - offset >= CHUNK_HEADER_BYTES) {
    if (format !== undefined && data !== undefined && offset >= riffEnd) break;
    const id = fourCharacters(bytes, offset);
    const shortSize = view.getUint32(offset + 4, true);
    const isLong = longSizes !== undefined && id === 'data' && shortSize === SIZE_IN_DS64;
    const sizeBytes = isLong ? longSizes.dataBytes : shortSize;
    const chunk: WavChunk = { id, dataOffset: offset + CHUNK_HEADER_BYTES, sizeBytes };
    const available = bytes.length - chunk.dataOffset;
    if (sizeBytes > available && format !== undefined && data !== undefined) {
      // What the format asks for is there; a damaged chunk behind it costs at most its loop, which is then told.
      if (id === 'smpl') sampler ??= { ...chunk, sizeBytes: available };
      break;
    }
    if (sizeBytes > available) {
      const message = `The ${JSON.stringify(id)} chunk announces ${String(sizeBytes)} bytes, but the file has ${String(available)} left.`;
      const code = id === 'data' ? 'SOUND_DATA_TRUNCATED' : 'SOUND_WAV_MALFORMED';
      throw new WavError(code, message, offset);
    }
    if (id === 'fmt ') format ??= chunk;
    else if (id === 'data') data ??= chunk;
    else if (id === 'smpl') sampler ??= chunk;
    // Chunks of odd size are followed by a byte of padding.
    offset = chunk.dataOffset + sizeBytes + (sizeBytes % 2);
  }
  if (format === undefined)
    throw new WavError('SOUND_WAV_MALFORMED', 'The file has no fmt chunk.', bytes.length);
  if (data === undefined)
    throw new WavError('SOUND_WAV_MALFORMED', 'The file has no data chunk.', bytes.length);
  return { format, data, sampler };
}
