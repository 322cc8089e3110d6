import { ByteCursor } from '#core/bytes/cursor.ts';
import { toHex } from '#core/bytes/hex.ts';
import { safeNumber } from '#core/bytes/ranges.ts';
import type { PreludeReport } from '#schemas/report/inspect.ts';
import type { FindingLog } from './findings.ts';
import {
  FLAGS_WRITTEN,
  HEADER_CHECKSUM_ABSENT,
  HEADER_LIMIT_BYTES,
  PRELUDE_FIELDS,
  PRELUDE_MAGIC,
  PRELUDE_SIZE_BYTES,
  RESERVED_WRITTEN,
  SCHEMA_VERSION,
} from './layout.ts';

/** Fields of the prelude as they stand in the file (asset-pack 1). */
export interface Prelude {
  readonly magic: Uint8Array;
  readonly schemaVersion: number;
  readonly headerLen: number;
  readonly payloadOffset: bigint;
  readonly flags: number;
  readonly reserved: number;
  readonly headerChecksum: number;
}

/** Where header and payload are, in bytes from the start of the file. */
export interface PackPlacement {
  readonly headerStart: number;
  readonly headerLength: number;
  readonly payloadStart: number;
}

export interface PreludeRead {
  /** Undefined where the file is shorter than a prelude. */
  readonly prelude: Prelude | undefined;
  /** Undefined where the prelude is refused. */
  readonly placement: PackPlacement | undefined;
}

type FieldName = (typeof PRELUDE_FIELDS)[number]['name'];

function placeOf(name: FieldName): { byteOffset: number; byteLength: number } {
  for (const field of PRELUDE_FIELDS) {
    if (field.name === name) return { byteOffset: field.offset, byteLength: field.size };
  }
  return { byteOffset: 0, byteLength: PRELUDE_SIZE_BYTES };
}

/** Reads the fields, checking nothing; undefined where there are fewer bytes than a prelude has. */
export function decodePrelude(bytes: Uint8Array): Prelude | undefined {
  if (bytes.length < PRELUDE_SIZE_BYTES) return undefined;
  const cursor = new ByteCursor(bytes);
  return {
    magic: cursor.take(PRELUDE_MAGIC.length).slice(),
    schemaVersion: cursor.u32(),
    headerLen: cursor.u32(),
    payloadOffset: cursor.u64(),
    flags: cursor.u32(),
    reserved: cursor.u32(),
    headerChecksum: cursor.u32(),
  };
}

/**
 * Reads and checks the prelude (asset-pack 1), before anything is allocated from a length field (reliability H1).
 * A wrong magic or version ends the check: what follows would mean nothing.
 * @param bytes the first bytes of the file, at least a prelude where the file has that many
 */
export function readPrelude(bytes: Uint8Array, fileSizeBytes: number, log: FindingLog): PreludeRead {
  const prelude = decodePrelude(bytes);
  if (prelude === undefined) {
    log.add(
      'PRELUDE_TRUNCATED',
      `The file has ${fileSizeBytes} bytes; a prelude has ${PRELUDE_SIZE_BYTES}.`,
      {
        byteOffset: 0,
        byteLength: fileSizeBytes,
      },
    );
    return { prelude, placement: undefined };
  }
  return { prelude, placement: checkPrelude(prelude, fileSizeBytes, log) };
}

