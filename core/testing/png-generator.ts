import { deflateSync } from 'node:zlib';

/**
 * Writes PNG files chunk by chunk, from the PNG specification and independently of the reader under test: its own
 * bitwise CRC, its own filters and interlacing, the system's zlib.
 */
export const PNG_TYPE = { grey: 0, rgb: 2, indexed: 3, greyAlpha: 4, rgba: 6 } as const;
export type PngType = (typeof PNG_TYPE)[keyof typeof PNG_TYPE];

export interface GeneratedPng {
  readonly width: number;
  readonly height: number;
  readonly type: PngType;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  /** Samples at their own depth, row-major, channels interleaved. */
  readonly samples: readonly number[];
  readonly interlaced?: boolean;
  /** Filter of each row, by its number within the pass; 0 when absent. */
  readonly filter?: (row: number) => number;
  readonly palette?: readonly (readonly [number, number, number])[];
  readonly transparency?: readonly number[];
  /** Whole chunks between IHDR and PLTE. */
  readonly before?: readonly Uint8Array[];
  /** Whole chunks between IDAT and IEND. */
  readonly after?: readonly Uint8Array[];
  /** Bytes of one IDAT chunk; everything in one when absent. */
  readonly dataChunkBytes?: number;
  readonly trailing?: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const CHANNELS: Readonly<Record<PngType, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Samples of one pixel of a colour type. */
export function pngChannels(type: PngType): number {
  return CHANNELS[type];
}

function crcOf(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit += 1) {
      const carry = (crc ^ (byte >> bit)) & 1;
      crc = (crc >>> 1) ^ (carry === 1 ? 0xedb88320 : 0);
    }
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function bigEndian32(value: number): readonly number[] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

/** A chunk with its length and checksum. */
export function pngChunk(type: string, data: Iterable<number>): Uint8Array {
  const body = [...[...type].map((letter) => letter.charCodeAt(0)), ...data];
  return Uint8Array.from([...bigEndian32(body.length - 4), ...body, ...bigEndian32(crcOf(body))]);
}

/** A file of the signature and whole chunks. */
export function pngOfChunks(
  chunks: readonly Uint8Array[],
  trailing: Uint8Array = new Uint8Array(0),
): Uint8Array {
  return Uint8Array.from([...SIGNATURE, ...chunks.flatMap((chunk) => [...chunk]), ...trailing]);
}

/** An IHDR chunk, also of values that no image has. */
export function pngHeaderChunk(
  width: number,
  height: number,
  depth: number,
  type: number,
  methods: readonly [compression: number, filter: number, interlace: number] = [0, 0, 0],
): Uint8Array {
  return pngChunk('IHDR', [...bigEndian32(width), ...bigEndian32(height), depth, type, ...methods]);
}

function packRow(samples: readonly number[], depth: number): readonly number[] {
  if (depth === 16) return samples.flatMap((sample) => [sample >> 8, sample & 0xff]);
  if (depth === 8) return samples;
  const bits = samples.map((sample) => sample.toString(2).padStart(depth, '0')).join('');
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return bytes.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const [toLeft, toAbove, toCorner] = [estimate - left, estimate - above, estimate - corner].map(Math.abs);
  if (toLeft === undefined || toAbove === undefined || toCorner === undefined) return 0;
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function filterRow(
  row: readonly number[],
  previous: readonly number[],
  filter: number,
  pixelBytes: number,
): readonly number[] {
  const filtered = row.map((byte, at) => {
    const left = row[at - pixelBytes] ?? 0;
    const above = previous[at] ?? 0;
    const corner = previous[at - pixelBytes] ?? 0;
    const predicted =
      [0, left, above, Math.floor((left + above) / 2), paeth(left, above, corner)][filter] ?? 0;
    return (byte - predicted) & 0xff;
  });
  return [filter, ...filtered];
}

function scanlines(png: GeneratedPng): readonly number[] {
  const channels = CHANNELS[png.type];
  const pixelBytes = Math.max(1, (channels * png.depth) / 8);
  const lines: number[] = [];
  for (const [startX, startY, stepX, stepY] of png.interlaced === true ? PASSES : [[0, 0, 1, 1] as const]) {
    let previous: readonly number[] = [];
    let passRow = 0;
    for (let y = startY; y < png.height; y += stepY) {
      const samples: number[] = [];
      for (let x = startX; x < png.width; x += stepX) {
        const at = (y * png.width + x) * channels;
        samples.push(...png.samples.slice(at, at + channels));
      }
      if (samples.length === 0) continue;
      const row = packRow(samples, png.depth);
      lines.push(...filterRow(row, previous, png.filter?.(passRow) ?? 0, pixelBytes));
      previous = row;
      passRow += 1;
    }
  }
  return lines;
}

/** IDAT chunks of an image, without any other. */
export function pngDataChunks(png: GeneratedPng): readonly Uint8Array[] {
  const stream = deflateSync(Uint8Array.from(scanlines(png)));
  const size = png.dataChunkBytes ?? stream.length;
  const count = Math.ceil(stream.length / size);
  return Array.from({ length: count }, (_, at) =>
    pngChunk('IDAT', stream.subarray(at * size, (at + 1) * size)),
  );
}

/** A whole PNG file. */
export function makePng(png: GeneratedPng): Uint8Array {
  return pngOfChunks(
    [
      pngHeaderChunk(png.width, png.height, png.depth, png.type, [0, 0, png.interlaced === true ? 1 : 0]),
      ...(png.before ?? []),
      ...(png.palette === undefined ? [] : [pngChunk('PLTE', png.palette.flat())]),
      ...(png.transparency === undefined ? [] : [pngChunk('tRNS', png.transparency)]),
      ...pngDataChunks(png),
      ...(png.after ?? []),
      pngChunk('IEND', []),
    ],
    png.trailing,
  );
}

/** An animated PNG of two frames whose default image is the first. */
export function makeAnimatedPng(first: GeneratedPng, second: GeneratedPng): Uint8Array {
  const frameControl = (sequence: number, { width, height }: GeneratedPng): Uint8Array =>
    pngChunk('fcTL', [
      ...bigEndian32(sequence),
      ...bigEndian32(width),
      ...bigEndian32(height),
      ...bigEndian32(0),
      ...bigEndian32(0),
      ...[0, 1, 0, 10, 0, 0],
    ]);
  const secondData = deflateSync(Uint8Array.from(scanlines(second)));
  return pngOfChunks([
    pngHeaderChunk(first.width, first.height, first.depth, first.type),
    pngChunk('acTL', [...bigEndian32(2), ...bigEndian32(0)]),
    frameControl(0, first),
    ...pngDataChunks(first),
    frameControl(1, second),
    pngChunk('fdAT', [...bigEndian32(2), ...secondData]),
    pngChunk('IEND', []),
  ]);
}

/** RGBA pixels of 8 bits as a PNG; the plain case of most tests. */
export function pngOfPixels(
  width: number,
  height: number,
  pixels: readonly (readonly [number, number, number, number])[],
): Uint8Array {
  return makePng({ width, height, type: PNG_TYPE.rgba, depth: 8, samples: pixels.flat() });
}

/** Samples by a rule that reach both ends of the range. */
export function someSamples(count: number, depth: number, limit = 2 ** depth): number[] {
  const edges = [0, limit - 1, 1, limit >> 1];
  return Array.from({ length: count }, (_, at) =>
    at < 4 ? (edges[at] ?? 0) : (at * 40503 + at * at * 77) % limit,
  );
}

/** A small image of a colour type with every filter, several IDAT chunks and samples by a rule. */
export function sampleImage(
  type: PngType,
  depth: GeneratedPng['depth'],
  interlaced: boolean,
  keyed: boolean,
): GeneratedPng {
  const [width, height] = [13, 11];
  const channels = pngChannels(type);
  const colors = 2 ** Math.min(depth, 5);
  const limit = type === PNG_TYPE.indexed ? colors : 2 ** depth;
  const samples = someSamples(width * height * channels, depth, limit);
  const palette = Array.from(
    { length: colors },
    (_, at) => [(at * 37) & 255, (at * 91) & 255, 255 - at] as const,
  );
  const keySamples = samples.slice(0, channels);
  const transparency =
    type === PNG_TYPE.indexed
      ? Array.from({ length: Math.ceil(colors / 2) }, (_, at) => (at * 85) & 255)
      : keySamples.flatMap((sample) => [sample >> 8, sample & 255]);
  return {
    width,
    height,
    type,
    depth,
    samples,
    interlaced,
    filter: (row) => row % 5,
    dataChunkBytes: 50,
    ...(type === PNG_TYPE.indexed ? { palette } : {}),
    ...(keyed ? { transparency } : {}),
  };
}
