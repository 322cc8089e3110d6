import { Type, type Static } from 'typebox';
import { AssetId, AssetType, BankType, PreloadSlot, SafeCount, Sha256Hex, UuidV4 } from '../scalars.ts';
import { AssetDeclaration } from '../workspace/declaration.ts';
import { Diagnostic } from './diagnostic.ts';
import { SeverityCounts } from './doctor.ts';
import { ErrorDocument } from './error.ts';

/**
 * State of a root: `registered` (in the build set), `excluded`, `broken` (registered, with a blocking error of
 * its own), `unregistered`.
 */
export const ASSET_STATES = ['registered', 'excluded', 'broken', 'unregistered'] as const;

/** Preload as declared, and the slot that the plan gives it (asset-workspace 2). */
export const PreloadView = Type.Object(
  {
    enabled: Type.Boolean(),
    declared_slot: Type.Union([PreloadSlot, Type.Null()]),
    planned_slot: Type.Union([PreloadSlot, Type.Null()]),
  },
  { additionalProperties: false },
);
export type PreloadView = Static<typeof PreloadView>;

/** One row of the asset table. `address` is what game code refers to; `asset_id` is null where unregistered. */
export const AssetRow = Type.Object(
  {
    asset_id: Type.Union([AssetId, Type.Null()]),
    asset_uuid: Type.Union([UuidV4, Type.Null()]),
    address: Type.String(),
    root: Type.String(),
    name: Type.String(),
    type: Type.Union([AssetType, Type.Null()]),
    format: Type.Union([Type.String(), Type.Null()]),
    bank_type: Type.Union([BankType, Type.Null()]),
    state: Type.Enum([...ASSET_STATES]),
    included_in_build: Type.Boolean(),
    preload: PreloadView,
    /** Sum of the sizes of all files below the root, bytes. */
    source_bytes: SafeCount,
    file_count: SafeCount,
    /** Stored bytes in the current pack, null where it is not in it. */
    packed_bytes: Type.Union([SafeCount, Type.Null()]),
    /** Latest modification of any file of the root, milliseconds since the epoch; null where there is none. */
    changed_ms: Type.Union([SafeCount, Type.Null()]),
    counts: SeverityCounts,
  },
  { additionalProperties: false },
);
export type AssetRow = Static<typeof AssetRow>;

/** One set-aside root (asset-workspace 3). */
export const QuarantineRow = Type.Object(
  {
    quarantine_id: Type.String(),
    root: Type.String(),
    name: Type.String(),
    asset_id: Type.Union([AssetId, Type.Null()]),
    size_bytes: SafeCount,
  },
  { additionalProperties: false },
);
export type QuarantineRow = Static<typeof QuarantineRow>;

/** `assets list --json`. `addresses` is the address → id map that game code needs. */
export const AssetList = Type.Object(
  {
    assets: Type.Array(AssetRow),
    addresses: Type.Record(Type.String(), AssetId),
    quarantine: Type.Array(QuarantineRow),
    read_only: Type.Boolean(),
    initialised: Type.Boolean(),
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'asset-list', title: 'assets list --json', additionalProperties: false },
);
export type AssetList = Static<typeof AssetList>;

/** One file below an asset root and what it is for. */
export const AssetFile = Type.Object(
  {
    path: Type.String(),
    kind: Type.Enum(['file', 'link', 'other', 'missing']),
    role: Type.Enum(['declaration', 'artifact', 'palette', 'input', 'unused']),
    size_bytes: SafeCount,
    changed_ms: Type.Union([SafeCount, Type.Null()]),
  },
  { additionalProperties: false },
);
export type AssetFile = Static<typeof AssetFile>;

/** One asset with its declaration, files, build facts and diagnostics. */
export const AssetDetails = Type.Object(
  {
    asset: AssetRow,
    /** Null where `asset.json` cannot be read; the diagnostics say why. */
    declaration: Type.Union([AssetDeclaration, Type.Null()]),
    files: Type.Array(AssetFile),
    packed: Type.Union([
      Type.Object(
        { offset: SafeCount, size: SafeCount, decoded_size: SafeCount, payload_sha256: Sha256Hex },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
    diagnostics: Type.Array(Diagnostic),
  },
  { $id: 'asset-details', title: 'One asset', additionalProperties: false },
);
export type AssetDetails = Static<typeof AssetDetails>;

/** `assets show --json`: what `AssetDetails` says; `asset` is null where it could not be shown. */
export const AssetShowReport = Type.Object(
  {
    ...AssetDetails.properties,
    asset: Type.Union([AssetRow, Type.Null()]),
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'asset-show-report', title: 'assets show --json', additionalProperties: false },
);
export type AssetShowReport = Static<typeof AssetShowReport>;
