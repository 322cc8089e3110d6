import { Type, type Static } from 'typebox';
import { Sha256Hex } from '../scalars.ts';
import { PackFinding } from './diagnostic.ts';
import { ErrorDocument } from './error.ts';
import { OmittedFindings } from './inspect.ts';

const YesNoUnknown = Type.Enum(['yes', 'no', 'unknown']);

/**
 * `verify-pack --json`: three answers, never one (experience "Verification").
 * `complete`: every byte and every entry is accounted for, nothing is missing or extra, companions included where
 * they were asked for. `valid`: structure, rules and digests hold. `authentic`: the pack has the digest that was
 * expected; `no-anchor` where none was. `unknown` where the file could not be read far enough to judge.
 */
export const VerifyPackReport = Type.Object(
  {
    verdict: Type.Object(
      {
        complete: YesNoUnknown,
        valid: YesNoUnknown,
        authentic: Type.Enum(['yes', 'no', 'unknown', 'no-anchor']),
      },
      { additionalProperties: false },
    ),
    findings: Type.Array(PackFinding),
    findings_omitted: Type.Optional(Type.Array(OmittedFindings)),
    pack_sha256: Type.Union([Sha256Hex, Type.Null()]),
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'verify-pack-report', title: 'verify-pack --json', additionalProperties: false },
);
export type VerifyPackReport = Static<typeof VerifyPackReport>;

/** The document of a verification that could not be carried out. */
export function failedVerifyPackReport(error: ErrorDocument, anchored: boolean): VerifyPackReport {
  return {
    verdict: { complete: 'unknown', valid: 'unknown', authentic: anchored ? 'unknown' : 'no-anchor' },
    findings: [],
    pack_sha256: null,
    error,
  };
}
