import { Type, type Static } from 'typebox';
import { ErrorDocument } from './error.ts';

/** `init --json`. Paths are relative to the project folder. */
export const InitReport = Type.Object(
  {
    status: Type.Enum(['initialised', 'failed', 'cancelled']),
    created: Type.Array(Type.String()),
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'init-report', title: 'init --json', additionalProperties: false },
);
export type InitReport = Static<typeof InitReport>;
