import { Type, type Static } from 'typebox';
import { AssetId, RelPathText, UuidV4 } from '../scalars.ts';

/** One managed root. `root` is a POSIX path relative to `assets/` (asset-workspace 2). */
export const RegistryEntry = Type.Object({
  asset_id: AssetId,
  asset_uuid: UuidV4,
  root: RelPathText,
  included_in_build: Type.Boolean(),
});
export type RegistryEntry = Static<typeof RegistryEntry>;

/** `assets/.prometeu/index.json`. Unknown keys are kept on rewrite and reported as a hint. */
export const Registry = Type.Object(
  {
    schema_version: Type.Literal(1),
    next_asset_id: Type.Integer({ minimum: 1, maximum: 2147483648 }),
    assets: Type.Array(RegistryEntry),
  },
  { $id: 'index', title: 'assets/.prometeu/index.json' },
);
export type Registry = Static<typeof Registry>;
