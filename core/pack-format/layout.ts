/**
 * Every value of `assets.pa` v1 that the published documents leave open, and the confirmed ones beside them. This is
 * the one place to change them (asset-pack, standing [A]); `docs/format.md` lists each by its name here.
 */

/** Bytes 0 … 3 of the prelude, "ASPA" [A]. */
export const PRELUDE_MAGIC = [0x41, 0x53, 0x50, 0x41] as const;
/** Constant size of the prelude [C: constant; A: 32]. */
export const PRELUDE_SIZE_BYTES = 32;
/** All integers of prelude and payloads [A]. */
export const BYTE_ORDER = 'little';
/** Value of `schema_version` [C]. */
export const SCHEMA_VERSION = 1;
/** Values of the fields that version 1 does not use: `flags`, `reserved` [C], `header_checksum` absent [A]. */
export const FLAGS_WRITTEN = 0;
export const RESERVED_WRITTEN = 0;
export const HEADER_CHECKSUM_ABSENT = 0;

/** Fields of the prelude in file order: names [C], offsets and widths [A]. */
export const PRELUDE_FIELDS = [
  { name: 'magic', offset: 0, size: 4 },
  { name: 'schema_version', offset: 4, size: 4 },
  { name: 'header_len', offset: 8, size: 4 },
  { name: 'payload_offset', offset: 12, size: 8 },
  { name: 'flags', offset: 20, size: 4 },
  { name: 'reserved', offset: 24, size: 4 },
  { name: 'header_checksum', offset: 28, size: 4 },
] as const;

/** Largest header that is written or read [C]. */
export const HEADER_LIMIT_BYTES = 64 * 1024 * 1024;
/** How every canonical header begins: `asset_table` sorts before `preload`. The calibrating reader looks for it. */
export const HEADER_SIGNATURE = '{"asset_table":[';
/** The two members of the header [C]. */
export const HEADER_MEMBERS = ['asset_table', 'preload'] as const;
/** Members of an entry of the asset table [C]. */
export const ENTRY_MEMBERS = [
  'asset_id',
  'asset_name',
  'bank_type',
  'offset',
  'size',
  'decoded_size',
  'codec',
  'metadata',
] as const;
/** Members of a preload [A]. */
export const PRELOAD_MEMBERS = ['asset_id', 'slot'] as const;
/** The one codec [C]. */
export const CODEC_NONE = 'NONE';
/** What `GLYPH` was called once; a reader names it in its refusal [C]. */
export const OLD_GLYPH_BANK_TYPE = 'TILES';
/** Largest asset id, 2^31−1 [C]. */
export const MAX_ASSET_ID = 2147483647;
/** Slots of each bank type [C]. */
export const SLOTS_PER_BANK_TYPE = 16;
/** Blobs are contiguous: each begins at a multiple of this [A]. */
export const PAYLOAD_ALIGNMENT_BYTES = 1;

/** Files of `build/` [C]; the bytes of the three mirrors are canonical JSON without a final newline [A]. */
export const BUILD_FILES = {
  pack: 'assets.pa',
  assetTable: 'asset_table.json',
  preload: 'preload.json',
  assetTableMetadata: 'asset_table_metadata.json',
} as const;
/** `schema_version` of `asset_table_metadata.json` [A]. */
export const METADATA_SCHEMA_VERSION = 1;

/** `GLYPH/indexed_v1` (asset-pack 4.1). */
export const GLYPH = {
  /** Side of the sheet in pixels [C]. */
  sheetSide: 256,
  /** 4-bit indices, two a byte [C]. */
  sheetBytes: 32768,
  /** The left pixel of a byte is its high nibble [A]. */
  leftPixelShift: 4,
  paletteCount: 64,
  colorsPerPalette: 16,
  /** RGB565, little-endian [C]. */
  bytesPerColor: 2,
  paletteBytes: 2048,
  /** Stored bytes [C]. */
  sizeBytes: 34816,
  /** Resident bytes [C]. */
  decodedSizeBytes: 67584,
  /** The colour index that is not drawn [A]. */
  transparentIndex: 0,
  tileSizes: [8, 16, 32],
  /** Keys of the metadata root [C]. */
  metadataKeys: ['tile_size', 'width', 'height', 'palette_count', 'palette_authored'],
} as const;

/** `SOUNDS/pcm16le_v1` (asset-pack 4.2) [A]. */
export const SOUND = {
  channels: 1,
  bytesPerFrame: 2,
  sampleRates: [22050, 44100, 48000],
  metadataKeys: ['channels', 'sample_count', 'samples'],
  sampleKeys: ['offset', 'length', 'sample_rate', 'frames'],
  loopKeys: ['loop_start', 'loop_end'],
} as const;

/** `SCENE/tilemap_v1` (asset-pack 4.3) [A]: "SCNE", then four layer records up to the cells. */
export const SCENE = {
  magic: [0x53, 0x43, 0x4e, 0x45],
  cellsOffset: 120,
} as const;
