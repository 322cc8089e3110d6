import { Type, type Static } from 'typebox';
import { Sha256Hex } from '../scalars.ts';
import { PackFinding } from './diagnostic.ts';
import { ErrorDocument } from './error.ts';

const YesNoUnknown = Type.Enum(['yes', 'no', 'unknown']);

/** `verify-pack --json`: three answers, never one (experience "Verification"). */
export const VerifyPackReport = Type.Object(
  {
    verdict: Type.Object(
      { complete: YesNoUnknown, valid: YesNoUnknown, authentic: Type.Enum(['yes', 'no', 'unknown', 'no-anchor']) },
      { additionalProperties: false },
    ),
    findings: Type.Array(PackFinding),
    pack_sha256: Type.Union([Sha256Hex, Type.Null()]),
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'verify-pack-report', title: 'verify-pack --json', additionalProperties: false },
);
export type VerifyPackReport = Static<typeof VerifyPackReport>;
