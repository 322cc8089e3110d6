import { Type, type Static } from 'typebox';
import { AssetId, SafeCount } from '../scalars.ts';
import { PACK_FINDING_CODES } from '../errors/codes.ts';
import { PackFinding } from './diagnostic.ts';
import { ErrorDocument } from './error.ts';

/**
 * What a range of the file is. Every byte belongs to exactly one range (reliability H3). `gap`: payload bytes of no
 * entry; `overlap`: of several; `trailing`: after the last slice, or after the prelude of a file that is no pack.
 * `payload` without `asset_id`: a payload whose table could not be read.
 */
export const RANGE_KINDS = ['prelude', 'header', 'slack', 'payload', 'gap', 'overlap', 'trailing'] as const;
export type RangeKind = (typeof RANGE_KINDS)[number];
export const PackRange = Type.Object(
  {
    start: SafeCount,
    length: SafeCount,
    kind: Type.Enum([...RANGE_KINDS]),
    asset_id: Type.Optional(AssetId),
  },
  { additionalProperties: false },
);
export type PackRange = Static<typeof PackRange>;

const U32 = Type.Integer({ minimum: 0, maximum: 4294967295 });

/** The prelude as it stands in the file, whatever its values. A u64 beyond 2^53−1 is decimal text, so that it is exact. */
export const PreludeReport = Type.Object(
  {
    magic: Type.String({
      description: 'The four bytes as text, a byte that is not printable ASCII as \\xNN.',
    }),
    magic_hex: Type.String({ pattern: '^[0-9a-f]{8}$' }),
    schema_version: U32,
    header_len: U32,
    payload_offset: Type.Union([SafeCount, Type.String({ pattern: '^[1-9][0-9]{15,19}$' })]),
    flags: U32,
    reserved: U32,
    header_checksum: U32,
  },
  { additionalProperties: false },
);
export type PreludeReport = Static<typeof PreludeReport>;

const Extent = Type.Object({ start: SafeCount, length: SafeCount }, { additionalProperties: false });

export const LAYOUT_MATCHES = ['v1', 'calibrated', 'none'] as const;
/**
 * Which prelude layout fits. `v1`: the one of this project. `calibrated`: the header was found by its content and the
 * fields that name it were looked for in the bytes before it (read-only, never the runtime's check). `none`: no
 * header was found.
 */
export const LayoutReport = Type.Object(
  {
    matched: Type.Enum([...LAYOUT_MATCHES]),
    prelude_size: SafeCount,
    byte_order: Type.Enum(['little', 'big', 'unknown']),
    fields: Type.Array(
      Type.Object(
        { name: Type.String(), offset: SafeCount, size: SafeCount },
        { additionalProperties: false },
      ),
    ),
    header: Type.Union([Extent, Type.Null()]),
    payload: Type.Union([Extent, Type.Null()]),
  },
  { additionalProperties: false },
);
export type LayoutReport = Static<typeof LayoutReport>;

/** Findings of a code beyond those that are listed. */
export const OmittedFindings = Type.Object(
  { code: Type.Enum([...PACK_FINDING_CODES]), count: SafeCount },
  { additionalProperties: false },
);
export type OmittedFindings = Static<typeof OmittedFindings>;

/**
 * `inspect --json`. `asset_table` and `preload` are the arrays of the header as they stand there, malformed elements
 * and unknown members included, an integer beyond ±(2^53−1) as decimal text; both are empty where the header could
 * not be read. Offsets of ranges and findings count from the start of the file. `file_size` and `prelude` are null
 * where the file could not be opened or is shorter than a prelude.
 */
export const InspectReport = Type.Object(
  {
    file_size: Type.Union([SafeCount, Type.Null()]),
    prelude: Type.Union([PreludeReport, Type.Null()]),
    asset_table: Type.Array(Type.Unknown()),
    preload: Type.Array(Type.Unknown()),
    coverage: Type.Object(
      {
        ranges: Type.Array(PackRange),
        gaps: Type.Array(PackRange),
        overlaps: Type.Array(PackRange),
        slack: Type.Array(PackRange),
      },
      { additionalProperties: false },
    ),
    layout: LayoutReport,
    findings: Type.Array(PackFinding),
    findings_omitted: Type.Optional(Type.Array(OmittedFindings)),
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'inspect-report', title: 'inspect --json', additionalProperties: false },
);
export type InspectReport = Static<typeof InspectReport>;

/** Where no layout fits, or nothing could be read. */
export const NO_LAYOUT: LayoutReport = {
  matched: 'none',
  prelude_size: 0,
  byte_order: 'unknown',
  fields: [],
  header: null,
  payload: null,
};

/** The document of an inspection that could not begin. */
export function failedInspectReport(error: ErrorDocument): InspectReport {
  return {
    file_size: null,
    prelude: null,
    asset_table: [],
    preload: [],
    coverage: { ranges: [], gaps: [], overlaps: [], slack: [] },
    layout: NO_LAYOUT,
    findings: [],
    error,
  };
}
