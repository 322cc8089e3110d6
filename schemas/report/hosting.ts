import { Type, type Static } from 'typebox';
import { Sha256Hex } from '../scalars.ts';
import { ErrorDocument } from './error.ts';

/** `serve --json`: printed once the studio can be opened; the command goes on until it is stopped. */
export const ServeReport = Type.Object(
  {
    status: Type.Enum(['serving', 'failed']),
    /** The address with its token; null where the studio could not be served. */
    url: Type.Union([Type.String(), Type.Null()]),
    port: Type.Union([Type.Integer({ minimum: 1, maximum: 65535 }), Type.Null()]),
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'serve-report', title: 'serve --json', additionalProperties: false },
);
export type ServeReport = Static<typeof ServeReport>;

/** `open --json`: where the studio was opened, and why not in a window of its own. */
export const OpenReport = Type.Object(
  {
    status: Type.Enum(['window', 'serving', 'failed']),
    url: Type.Union([Type.String(), Type.Null()]),
    port: Type.Union([Type.Integer({ minimum: 1, maximum: 65535 }), Type.Null()]),
    reason: Type.Union([Type.String(), Type.Null()]),
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'open-report', title: 'open --json', additionalProperties: false },
);
export type OpenReport = Static<typeof OpenReport>;

/** `--version --json`. */
export const VersionReport = Type.Object(
  { name: Type.String(), version: Type.String(), node: Type.String() },
  { $id: 'version-report', title: '--version --json', additionalProperties: false },
);
export type VersionReport = Static<typeof VersionReport>;

/** What the second process of `--verify-rebuild` prints: digests of the outputs by file name. */
export const RebuildReport = Type.Object(
  {
    digests: Type.Record(Type.String(), Sha256Hex),
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'rebuild-report', title: 'Digests of a rebuild', additionalProperties: false },
);
export type RebuildReport = Static<typeof RebuildReport>;

/** The document where no verb was understood. */
export const FailureReport = Type.Object(
  { error: ErrorDocument },
  { $id: 'failure-report', title: 'A command line that was not understood', additionalProperties: false },
);
export type FailureReport = Static<typeof FailureReport>;
