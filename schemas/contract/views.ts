import { Type, type Static } from 'typebox';
import { AssetId, AssetType, BankType, FormatId, PreloadSlot, SafeCount, Sha256Hex } from '../scalars.ts';
import { TileRecord } from '../pack/companions.ts';
import { PackIdentity, PackReport } from '../report/pack.ts';
import { CreateOptions, FileHandle } from './actions.ts';
import { WatchState } from './events.ts';

/** Base64 of at most 256 KiB: bulk bytes travel in ranges (architecture "Contract"). */
export const Base64Range = Type.String({ maxLength: 349528, pattern: '^[A-Za-z0-9+/]*={0,2}$' });
export const RANGE_MAX_BYTES = 262144;

/** Opaque name of a folder that the host knows. */
export const FolderHandle = Type.String({ minLength: 1, maxLength: 128 });
export type FolderHandle = Static<typeof FolderHandle>;

export const HostInfo = Type.Object(
  {
    app_version: Type.String(),
    transport: Type.Enum(['in-process', 'loopback', 'electron']),
    platform: Type.Enum(['linux', 'macos', 'windows', 'other']),
    /** Where the settings file is, for people. */
    settings_path: Type.String(),
    native_dialogs: Type.Boolean(),
    /** How a person confirms at the host; with `none` the reason is told. */
    gestures: Type.Object(
      { kind: Type.Enum(['dialog', 'code', 'none']), reason: Type.Union([Type.String(), Type.Null()]) },
      { additionalProperties: false },
    ),
    example_available: Type.Boolean(),
    /** Folders that the loopback host was told to open, in order; empty elsewhere. */
    served_projects: Type.Array(FolderHandle),
  },
  { additionalProperties: false },
);
export type HostInfo = Static<typeof HostInfo>;

export const THEMES = ['system', 'light', 'dark'] as const;

