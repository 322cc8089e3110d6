import { Type, type Static } from 'typebox';
import { AssetId } from '../scalars.ts';
import { ErrorDocument } from './error.ts';

/** `blocked`: something stands in the way and nothing was changed; `failed`: the change could not be carried out. */
export const MUTATION_STATUSES = ['done', 'blocked', 'failed', 'cancelled'] as const;

/** A root that an action made or registered. */
export const RegisteredRoot = Type.Object(
  { asset_id: AssetId, root: Type.String(), address: Type.String() },
  { additionalProperties: false },
);
export type RegisteredRoot = Static<typeof RegisteredRoot>;

/** `assets create|duplicate|register|adopt|forget|include|exclude|relocate|quarantine|restore|purge --json`. */
export const MutationReport = Type.Object(
  {
    status: Type.Enum([...MUTATION_STATUSES]),
    /** What was done, one sentence each, in order. */
    actions: Type.Array(Type.String()),
    affected_assets: Type.Array(AssetId),
    registered: Type.Array(RegisteredRoot),
    blockers: Type.Array(Type.String()),
    warnings: Type.Array(Type.String()),
    error: Type.Optional(ErrorDocument),
  },
  { $id: 'mutation-report', title: 'assets <change> --json', additionalProperties: false },
);
export type MutationReport = Static<typeof MutationReport>;

/** The document of a change that did not happen. */
export function failedMutationReport(error: ErrorDocument, blockers: readonly string[] = []): MutationReport {
  return {
    status: error.code === 'ACTION_BLOCKED' ? 'blocked' : error.code === 'CANCELLED' ? 'cancelled' : 'failed',
    actions: [],
    affected_assets: [],
    registered: [],
    blockers: [...blockers],
    warnings: [],
    error,
  };
}
