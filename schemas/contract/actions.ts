import { Type, type Static } from 'typebox';
import { AssetId, AssetType, FormatId, PreloadSlot, Sha256Hex } from '../scalars.ts';
import { DIAGNOSTIC_CODES, FIX_IDS } from '../errors/codes.ts';
import { Diagnostic } from '../report/diagnostic.ts';
import { DeclaredPalette, LoopPoints } from '../workspace/declaration.ts';

/** Opaque name of a file that the host knows: from a dialog, an upload, a host-side browser or a command line. */
export const FileHandle = Type.String({ minLength: 1, maxLength: 128 });
export type FileHandle = Static<typeof FileHandle>;

/** Path of an asset root relative to `assets/`; never a path of the machine. */
const Root = Type.String({ minLength: 1, maxLength: 4096 });
const AssetIds = Type.Array(AssetId, { minItems: 1, maxItems: 100000 });
const File = Type.String({ minLength: 1, maxLength: 4096 });

/** One edit of a declaration. Paths are relative to the asset root. */
export const DeclarationChange = Type.Union([
  Type.Object(
    { kind: Type.Literal('set_name'), name: Type.String({ minLength: 1, maxLength: 1024 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('set_preload'),
      enabled: Type.Boolean(),
      slot: Type.Union([PreloadSlot, Type.Null()]),
    },
    { additionalProperties: false },
  ),
  /** All artifact files in their new order; indices are renumbered from 0 (grid sheets keep their cell counts). */
  Type.Object(
    { kind: Type.Literal('set_artifact_order'), files: Type.Array(File) },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('add_artifacts'), files: Type.Array(File, { minItems: 1 }) },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Literal('remove_artifact'), file: File }, { additionalProperties: false }),
  Type.Object(
    {
      kind: Type.Literal('set_artifact_palette'),
      file: File,
      palette: Type.Union([Type.Integer({ minimum: 0, maximum: 63 }), Type.Null()]),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('set_artifact_loop'), file: File, loop: Type.Union([LoopPoints, Type.Null()]) },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('set_palettes'),
      palettes: Type.Union([Type.Literal('auto'), Type.Array(DeclaredPalette, { maxItems: 64 })]),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('set_tile_size'), tile_size: Type.Enum([8, 16, 32]) },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('set_slice'), slice: Type.Union([Type.Literal('grid'), Type.Null()]) },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('set_channels'),
      channels: Type.Union([Type.Enum(['left', 'right', 'mix']), Type.Null()]),
    },
    { additionalProperties: false },
  ),
]);
export type DeclarationChange = Static<typeof DeclarationChange>;

