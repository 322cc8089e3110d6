import { Type, type Static } from 'typebox';
import { STUDIO_ERROR_CODES } from '../errors/studio-errors.ts';

/** An error as hosts and the command line print it. */
export const ErrorDocument = Type.Object(
  {
    code: Type.Enum([...STUDIO_ERROR_CODES]),
    message: Type.String(),
    remedy: Type.String(),
    data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { $id: 'error', title: 'Error', additionalProperties: false },
);
export type ErrorDocument = Static<typeof ErrorDocument>;