function checkPrelude(prelude: Prelude, fileSizeBytes: number, log: FindingLog): PackPlacement | undefined {
  if (!PRELUDE_MAGIC.every((byte, index) => prelude.magic[index] === byte)) {
    log.add(
      'PRELUDE_MAGIC',
      `The first bytes are ${toHex(prelude.magic)}, not ${toHex(Uint8Array.from(PRELUDE_MAGIC))}.`,
      placeOf('magic'),
    );
    return undefined;
  }
  if (prelude.schemaVersion !== SCHEMA_VERSION) {
    log.add(
      'PRELUDE_SCHEMA_VERSION',
      `schema_version is ${prelude.schemaVersion}, not ${SCHEMA_VERSION}.`,
      placeOf('schema_version'),
    );
    return undefined;
  }
  const headerEnd = PRELUDE_SIZE_BYTES + prelude.headerLen;
  const headerFits = headerEnd <= fileSizeBytes;
  if (!headerFits) {
    log.add(
      'PRELUDE_HEADER_LEN',
      `header_len is ${prelude.headerLen}, but only ${fileSizeBytes - PRELUDE_SIZE_BYTES} bytes follow the prelude.`,
      placeOf('header_len'),
    );
  } else if (prelude.headerLen > HEADER_LIMIT_BYTES) {
    log.add(
      'HEADER_LIMIT',
      `header_len is ${prelude.headerLen}, more than ${HEADER_LIMIT_BYTES}.`,
      placeOf('header_len'),
    );
  }
  const payloadStart = safeNumber(prelude.payloadOffset);
  const lowest = headerFits ? headerEnd : PRELUDE_SIZE_BYTES;
  const offsetFits = payloadStart !== undefined && payloadStart >= lowest && payloadStart <= fileSizeBytes;
  if (!offsetFits) {
    log.add(
      'PRELUDE_PAYLOAD_OFFSET',
      `payload_offset is ${prelude.payloadOffset}; it must lie between ${lowest} and the end of the file, ${fileSizeBytes}.`,
      placeOf('payload_offset'),
    );
  }
  if (prelude.flags !== FLAGS_WRITTEN)
    log.add('PRELUDE_FLAGS', `flags is ${prelude.flags}.`, placeOf('flags'));
  if (prelude.reserved !== RESERVED_WRITTEN)
    log.add('PRELUDE_RESERVED', `reserved is ${prelude.reserved}.`, placeOf('reserved'));
  if (prelude.headerChecksum !== HEADER_CHECKSUM_ABSENT) {
    log.add('PRELUDE_CHECKSUM', `header_checksum is ${prelude.headerChecksum}.`, placeOf('header_checksum'));
  }
  if (!headerFits || !offsetFits || prelude.headerLen > HEADER_LIMIT_BYTES) return undefined;
  return { headerStart: PRELUDE_SIZE_BYTES, headerLength: prelude.headerLen, payloadStart };
}

/** The 32 bytes that the packer writes before a header of this length (asset-pack 1). */
export function writePrelude(headerLengthBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(PRELUDE_SIZE_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(PRELUDE_MAGIC, placeOf('magic').byteOffset);
  view.setUint32(placeOf('schema_version').byteOffset, SCHEMA_VERSION, true);
  view.setUint32(placeOf('header_len').byteOffset, headerLengthBytes, true);
  view.setBigUint64(
    placeOf('payload_offset').byteOffset,
    BigInt(PRELUDE_SIZE_BYTES + headerLengthBytes),
    true,
  );
  view.setUint32(placeOf('flags').byteOffset, FLAGS_WRITTEN, true);
  view.setUint32(placeOf('reserved').byteOffset, RESERVED_WRITTEN, true);
  view.setUint32(placeOf('header_checksum').byteOffset, HEADER_CHECKSUM_ABSENT, true);
  return bytes;
}

/** The prelude as the inspect report shows it. */
export function reportPrelude(prelude: Prelude): PreludeReport {
  let magic = '';
  for (const byte of prelude.magic) {
    const printable = byte >= 0x20 && byte < 0x7f && byte !== 0x5c;
    magic += printable ? String.fromCharCode(byte) : `\\x${toHex(Uint8Array.of(byte))}`;
  }
  return {
    magic,
    magic_hex: toHex(prelude.magic),
    schema_version: prelude.schemaVersion,
    header_len: prelude.headerLen,
    payload_offset: safeNumber(prelude.payloadOffset) ?? prelude.payloadOffset.toString(),
    flags: prelude.flags,
    reserved: prelude.reserved,
    header_checksum: prelude.headerChecksum,
  };
}
