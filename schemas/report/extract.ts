import { Type, type Static } from 'typebox';
import { AssetId, SafeCount, Sha256Hex } from '../scalars.ts';
import { ErrorDocument } from './error.ts';

/**
 * A file that was extracted. `name` is relative to the folder that `--out` names. `state`: `kept` where a file with
 * these very bytes was there already.
 */
export const ExtractedFile = Type.Object(
  {
    asset_id: AssetId,
    name: Type.String(),
    content: Type.Enum(['stored', 'sheet', 'sample', 'raw']),
    size_bytes: SafeCount,
    sha256: Sha256Hex,
    state: Type.Enum(['written', 'replaced', 'kept']),
  },
  { additionalProperties: false },
);
export type ExtractedFile = Static<typeof ExtractedFile>;

/** `extract --json`. With an error, `files` are those that were written before it. */
export const ExtractReport = Type.Object(
  {
    status: Type.Enum(['extracted', 'failed', 'cancelled']),
    files: Type.Array(ExtractedFile),
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'extract-report', title: 'extract --json', additionalProperties: false },
);
export type ExtractReport = Static<typeof ExtractReport>;
