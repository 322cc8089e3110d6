import { Type, type Static } from 'typebox';
import { AssetId, SafeCount } from '../scalars.ts';
import { AssetTableEntry, PreloadEntry } from '../pack/pack-header.ts';
import { PackFinding } from './diagnostic.ts';
import { ErrorDocument } from './error.ts';

/** What a range of the file is. Every byte belongs to exactly one range (reliability H3). */
export const RANGE_KINDS = ['prelude', 'header', 'slack', 'payload', 'gap', 'overlap', 'trailing'] as const;
export const PackRange = Type.Object(
  { start: SafeCount, length: SafeCount, kind: Type.Enum([...RANGE_KINDS]), asset_id: Type.Optional(AssetId) },
  { additionalProperties: false },
);
export type PackRange = Static<typeof PackRange>;

/** `inspect --json`. */
export const InspectReport = Type.Object(
  {
    file_size: SafeCount,
    prelude: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
    asset_table: Type.Array(AssetTableEntry),
    preload: Type.Array(PreloadEntry),
    coverage: Type.Object({
      ranges: Type.Array(PackRange),
      gaps: Type.Array(PackRange),
      overlaps: Type.Array(PackRange),
      slack: Type.Array(PackRange),
    }),
    layout: Type.Record(Type.String(), Type.Unknown()),
    findings: Type.Array(PackFinding),
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'inspect-report', title: 'inspect --json', additionalProperties: false },
);
export type InspectReport = Static<typeof InspectReport>;
