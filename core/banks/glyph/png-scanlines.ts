import { decode } from 'fast-png';
import { adler32 } from './png-checksums.ts';
import { unreadable } from './png-failure.ts';
import { COLOR_TYPE, PNG_SIGNATURE, type ColorType, type PngHeader } from './png-header.ts';

/** One reduced image: all pixels, or those of one Adam7 pass. */
interface Pass {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
  readonly width: number;
  readonly height: number;
}

const ADAM7 = [
  { x: 0, y: 0, stepX: 8, stepY: 8 },
  { x: 4, y: 0, stepX: 8, stepY: 8 },
  { x: 0, y: 4, stepX: 4, stepY: 8 },
  { x: 2, y: 0, stepX: 4, stepY: 4 },
  { x: 0, y: 2, stepX: 2, stepY: 4 },
  { x: 1, y: 0, stepX: 2, stepY: 2 },
  { x: 0, y: 1, stepX: 1, stepY: 2 },
] as const;

const STORED_BLOCK_MAX = 65535;
const MAX_FILTER_TYPE = 4;

function listPasses({ width, height, interlaced }: PngHeader): readonly Pass[] {
  if (!interlaced) return [{ x: 0, y: 0, stepX: 1, stepY: 1, width, height }];
  return ADAM7.map((pass) => ({
    ...pass,
    width: Math.ceil((width - pass.x) / pass.stepX),
    height: Math.ceil((height - pass.y) / pass.stepY),
  })).filter((pass) => pass.width > 0 && pass.height > 0);
}

function rowBytes(pixels: number, { depth, channels }: PngHeader): number {
  return Math.ceil((pixels * depth * channels) / 8);
}

/** Bytes that the image data inflates to: a filter byte and the row, for every row of every pass. */
export function scanlineBytes(header: PngHeader): number {
  return listPasses(header).reduce((sum, pass) => sum + pass.height * (1 + rowBytes(pass.width, header)), 0);
}

/** A zlib stream of stored blocks, so that nothing is compressed twice. */
function storeAsZlib(data: Uint8Array): Uint8Array {
  const blocks = Math.max(1, Math.ceil(data.length / STORED_BLOCK_MAX));
  const stream = new Uint8Array(2 + blocks * 5 + data.length + 4);
  const view = new DataView(stream.buffer);
  view.setUint16(0, 0x7801);
  let at = 2;
  for (let block = 0; block < blocks; block += 1) {
    const piece = data.subarray(block * STORED_BLOCK_MAX, (block + 1) * STORED_BLOCK_MAX);
    view.setUint8(at, block === blocks - 1 ? 1 : 0);
    view.setUint16(at + 1, piece.length, true);
    view.setUint16(at + 3, ~piece.length & 0xffff, true);
    stream.set(piece, at + 5);
    at += 5 + piece.length;
  }
  view.setUint32(at, adler32(data));
  return stream;
}

/** A plain PNG of one pass. The CRC fields stay zero: those of the real file were checked, these are not asked for. */
function wrapPass(pass: Pass, depth: number, colorType: ColorType, scanlines: Uint8Array): Uint8Array {
  const stream = storeAsZlib(scanlines);
  const dataStart = PNG_SIGNATURE.length + 25;
  const png = new Uint8Array(dataStart + 12 + stream.length + 12);
  const view = new DataView(png.buffer);
  const writeType = (offset: number, type: string): void => {
    for (let at = 0; at < 4; at += 1) view.setUint8(offset + at, type.charCodeAt(at));
  };
  png.set(PNG_SIGNATURE);
  view.setUint32(8, 13);
  writeType(12, 'IHDR');
  view.setUint32(16, pass.width);
  view.setUint32(20, pass.height);
  view.setUint8(24, depth);
  view.setUint8(25, colorType);
  view.setUint32(dataStart, stream.length);
  writeType(dataStart + 4, 'IDAT');
  png.set(stream, dataStart + 8);
  writeType(dataStart + 12 + stream.length + 4, 'IEND');
  return png;
}

/** Rows of a pass without their filters: packed samples, or 16-bit values. */
function unfilterPass(
  pass: Pass,
  header: PngHeader,
  scanlines: Uint8Array,
  offset: number,
): Uint8Array | Uint16Array {
  const stride = 1 + rowBytes(pass.width, header);
  for (let row = 0; row < pass.height; row += 1) {
    const filter = scanlines[row * stride] ?? 0;
    if (filter > MAX_FILTER_TYPE) throw unreadable(`Row filter ${String(filter)} does not exist.`, offset);
  }
  // As samples an indexed image is a grey one; its palette is applied by us.
  const colorType = header.colorType === COLOR_TYPE.indexed ? COLOR_TYPE.grey : header.colorType;
  const { data } = decode(wrapPass(pass, header.depth, colorType, scanlines));
  return data instanceof Uint16Array ? data : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** One sample a slot, from packed rows. */
function unpackSamples(
  pass: Pass,
  { depth, channels }: PngHeader,
  rows: Uint8Array | Uint16Array,
): Uint8Array | Uint16Array {
  if (depth >= 8) return rows;
  const perRow = pass.width * channels;
  const stride = Math.ceil((perRow * depth) / 8);
  const mask = (1 << depth) - 1;
  const samples = new Uint8Array(perRow * pass.height);
  for (let row = 0; row < pass.height; row += 1) {
    for (let column = 0; column < perRow; column += 1) {
      const bit = column * depth;
      const packed = rows[row * stride + (bit >> 3)] ?? 0;
      samples[row * perRow + column] = (packed >> (8 - depth - (bit & 7))) & mask;
    }
  }
  return samples;
}

/**
 * Samples of the image at their own depth, `channels` a pixel, row-major, from the inflated image data.
 *
 * The library does what it does right, the filters, on a plain PNG a pass that holds nothing else. It is not given
 * the file itself because it inflates without a bound, lets ancillary chunks fail the image (a bad iCCP), fills
 * missing data with zeros, and mixes up interlaced images below 8 bits.
 * @param offset of the first IDAT chunk, for messages
 * @throws PngError
 */
export function readSamples(
  header: PngHeader,
  inflated: Uint8Array,
  offset: number,
): Uint8Array | Uint16Array {
  const { width, height, depth, channels } = header;
  const total = width * height * channels;
  const image = depth === 16 ? new Uint16Array(total) : new Uint8Array(total);
  let start = 0;
  for (const pass of listPasses(header)) {
    const end = start + pass.height * (1 + rowBytes(pass.width, header));
    const rows = unfilterPass(pass, header, inflated.subarray(start, end), offset);
    const samples = unpackSamples(pass, header, rows);
    start = end;
    if (!header.interlaced) return samples;
    for (let row = 0; row < pass.height; row += 1) {
      for (let column = 0; column < pass.width; column += 1) {
        const to = ((pass.y + row * pass.stepY) * width + pass.x + column * pass.stepX) * channels;
        const from = (row * pass.width + column) * channels;
        for (let channel = 0; channel < channels; channel += 1)
          image[to + channel] = samples[from + channel] ?? 0;
      }
    }
  }
  return image;
}
