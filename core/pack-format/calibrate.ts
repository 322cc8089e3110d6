import type { PackPlacement } from './prelude.ts';
import { HEADER_LIMIT_BYTES, HEADER_SIGNATURE, PRELUDE_FIELDS, PRELUDE_SIZE_BYTES } from './layout.ts';
import type { PackSource } from './pack-source.ts';

/** A prelude field that was recognised by its value. */
export interface FoundField {
  readonly name: 'header_len' | 'payload_offset';
  readonly offset: number;
  readonly size: number;
}

/** A layout found by content (asset-pack 1, calibrating reader). */
export interface CalibratedLayout {
  readonly preludeSize: number;
  readonly byteOrder: 'little' | 'big' | 'unknown';
  readonly fields: readonly FoundField[];
  readonly placement: PackPlacement;
  /** True where header and payload stand where version 1 would have them. */
  readonly isV1: boolean;
}

/** How far into the file a prelude is looked for. */
const WINDOW_BYTES = 4096;
const CHUNK_BYTES = 256 * 1024;
/** Between header and payload other packers may align to at most this. */
const LARGEST_ALIGNMENT_BYTES = 65536;

const ENCODED_SIGNATURE = new TextEncoder().encode(HEADER_SIGNATURE);

function indexOfSignature(bytes: Uint8Array): number {
  const last = bytes.length - ENCODED_SIGNATURE.length;
  for (let start = 0; start <= last; start += 1) {
    if (ENCODED_SIGNATURE.every((byte, index) => bytes[start + index] === byte)) return start;
  }
  return -1;
}

/** Length of the JSON object at `start`, by its braces outside of strings; undefined where it does not end. */
function lengthOfObject(source: PackSource, start: number): number | undefined {
  const end = Math.min(source.size, start + HEADER_LIMIT_BYTES);
  let depth = 0;
  let inString = false;
  let escaped = false;
  for (let at = start; at < end;) {
    const chunk = source.readAt(at, Math.min(CHUNK_BYTES, end - at));
    if (chunk.length === 0) return undefined;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === 0x5c) escaped = true;
        else if (byte === 0x22) inString = false;
      } else if (byte === 0x22) inString = true;
      else if (byte === 0x7b) depth += 1;
      else if (byte === 0x7d) {
        depth -= 1;
        if (depth === 0) return at + index + 1 - start;
      }
    }
    at += chunk.length;
  }
  return undefined;
}

interface Reading {
  readonly offset: number;
  readonly size: 4 | 8;
  readonly byteOrder: 'little' | 'big';
}

/**
 * Where a value stands among the bytes: version 1's own place first, then aligned places before odd ones. A small
 * value can be read in both byte orders at neighbouring offsets, and a u64 whose upper half is zero also as a u32:
 * alignment and the usual width decide.
 */
function readingsOf(
  view: DataView,
  value: number,
  expected: { readonly offset: number; readonly size: number },
): readonly Reading[] {
  const readings: Reading[] = [];
  for (let offset = 0; offset < view.byteLength; offset += 1) {
    for (const byteOrder of ['little', 'big'] as const) {
      const little = byteOrder === 'little';
      if (offset + 8 <= view.byteLength && view.getBigUint64(offset, little) === BigInt(value)) {
        readings.push({ offset, size: 8, byteOrder });
      }
      if (offset + 4 <= view.byteLength && view.getUint32(offset, little) === value) {
        readings.push({ offset, size: 4, byteOrder });
      }
    }
  }
  const rank = ({ offset, size }: Reading): number => {
    const misaligned = offset % 4 === 0 ? 0 : offset % 2 === 0 ? 1 : 2;
    const unusual = size === expected.size ? 0 : 1;
    return offset === expected.offset ? unusual - 2 : (misaligned * view.byteLength + offset) * 2 + unusual;
  };
  return readings.sort((a, b) => rank(a) - rank(b));
}

function disjoint(a: Reading, b: Reading): boolean {
  return a.offset + a.size <= b.offset || b.offset + b.size <= a.offset;
}

function fieldOfV1(name: FoundField['name']): { readonly offset: number; readonly size: number } {
  return PRELUDE_FIELDS.find((field) => field.name === name) ?? { offset: -1, size: 4 };
}

/** Places a payload could begin at: right after the header, or at the next multiple of a power of two. */
function payloadCandidates(headerEnd: number, fileSizeBytes: number): readonly number[] {
  const candidates = new Set([headerEnd]);
  for (let alignment = 2; alignment <= LARGEST_ALIGNMENT_BYTES; alignment *= 2) {
    candidates.add(Math.ceil(headerEnd / alignment) * alignment);
  }
  return [...candidates].filter((candidate) => candidate <= fileSizeBytes);
}

/**
 * Finds the header by content where the prelude does not fit, and looks for the two lengths in the bytes before it.
 * For inspection only: the runtime's check never uses it. Undefined where no header is found.
 */
export function calibrate(source: PackSource): CalibratedLayout | undefined {
  const window = source.readAt(0, Math.min(source.size, WINDOW_BYTES));
  const headerStart = indexOfSignature(window);
  if (headerStart < 0) return undefined;
  const headerLength = lengthOfObject(source, headerStart);
  if (headerLength === undefined) return undefined;
  const headerEnd = headerStart + headerLength;
  const view = new DataView(window.buffer, window.byteOffset, headerStart);
  const lengths = readingsOf(view, headerLength, fieldOfV1('header_len'));
  for (const payloadStart of payloadCandidates(headerEnd, source.size)) {
    const offsets = readingsOf(view, payloadStart, fieldOfV1('payload_offset'));
    for (const length of lengths) {
      for (const offset of offsets) {
        if (!disjoint(length, offset) || offset.byteOrder !== length.byteOrder) continue;
        return layoutOf(headerStart, headerLength, payloadStart, length.byteOrder, [
          { name: 'header_len', offset: length.offset, size: length.size },
          { name: 'payload_offset', offset: offset.offset, size: offset.size },
        ]);
      }
    }
  }
  const [length] = lengths;
  const fields =
    length === undefined ? [] : [{ name: 'header_len' as const, offset: length.offset, size: length.size }];
  return layoutOf(headerStart, headerLength, headerEnd, length?.byteOrder ?? 'unknown', fields);
}

function layoutOf(
  headerStart: number,
  headerLength: number,
  payloadStart: number,
  byteOrder: CalibratedLayout['byteOrder'],
  fields: readonly FoundField[],
): CalibratedLayout {
  const standsAsV1 = fields.every((field) =>
    PRELUDE_FIELDS.some(
      (own) => own.name === field.name && own.offset === field.offset && own.size === field.size,
    ),
  );
  return {
    preludeSize: headerStart,
    byteOrder,
    fields,
    placement: { headerStart, headerLength, payloadStart },
    isV1: headerStart === PRELUDE_SIZE_BYTES && byteOrder !== 'big' && standsAsV1,
  };
}
