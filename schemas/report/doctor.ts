import { Type, type Static } from 'typebox';
import { SafeCount } from '../scalars.ts';
import { Diagnostic } from './diagnostic.ts';
import { ErrorDocument } from './error.ts';

export const SeverityCounts = Type.Object(
  { error: SafeCount, warning: SafeCount, hint: SafeCount },
  { additionalProperties: false },
);
export type SeverityCounts = Static<typeof SeverityCounts>;

/** `doctor --json`. `fixed` lists what `--fix` applied. */
export const DoctorReport = Type.Object(
  {
    status: Type.Enum(['ok', 'findings', 'failed']),
    counts: SeverityCounts,
    diagnostics: Type.Array(Diagnostic),
    fixed: Type.Optional(Type.Array(Diagnostic)),
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'doctor-report', title: 'doctor --json', additionalProperties: false },
);
export type DoctorReport = Static<typeof DoctorReport>;
