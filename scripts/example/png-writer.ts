import { joinBytes } from '#core/bytes/join.ts';

/** Writes PNG files whose bytes depend on the pixels alone: stored deflate blocks, no zlib whose versions differ. */

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return ((high << 16) | low) >>> 0;
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = joinBytes([new TextEncoder().encode(type), data]);
  return joinBytes([u32(data.length), body, u32(crc32(body))]);
}

/** zlib stream of stored blocks (RFC 1950, RFC 1951 section 3.2.4). */
function storedZlib(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at === 0 || at < bytes.length; at += 0xffff) {
    const block = bytes.subarray(at, at + 0xffff);
    const last = at + 0xffff >= bytes.length ? 1 : 0;
    const length = block.length;
    parts.push(
      Uint8Array.of(last, length & 0xff, length >>> 8, ~length & 0xff, (~length >>> 8) & 0xff),
      block,
    );
  }
  parts.push(u32(adler32(bytes)));
  return joinBytes(parts);
}

function header(width: number, height: number, depth: number, colorType: number): Uint8Array {
  return chunk('IHDR', joinBytes([u32(width), u32(height), Uint8Array.of(depth, colorType, 0, 0, 0)]));
}

/**
 * PNG of `pixels`, row-major 0xRRGGBB or −1 for transparent. Images of at most 256 colours become indexed files
 * of 4 or 8 bits with a `tRNS` for the transparent one, others RGBA.
 */
export function writePng(width: number, height: number, pixels: ArrayLike<number>): Uint8Array {
  const colors = new Set<number>();
  for (let at = 0; at < width * height; at += 1) {
    colors.add(pixels[at] ?? -1);
  }
  if (colors.size > 256) return writeRgba(width, height, pixels);
  // The transparent colour comes first, so that one tRNS byte is enough.
  const ordered = [...colors].sort((a, b) => a - b);
  const indexOf = new Map(ordered.map((color, index) => [color, index]));
  const depth = ordered.length > 16 ? 8 : 4;
  const stride = 1 + Math.ceil((width * depth) / 8);
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = indexOf.get(pixels[y * width + x] ?? -1) ?? 0;
      const at = y * stride + 1 + ((x * depth) >> 3);
      rows[at] = (rows[at] ?? 0) | (depth === 4 && x % 2 === 0 ? index << 4 : index);
    }
  }
  const palette = Uint8Array.from(
    ordered.flatMap((color) => (color < 0 ? [0, 0, 0] : [color >>> 16, (color >>> 8) & 0xff, color & 0xff])),
  );
  return joinBytes([
    SIGNATURE,
    header(width, height, depth, 3),
    chunk('PLTE', palette),
    ...(ordered[0] === -1 ? [chunk('tRNS', Uint8Array.of(0))] : []),
    chunk('IDAT', storedZlib(rows)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function writeRgba(width: number, height: number, pixels: ArrayLike<number>): Uint8Array {
  const stride = 1 + width * 4;
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const color = pixels[y * width + x] ?? -1;
      if (color < 0) continue;
      rows.set([color >>> 16, (color >>> 8) & 0xff, color & 0xff, 0xff], y * stride + 1 + x * 4);
    }
  }
  return joinBytes([
    SIGNATURE,
    header(width, height, 8, 6),
    chunk('IDAT', storedZlib(rows)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}
