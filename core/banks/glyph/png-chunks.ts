import { crc32 } from './png-checksums.ts';
import { unreadable } from './png-failure.ts';
import { COLOR_TYPE, PNG_SIGNATURE, readPngHeader, type PngHeader } from './png-header.ts';

const CHUNK_OVERHEAD = 12;
const MAX_CHUNK_BYTES = 2 ** 31 - 1;
const MAX_PALETTE_BYTES = 256 * 3;
const KNOWN_CRITICAL: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);

/** The parts of a PNG that decide its pixels. Views into the file, nothing inflated yet. */
export interface PngParts {
  readonly header: PngHeader;
  /** PLTE of an indexed image, three bytes an entry; empty otherwise. */
  readonly palette: Uint8Array;
  /** tRNS where it applies to the colour type, else undefined. */
  readonly transparency: Uint8Array | undefined;
  readonly dataChunks: readonly Uint8Array[];
  /** Offset of the first IDAT chunk in the file, for messages. */
  readonly dataOffset: number;
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** Of the chunk (its length field) in the file. */
  readonly offset: number;
}

const FOREIGN_SIGNATURES: readonly (readonly [name: string, signature: readonly number[]])[] = [
  ['a JPEG', [0xff, 0xd8, 0xff]],
  ['a GIF', [0x47, 0x49, 0x46, 0x38]],
  ['a BMP', [0x42, 0x4d]],
  ['a WebP', [0x52, 0x49, 0x46, 0x46]],
  ['a TIFF', [0x49, 0x49, 0x2a, 0x00]],
  ['a Photoshop', [0x38, 0x42, 0x50, 0x53]],
  ['an MNG', [0x8a, 0x4d, 0x4e, 0x47]],
];

function startsWith(bytes: Uint8Array, signature: ArrayLike<number>): boolean {
  for (let at = 0; at < signature.length; at += 1) if (bytes[at] !== signature[at]) return false;
  return true;
}

function checkSignature(bytes: Uint8Array): void {
  if (startsWith(bytes, PNG_SIGNATURE)) return;
  if (bytes.length === 0) throw unreadable('The file is empty.', 0);
  const foreign = FOREIGN_SIGNATURES.find(([, signature]) => startsWith(bytes, signature));
  if (foreign !== undefined) throw unreadable(`The file is ${foreign[0]} image, not a PNG.`, 0);
  throw unreadable('The file does not begin with the PNG signature.', 0);
}

/** Chunks up to and with IEND, each with its CRC checked; bytes after IEND are ignored (asset-pack 4.1). */
function* walkChunks(bytes: Uint8Array): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = PNG_SIGNATURE.length;
  for (;;) {
    if (bytes.length - offset < CHUNK_OVERHEAD)
      throw unreadable('The file ends before its IEND chunk.', offset);
    const length = view.getUint32(offset);
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    if (!/^[A-Za-z]{4}$/.test(type))
      throw unreadable('A chunk has a type that is not four letters.', offset + 4);
    if (length > MAX_CHUNK_BYTES || length > bytes.length - offset - CHUNK_OVERHEAD) {
      throw unreadable(`The ${type} chunk is longer than the rest of the file.`, offset);
    }
    const dataStart = offset + 8;
    const dataEnd = dataStart + length;
    if (crc32(bytes, offset + 4, dataEnd) !== view.getUint32(dataEnd)) {
      throw unreadable(`The checksum of the ${type} chunk is wrong.`, offset);
    }
    yield { type, data: bytes.subarray(dataStart, dataEnd), offset };
    if (type === 'IEND') return;
    offset = dataEnd + 4;
  }
}

function readPalette({ data, offset }: Chunk): Uint8Array {
  if (data.length === 0 || data.length % 3 !== 0 || data.length > MAX_PALETTE_BYTES) {
    throw unreadable(
      `The PLTE chunk has ${String(data.length)} bytes, not three for each of 1 to 256 colours.`,
      offset,
    );
  }
  return data;
}

function readTransparency(
  { data, offset }: Chunk,
  header: PngHeader,
  palette: Uint8Array,
): Uint8Array | undefined {
  const wrong = (): never => {
    throw unreadable(`The tRNS chunk of ${String(data.length)} bytes does not fit the colour type.`, offset);
  };
  switch (header.colorType) {
    case COLOR_TYPE.grey:
      return data.length === 2 ? data : wrong();
    case COLOR_TYPE.rgb:
      return data.length === 6 ? data : wrong();
    case COLOR_TYPE.indexed:
      if (palette.length === 0) throw unreadable('The tRNS chunk comes before the PLTE chunk.', offset);
      return data.length * 3 <= palette.length ? data : wrong();
    case COLOR_TYPE.greyAlpha:
    case COLOR_TYPE.rgba:
      // An alpha channel leaves nothing for tRNS to say; decoders ignore it here.
      return undefined;
  }
}

/**
 * Takes a PNG apart without inflating anything: signature, IHDR limits, the CRC of every chunk, order and
 * sizes of the chunks that matter. Animation chunks are ancillary and so ignored: the default image remains.
 * @throws PngError
 */
export function readPngParts(bytes: Uint8Array): PngParts {
  checkSignature(bytes);
  let header: PngHeader | undefined;
  let palette: Uint8Array = new Uint8Array(0);
  let transparency: Uint8Array | undefined;
  let sawTransparency = false;
  const dataChunks: Uint8Array[] = [];
  let dataOffset = 0;
  let previousType = '';
  for (const chunk of walkChunks(bytes)) {
    const { type, data, offset } = chunk;
    if (header === undefined) {
      if (type !== 'IHDR') throw unreadable(`The first chunk is ${type} instead of IHDR.`, offset);
      header = readPngHeader(data, offset + 8);
    } else if (type === 'IHDR') {
      throw unreadable('There is a second IHDR chunk.', offset);
    } else if (type === 'PLTE') {
      if (palette.length > 0) throw unreadable('There is a second PLTE chunk.', offset);
      if (dataChunks.length > 0) throw unreadable('The PLTE chunk comes after the image data.', offset);
      // In other colour types PLTE only suggests colours.
      if (header.colorType === COLOR_TYPE.indexed) palette = readPalette(chunk);
    } else if (type === 'tRNS') {
      if (sawTransparency) throw unreadable('There is a second tRNS chunk.', offset);
      if (dataChunks.length > 0) throw unreadable('The tRNS chunk comes after the image data.', offset);
      sawTransparency = true;
      transparency = readTransparency(chunk, header, palette);
    } else if (type === 'IDAT') {
      if (dataChunks.length === 0) dataOffset = offset;
      else if (previousType !== 'IDAT') throw unreadable('The IDAT chunks are not consecutive.', offset);
      dataChunks.push(data);
    } else if (/^[A-Z]/.test(type) && !KNOWN_CRITICAL.has(type)) {
      throw unreadable(`The critical chunk ${type} is unknown, so the pixels cannot be trusted.`, offset);
    }
    previousType = type;
  }
  if (header === undefined || dataChunks.length === 0)
    throw unreadable('There is no IDAT chunk.', bytes.length);
  if (header.colorType === COLOR_TYPE.indexed && palette.length === 0) {
    throw unreadable('The image is indexed but has no PLTE chunk.', dataOffset);
  }
  return { header, palette, transparency, dataChunks, dataOffset };
}
