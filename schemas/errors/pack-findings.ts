import type { FindingCatalogueEntry } from './catalogue.ts';

const REPACK = 'Pack the project again, or ask for the file from where it was made.';

/** Findings about an `assets.pa` and its companions (asset-pack 1 to 3). */
export const PACK_FINDINGS = {
  PRELUDE_TRUNCATED: {
    severity: 'error',
    title: 'The file is shorter than the prelude of 32 bytes.',
    remedy: REPACK,
  },
  PRELUDE_MAGIC: {
    severity: 'error',
    title: 'The file does not begin with ASPA.',
    remedy: 'This is not an assets.pa, or its first bytes are damaged.',
  },
  PRELUDE_SCHEMA_VERSION: {
    severity: 'error',
    title: 'The schema version of the pack is not 1.',
    remedy: 'Open it with a version that knows this schema.',
  },
  PRELUDE_HEADER_LEN: { severity: 'error', title: 'The header does not fit in the file.', remedy: REPACK },
  PRELUDE_PAYLOAD_OFFSET: {
    severity: 'error',
    title: 'The payload offset lies inside the header or past the end of the file.',
    remedy: REPACK,
  },
  PRELUDE_FLAGS: {
    severity: 'warning',
    title: 'The flags are not zero.',
    remedy: 'No flag is defined in version 1; the bits mean nothing to this reader.',
  },
  PRELUDE_RESERVED: {
    severity: 'warning',
    title: 'The reserved field is not zero.',
    remedy: 'Version 1 writes zero here.',
  },
  PRELUDE_CHECKSUM: {
    severity: 'warning',
    title: 'A header checksum is present.',
    remedy: 'The packer of this project writes none; its algorithm is not known here, so it is not checked.',
  },
  PRELUDE_LAYOUT: {
    severity: 'error',
    title: 'The prelude is not laid out as version 1 lays it out; the header was found by its content.',
    remedy:
      'The runtime of this layout would not read it here. Compare the layout that was found with docs/format.md.',
  },
  HEADER_LIMIT: {
    severity: 'error',
    title: 'The header is larger than 64 MiB.',
    remedy: 'A header of this size is refused unread.',
  },
  HEADER_SLACK: {
    severity: 'warning',
    title: 'There are bytes between header and payload.',
    remedy: 'They belong to nothing; this packer writes none.',
  },
  HEADER_ENCODING: { severity: 'error', title: 'The header is not valid UTF-8.', remedy: REPACK },
  HEADER_SYNTAX: { severity: 'error', title: 'The header is not strict JSON.', remedy: REPACK },
  HEADER_DUPLICATE_KEY: {
    severity: 'error',
    title: 'An object of the header has a key twice.',
    remedy: REPACK,
  },
  HEADER_FLOAT: {
    severity: 'error',
    title: 'The header has a number that is not an exact integer.',
    remedy: REPACK,
  },
  HEADER_NOT_CANONICAL: { severity: 'error', title: 'The header is not in canonical form.', remedy: REPACK },
  HEADER_MEMBER_MISSING: {
    severity: 'error',
    title: 'A member of the header is missing or of the wrong type.',
    remedy: REPACK,
  },
  HEADER_MEMBER_UNKNOWN: {
    severity: 'warning',
    title: 'The header has a member that version 1 does not know.',
    remedy: 'It is shown, and ignored by the runtime.',
  },
  ENTRY_MEMBER_INVALID: {
    severity: 'error',
    title: 'A field of an entry is missing, of the wrong type or out of range.',
    remedy: REPACK,
  },
  ENTRY_MEMBER_UNKNOWN: {
    severity: 'warning',
    title: 'An entry has a member that version 1 does not know.',
    remedy: 'It is shown, and ignored by the runtime.',
  },
  ENTRY_ORDER: {
    severity: 'error',
    title: 'The entries are not in ascending order of asset id.',
    remedy: REPACK,
  },
  ENTRY_DUPLICATE_ID: { severity: 'error', title: 'Two entries have one asset id.', remedy: REPACK },
  ENTRY_BANK_TYPE: {
    severity: 'error',
    title: 'The bank type of an entry is not known.',
    remedy: 'Known are GLYPH, SOUNDS and SCENE; TILES is the old name of GLYPH.',
  },
  ENTRY_CODEC: {
    severity: 'error',
    title: 'The codec of an entry is not known.',
    remedy: 'Version 1 knows NONE only.',
  },
  SLICE_OUT_OF_RANGE: {
    severity: 'error',
    title: 'A slice reaches past the end of the payload.',
    remedy: 'The file is truncated or the entry is wrong: ' + REPACK,
  },
  SLICE_OVERLAP: { severity: 'error', title: 'Two slices share bytes.', remedy: REPACK },
  PAYLOAD_GAP: { severity: 'error', title: 'Bytes of the payload belong to no entry.', remedy: REPACK },
  PAYLOAD_TRAILING: { severity: 'error', title: 'There are bytes after the last slice.', remedy: REPACK },
  FORMAT_SIZE: { severity: 'error', title: 'The sizes of an entry do not fit its format.', remedy: REPACK },
  FORMAT_METADATA: {
    severity: 'error',
    title: 'The metadata of an entry does not fit its format.',
    remedy: REPACK,
  },
  FORMAT_RAW_GLYPH: {
    severity: 'hint',
    title: 'A GLYPH entry carries no glyph metadata and is taken as raw.',
    remedy: 'The runtime may refuse it.',
  },
  PRELOAD_MEMBER_INVALID: {
    severity: 'error',
    title: 'A field of a preload is missing, of the wrong type, unknown or out of range.',
    remedy: REPACK,
  },
  PRELOAD_ORDER: {
    severity: 'error',
    title: 'The preloads are not in ascending order of asset id.',
    remedy: REPACK,
  },
  PRELOAD_UNKNOWN_ASSET: {
    severity: 'error',
    title: 'A preload names an asset that is not in the table.',
    remedy: REPACK,
  },
  PRELOAD_DUPLICATE_SLOT: {
    severity: 'error',
    title: 'Two preloads claim one slot of a bank type.',
    remedy: REPACK,
  },
  COMPANION_MISSING: {
    severity: 'error',
    title: 'A companion file is not there.',
    remedy: 'Pack the project again: the four outputs belong together.',
  },
  COMPANION_INVALID: {
    severity: 'error',
    title: 'A companion file cannot be read.',
    remedy: 'Pack the project again: the four outputs belong together.',
  },
  COMPANION_DIFFERS: {
    severity: 'error',
    title: 'A companion file does not say what the pack says.',
    remedy: 'Pack the project again: the four outputs belong together.',
  },
  COMPANION_PACK_DIGEST: {
    severity: 'error',
    title: 'The companions were written for another pack.',
    remedy: 'Pack the project again: the four outputs belong together.',
  },
  PAYLOAD_DIGEST: {
    severity: 'error',
    title: 'The stored bytes of an asset do not have the recorded digest.',
    remedy: 'The pack is damaged: pack the project again.',
  },
  PACK_DIGEST: {
    severity: 'error',
    title: 'The pack does not have the expected digest.',
    remedy: 'This is not the pack that was announced, or it was changed on the way.',
  },
  PACK_CHANGED_WHILE_READING: {
    severity: 'error',
    title: 'The pack changed while it was read.',
    remedy: 'Open it again when the program that writes it has finished.',
  },
} as const satisfies Record<string, FindingCatalogueEntry>;