/** What `create` writes into the new declaration besides the files. */
export const CreateOptions = Type.Object(
  {
    tile_size: Type.Optional(Type.Enum([8, 16, 32])),
    slice: Type.Optional(Type.Literal('grid')),
    palettes: Type.Optional(
      Type.Union([Type.Literal('auto'), Type.Array(DeclaredPalette, { maxItems: 64 })]),
    ),
    channels: Type.Optional(Type.Enum(['left', 'right', 'mix'])),
    preload: Type.Optional(
      Type.Object(
        { enabled: Type.Boolean(), slot: Type.Union([PreloadSlot, Type.Null()]) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type CreateOptions = Static<typeof CreateOptions>;

/** Every mutation of registry and workspace (asset-workspace 3): previewed, then applied. */
export const Action = Type.Union([
  Type.Object({ kind: Type.Literal('init_workspace') }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('register'), roots: Type.Array(Root, { minItems: 1 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('adopt'), roots: Type.Array(Root, { minItems: 1 }) },
    { additionalProperties: false },
  ),
  Type.Object({ kind: Type.Literal('forget'), asset_ids: AssetIds }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('set_inclusion'), asset_ids: AssetIds, included: Type.Boolean() },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('create'),
      root: Root,
      name: Type.String({ minLength: 1, maxLength: 1024 }),
      type: AssetType,
      format: FormatId,
      /** Copied into the root under their own names; the first is artifact 0. Palette files become inputs. */
      sources: Type.Array(FileHandle, { maxItems: 10000 }),
      options: CreateOptions,
    },
    { additionalProperties: false },
  ),
  /** A copy of the whole root with a uuid and an id of its own. */
  Type.Object(
    {
      kind: Type.Literal('duplicate'),
      asset_id: AssetId,
      root: Root,
      name: Type.Optional(Type.String({ minLength: 1 })),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('edit'),
      asset_id: AssetId,
      changes: Type.Array(DeclarationChange, { minItems: 1 }),
    },
    { additionalProperties: false },
  ),
  /** Copies further files into the root and appends them to the artifacts. */
  Type.Object(
    {
      kind: Type.Literal('import_files'),
      asset_id: AssetId,
      sources: Type.Array(FileHandle, { minItems: 1, maxItems: 10000 }),
    },
    { additionalProperties: false },
  ),
  /** Moves the folder, or where it was moved already only repoints the registry. */
  Type.Object(
    { kind: Type.Literal('relocate'), asset_id: AssetId, root: Root },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('quarantine'), roots: Type.Array(Root, { minItems: 1 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('restore'), quarantine_ids: Type.Array(Type.String(), { minItems: 1 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('purge'), quarantine_ids: Type.Array(Type.String(), { minItems: 1 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('apply_fix'),
      fix_id: Type.Enum([...FIX_IDS]),
      /** The diagnostic that the fix is for, named by what does not change when others are fixed. */
      code: Type.Enum([...DIAGNOSTIC_CODES]),
      asset_id: Type.Optional(AssetId),
      file: Type.Optional(Type.String()),
      pointer: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
]);
export type Action = Static<typeof Action>;

/** A file that an action would write: whole new content, shown as a difference where it is text. */
export const PlannedEdit = Type.Object(
  {
    /** Relative to the project folder. */
    path: Type.String(),
    before: Type.Union([Type.String(), Type.Null()]),
    after: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type PlannedEdit = Static<typeof PlannedEdit>;

/** What an action would do (asset-workspace 3): nothing has happened yet. Paths are relative to the project folder. */
export const ActionPreview = Type.Object(
  {
    plan_id: Type.String(),
    /** SHA-256 of the canonical JSON of the title and of the kinds and paths of the steps: what a gesture confirms. */
    plan_sha256: Sha256Hex,
    title: Type.String(),
    affected_assets: Type.Array(AssetId),
    creates: Type.Array(Type.String()),
    edits: Type.Array(PlannedEdit),
    moves: Type.Array(
      Type.Object({ from: Type.String(), to: Type.String() }, { additionalProperties: false }),
    ),
    deletes: Type.Array(Type.String()),
    blockers: Type.Array(Type.String()),
    warnings: Type.Array(Type.String()),
    /** Fixes that could be applied along with it without a decision by a person. */
    safe_fixes: Type.Array(Diagnostic),
    /** True where something moves or is deleted: the person must agree. */
    needs_consent: Type.Boolean(),
  },
  { $id: 'action-preview', title: 'Preview of an action', additionalProperties: false },
);
export type ActionPreview = Static<typeof ActionPreview>;

export const ActionResult = Type.Object(
  {
    operation_id: Type.String(),
    title: Type.String(),
    affected_assets: Type.Array(AssetId),
    /** Roots that the action made or registered, with their ids. */
    registered: Type.Array(
      Type.Object({ asset_id: AssetId, root: Type.String() }, { additionalProperties: false }),
    ),
    /** Gives back the state before with `undoAction`; null where there is no way back. */
    undo_id: Type.Union([Type.String(), Type.Null()]),
  },
  { $id: 'action-result', title: 'Result of an action', additionalProperties: false },
);
export type ActionResult = Static<typeof ActionResult>;
