import { Type, type Static } from 'typebox';
import { AssetId, SafeCount } from '../scalars.ts';
import { SEVERITIES } from '../errors/catalogue.ts';
import { DIAGNOSTIC_CODES, FIX_IDS, PACK_FINDING_CODES } from '../errors/codes.ts';

export const SeverityName = Type.Enum([...SEVERITIES]);

/** A pixel of an image file, from the top left corner. */
export const PixelPlace = Type.Object({ x: SafeCount, y: SafeCount }, { additionalProperties: false });
export type PixelPlace = Static<typeof PixelPlace>;

/**
 * A finding about the workspace (asset-workspace 4): code, sentence, place, remedy and where there is one the
 * mechanical fix. `file` is a POSIX path relative to the project folder; `pointer` is a JSON Pointer into it.
 */
export const Diagnostic = Type.Object(
  {
    code: Type.Enum([...DIAGNOSTIC_CODES]),
    severity: SeverityName,
    asset_id: Type.Optional(AssetId),
    file: Type.Optional(Type.String()),
    pointer: Type.Optional(Type.String()),
    pixel: Type.Optional(PixelPlace),
    byte_offset: Type.Optional(SafeCount),
    message: Type.String(),
    remedy: Type.String(),
    fix_id: Type.Optional(Type.Enum([...FIX_IDS])),
  },
  { $id: 'diagnostic', title: 'Diagnostic', additionalProperties: false },
);
export type Diagnostic = Static<typeof Diagnostic>;

/** A finding about a pack or a companion. `file` is the name of the file, `byte_offset` counts from its start. */
export const PackFinding = Type.Object(
  {
    code: Type.Enum([...PACK_FINDING_CODES]),
    severity: SeverityName,
    asset_id: Type.Optional(AssetId),
    file: Type.Optional(Type.String()),
    pointer: Type.Optional(Type.String()),
    byte_offset: Type.Optional(SafeCount),
    byte_length: Type.Optional(SafeCount),
    message: Type.String(),
    remedy: Type.String(),
  },
  { $id: 'pack-finding', title: 'Finding about a pack', additionalProperties: false },
);
export type PackFinding = Static<typeof PackFinding>;