/** Settings of one person: one versioned file in the platform's configuration folder. */
export const Settings = Type.Object(
  {
    schema_version: Type.Literal(1),
    theme: Type.Enum([...THEMES]),
    density: Type.Enum(['comfortable', 'compact']),
    pack_on_change: Type.Boolean(),
    /** Encoding workers; null lets the studio decide. */
    jobs: Type.Union([Type.Integer({ minimum: 1, maximum: 64 }), Type.Null()]),
    recent_projects: Type.Array(
      Type.Object({ path: Type.String(), opened_ms: SafeCount }, { additionalProperties: false }),
      { maxItems: 20 },
    ),
    window: Type.Union([
      Type.Object(
        {
          x: Type.Union([Type.Integer(), Type.Null()]),
          y: Type.Union([Type.Integer(), Type.Null()]),
          width: Type.Integer({ minimum: 320, maximum: 32768 }),
          height: Type.Integer({ minimum: 240, maximum: 32768 }),
          maximized: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
  },
  { $id: 'settings', title: 'Settings of the studio' },
);
export type Settings = Static<typeof Settings>;

/** What a renderer sees of the settings: no paths. */
export const SettingsView = Type.Object(
  {
    theme: Type.Enum([...THEMES]),
    density: Type.Enum(['comfortable', 'compact']),
    pack_on_change: Type.Boolean(),
    jobs: Type.Union([Type.Integer({ minimum: 1, maximum: 64 }), Type.Null()]),
    settings_path: Type.String(),
    /** Said once where a corrupt file was set aside. */
    notice: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type SettingsView = Static<typeof SettingsView>;

export const SettingsPatch = Type.Object(
  {
    theme: Type.Optional(Type.Enum([...THEMES])),
    density: Type.Optional(Type.Enum(['comfortable', 'compact'])),
    pack_on_change: Type.Optional(Type.Boolean()),
    jobs: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: 64 }), Type.Null()])),
  },
  { additionalProperties: false },
);
export type SettingsPatch = Static<typeof SettingsPatch>;

export const RecentProject = Type.Object(
  {
    folder: FolderHandle,
    name: Type.String(),
    /** Shortened for people; not usable as a path. */
    location: Type.String(),
    opened_ms: SafeCount,
    exists: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type RecentProject = Static<typeof RecentProject>;

/** One folder of the host-side browser. */
export const FolderListing = Type.Object(
  {
    folder: FolderHandle,
    name: Type.String(),
    location: Type.String(),
    parent: Type.Union([FolderHandle, Type.Null()]),
    is_project: Type.Boolean(),
    folders: Type.Array(
      Type.Object(
        { folder: FolderHandle, name: Type.String(), is_project: Type.Boolean() },
        { additionalProperties: false },
      ),
    ),
    /** Regular files that the studio can open: packs. */
    files: Type.Array(
      Type.Object(
        { file: FileHandle, name: Type.String(), size_bytes: SafeCount },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type FolderListing = Static<typeof FolderListing>;

export const OpenProject = Type.Object(
  {
    project_id: Type.String(),
    name: Type.String(),
    location: Type.String(),
    initialised: Type.Boolean(),
    read_only: Type.Boolean(),
    read_only_reason: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type OpenProject = Static<typeof OpenProject>;

/** Always-true facts of the status bar. */
export const ProjectStatus = Type.Object(
  {
    watch: WatchState,
    pack_on_change: Type.Boolean(),
    pack: Type.Union([PackIdentity, Type.Null()]),
    /** Time of the pack file, milliseconds since the epoch. */
    packed_ms: Type.Union([SafeCount, Type.Null()]),
    /** `fresh`: a pack now would change nothing that is known; `stale`: sources changed; `none`: no pack. */
    freshness: Type.Enum(['none', 'fresh', 'stale']),
    last_report: Type.Union([PackReport, Type.Null()]),
  },
  { additionalProperties: false },
);
export type ProjectStatus = Static<typeof ProjectStatus>;

/** How full a bank is. For sounds and raw data only bytes are meaningful. */
const Gauge = Type.Object({ used: SafeCount, capacity: SafeCount }, { additionalProperties: false });

/** One included asset as an occupant of its bank type. */
export const BankOccupant = Type.Object(
  {
    asset_id: AssetId,
    name: Type.String(),
    address: Type.String(),
    format: FormatId,
    /** Slot that the preload plan gives; null where it is loaded on demand. */
    slot: Type.Union([PreloadSlot, Type.Null()]),
    slot_declared: Type.Boolean(),
    /** Bytes resident after decoding; null while the asset has errors. */
    resident_bytes: Type.Union([SafeCount, Type.Null()]),
    tiles: Type.Union([Gauge, Type.Null()]),
    palettes: Type.Union([Gauge, Type.Null()]),
    samples: Type.Union([SafeCount, Type.Null()]),
    has_errors: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type BankOccupant = Static<typeof BankOccupant>;

/** One bank type with its sixteen slots. */
export const BankLane = Type.Object(
  {
    bank_type: BankType,
    occupants: Type.Array(BankOccupant),
    preloaded_bytes: SafeCount,
    /** Names of assets that found no slot. */
    overflow: Type.Array(AssetId),
  },
  { additionalProperties: false },
);
export type BankLane = Static<typeof BankLane>;

/** A live preview from the sources of an asset, in the form that its pack would hold. */
export const AssetPreview = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('glyph'),
      /** Changes whenever the shown bytes change. */
      revision: Sha256Hex,
      tile_size: Type.Enum([8, 16, 32]),
      tile_count: SafeCount,
      palette_count: SafeCount,
      /** 256 × 256 palette indices, one byte a pixel, row-major. */
      sheet_base64: Base64Range,
      /** 64 palettes × 16 colours × RGB, as the runtime expands RGB565. */
      palettes_base64: Base64Range,
      /** Palette slots that are authored or derived. */
      authored: Type.Array(Type.Integer({ minimum: 0, maximum: 63 })),
      tiles: Type.Array(TileRecord),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('sound'),
      revision: Sha256Hex,
      samples: Type.Array(
        Type.Object(
          {
            index: SafeCount,
            file: Type.String(),
            sample_rate: SafeCount,
            frames: SafeCount,
            loop: Type.Union([
              Type.Object({ start: SafeCount, end: SafeCount }, { additionalProperties: false }),
              Type.Null(),
            ]),
            /** Pairs of minimum and maximum, signed 16-bit little-endian, 512 buckets at the most. */
            peaks_base64: Base64Range,
          },
          { additionalProperties: false },
        ),
      ),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('raw'), revision: Sha256Hex, size_bytes: SafeCount, head_base64: Base64Range },
    { additionalProperties: false },
  ),
  /** Errors of the asset stand in the way; the diagnostics say which. */
  Type.Object({ kind: Type.Literal('unavailable'), reason: Type.String() }, { additionalProperties: false }),
]);
export type AssetPreview = Static<typeof AssetPreview>;

/** A guess at what dropped files are meant to be, with its reason (visual.md picture 1). */
export const CreateSuggestion = Type.Object(
  {
    root: Type.String(),
    name: Type.String(),
    type: AssetType,
    format: FormatId,
    files: Type.Array(
      Type.Object({ handle: FileHandle, name: Type.String() }, { additionalProperties: false }),
    ),
    options: CreateOptions,
    reason: Type.String(),
    /** What would not fit as it is, said before anything is written. */
    concerns: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type CreateSuggestion = Static<typeof CreateSuggestion>;

export const UploadedFile = Type.Object(
  { handle: FileHandle, name: Type.String(), size_bytes: SafeCount },
  { additionalProperties: false },
);
export type UploadedFile = Static<typeof UploadedFile>;
