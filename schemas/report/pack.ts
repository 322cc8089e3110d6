import { Type, type Static } from 'typebox';
import { AssetId, SafeCount, Sha256Hex } from '../scalars.ts';
import { Diagnostic } from './diagnostic.ts';
import { ErrorDocument } from './error.ts';

export const PACK_STATUSES = ['packed', 'unchanged', 'blocked', 'failed', 'cancelled'] as const;

/** Where the pack is, how large, and its digest. `path` is relative to the project folder. */
export const PackIdentity = Type.Object(
  { path: Type.String(), size_bytes: SafeCount, sha256: Sha256Hex },
  { additionalProperties: false },
);
export type PackIdentity = Static<typeof PackIdentity>;

/** Why the payload of an asset was encoded anew, or that it was not. */
export const BUILD_REASONS = [
  'reused',
  'new',
  'inputs_changed',
  'declaration_changed',
  'no_previous_pack',
  'cache_lost',
] as const;
export type BuildReason = (typeof BUILD_REASONS)[number];

/** What one asset did in a pack run, and how it differs from the pack before. */
export const PackedAsset = Type.Object(
  {
    asset_id: AssetId,
    name: Type.String(),
    reason: Type.Enum([...BUILD_REASONS]),
    change: Type.Enum(['added', 'changed', 'moved', 'same']),
    size_bytes: SafeCount,
  },
  { additionalProperties: false },
);
export type PackedAsset = Static<typeof PackedAsset>;

/** One check of the gate, in the order in which it ran. */
export const GateCheck = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    state: Type.Enum(['passed', 'failed', 'not_run']),
  },
  { additionalProperties: false },
);
export type GateCheck = Static<typeof GateCheck>;

/** `pack --json`: the result of one pack run (asset-workspace 3). `included` = `packed` + `reused`. */
export const PackReport = Type.Object(
  {
    status: Type.Enum([...PACK_STATUSES]),
    pack: Type.Optional(PackIdentity),
    assets: Type.Object(
      { included: SafeCount, packed: SafeCount, reused: SafeCount },
      { additionalProperties: false },
    ),
    inputs: Type.Object(
      { files_hashed: SafeCount, bytes_hashed: SafeCount },
      { additionalProperties: false },
    ),
    diagnostics: Type.Array(Diagnostic),
    gate: Type.Array(GateCheck),
    /** Assets that were added or changed since the pack before, with the reason; `same` ones are left out. */
    changes: Type.Array(PackedAsset),
    /** Assets of the pack before that this one does not have. */
    removed: Type.Array(
      Type.Object({ asset_id: AssetId, name: Type.String() }, { additionalProperties: false }),
    ),
    /** Outcome of `--verify-rebuild`, where it was asked for. */
    rebuild: Type.Optional(Type.Enum(['identical', 'different'])),
    /** Wall-clock of the run; never part of an artefact. */
    duration_ms: SafeCount,
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'pack-report', title: 'pack --json', additionalProperties: false },
);
export type PackReport = Static<typeof PackReport>;
