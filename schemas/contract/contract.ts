import { Type, type Static, type TSchema } from 'typebox';
import { AssetId, PreloadSlot, SafeCount, Sha256Hex } from '../scalars.ts';
import { AssetTableEntry, PreloadEntry } from '../pack/pack-header.ts';
import type { StudioErrorCode } from '../errors/studio-errors.ts';
import { AssetDetails, AssetList } from '../report/assets.ts';
import { Diagnostic } from '../report/diagnostic.ts';
import { DoctorReport } from '../report/doctor.ts';
import type { ErrorDocument } from '../report/error.ts';
import { InspectReport } from '../report/inspect.ts';
import { GateCheck } from '../report/pack.ts';
import { VerifyPackReport } from '../report/verify-pack.ts';
import { Action, ActionPreview, ActionResult, FileHandle } from './actions.ts';
import { Job, StudioEvent } from './events.ts';
import {
  AssetPreview,
  BankLane,
  Base64Range,
  CreateSuggestion,
  FolderHandle,
  FolderListing,
  HostInfo,
  OpenProject,
  ProjectStatus,
  RANGE_MAX_BYTES,
  RecentProject,
  SettingsPatch,
  SettingsView,
  UploadedFile,
} from './views.ts';

/**
 * One method of the host. `call` answers once; `stream` delivers items until either side ends it.
 * `gesture` needs a human's confirmation at the host: its params hold `sha256`, the digest that the person is shown
 * (reliability E13). `errors` is closed; the transport's own codes (`TRANSPORT_ERRORS`, and with a gesture
 * `GESTURE_ERRORS`) may come with every method.
 */
export interface MethodSpec {
  readonly kind: 'call' | 'stream';
  readonly params: TSchema;
  /** Result of a call, or one item of a stream. */
  readonly result: TSchema;
  readonly errors: readonly StudioErrorCode[];
  readonly gesture?: true;
  /** Streams of states: of items with an equal value of this member a slow reader gets only the latest. */
  readonly latestBy?: string;
}

/** Codes that every method may answer with. */
export const TRANSPORT_ERRORS = [
  'PARAMS_INVALID',
  'METHOD_UNKNOWN',
  'SENDER_REJECTED',
  'TOO_MANY_REQUESTS',
  'STREAM_LAGGED',
  'CANCELLED',
  'INTERNAL',
  'IO_DENIED',
  'IO_FAILED',
  'IO_NO_SPACE',
] as const satisfies readonly StudioErrorCode[];

/** Codes that a method with `gesture` may answer with besides. */
export const GESTURE_ERRORS = [
  'GESTURE_REQUIRED',
  'GESTURE_DECLINED',
  'NOT_SUPPORTED',
] as const satisfies readonly StudioErrorCode[];

const ProjectId = Type.String({ minLength: 1, maxLength: 64 });
const PackHandle = Type.String({ minLength: 1, maxLength: 64 });
const Empty = Type.Object({}, { additionalProperties: false });
const OfProject = Type.Object({ project_id: ProjectId }, { additionalProperties: false });

/** An object without unknown members: what every params and result schema is. */
function exact<const P extends Record<string, TSchema>>(properties: P) {
  return Type.Object(properties, { additionalProperties: false });
}
function call<const P extends TSchema, const R extends TSchema, const E extends readonly StudioErrorCode[]>(
  params: P,
  result: R,
  errors: E,
) {
  return { kind: 'call', params, result, errors } as const;
}
function stream<const P extends TSchema, const R extends TSchema, const E extends readonly StudioErrorCode[]>(
  params: P,
  item: R,
  errors: E,
) {
  return { kind: 'stream', params, result: item, errors } as const;
}

const IN_PROJECT = ['PROJECT_NOT_OPEN'] as const;
const WRITES = ['PROJECT_NOT_OPEN', 'PROJECT_READ_ONLY', 'PROJECT_LOCKED'] as const;
const APPLIES = [
  'PROJECT_NOT_OPEN',
  'PROJECT_READ_ONLY',
  'PROJECT_LOCKED',
  'PLAN_EXPIRED',
  'ACTION_BLOCKED',
  'TARGET_EXISTS',
  'FILE_CHANGED',
] as const;
const OPENING = ['HANDLE_UNKNOWN', 'PROJECT_NOT_FOUND', 'PROJECT_NOT_A_FOLDER'] as const;

/** The contract between renderer and host (architecture "Contract"). */
export const contract = {
  getHostInfo: call(Empty, HostInfo, []),
  getSettings: call(Empty, SettingsView, []),
  updateSettings: call(exact({ patch: SettingsPatch }), SettingsView, []),
  /** Opens one of a fixed list of pages in the person's browser (reliability E7). */
  openExternal: call(exact({ link: Type.Enum(['documentation', 'format', 'licences']) }), Empty, [
    'NOT_SUPPORTED',
  ]),

  chooseFolder: call(
    exact({ title: Type.String({ maxLength: 200 }) }),
    exact({ folder: Type.Union([FolderHandle, Type.Null()]) }),
    ['NOT_SUPPORTED'],
  ),
  choosePackFile: call(Empty, exact({ file: Type.Union([FileHandle, Type.Null()]) }), ['NOT_SUPPORTED']),
  chooseSourceFiles: call(Empty, exact({ files: Type.Array(UploadedFile) }), ['NOT_SUPPORTED']),
  /** Without a folder: the roots that the host offers. */
  browseFolder: call(exact({ folder: Type.Optional(FolderHandle) }), FolderListing, [
    'HANDLE_UNKNOWN',
    'PROJECT_NOT_FOUND',
    'NOT_SUPPORTED',
  ]),

  listRecentProjects: call(Empty, exact({ projects: Type.Array(RecentProject) }), []),
  forgetRecentProject: call(exact({ folder: FolderHandle }), Empty, ['HANDLE_UNKNOWN']),
  openProject: call(exact({ folder: FolderHandle }), OpenProject, OPENING),
  openExample: call(Empty, OpenProject, ['NOT_SUPPORTED', 'PROJECT_NOT_FOUND']),
  closeProject: call(OfProject, Empty, IN_PROJECT),
  getProjectStatus: call(OfProject, ProjectStatus, IN_PROJECT),

  listAssets: call(OfProject, AssetList, IN_PROJECT),
  /** A registered asset by id, or an unregistered one by its root. */
  getAssetDetails: call(
    exact({
      project_id: ProjectId,
      asset_id: Type.Optional(AssetId),
      root: Type.Optional(Type.String({ minLength: 1 })),
    }),
    AssetDetails,
    ['PROJECT_NOT_OPEN', 'ASSET_NOT_FOUND'],
  ),
  diagnose: call(exact({ project_id: ProjectId, whole: Type.Boolean() }), DoctorReport, IN_PROJECT),
  listBanks: call(OfProject, exact({ lanes: Type.Array(BankLane) }), IN_PROJECT),
  previewAsset: call(exact({ project_id: ProjectId, asset_id: AssetId }), AssetPreview, [
    'PROJECT_NOT_OPEN',
    'ASSET_NOT_FOUND',
  ]),
  /** Packed samples (signed 16-bit little-endian) of one sound, as previewed at `revision`. */
  readPreviewSamples: call(
    exact({
      project_id: ProjectId,
      asset_id: AssetId,
      revision: Sha256Hex,
      index: SafeCount,
      offset: SafeCount,
      length: Type.Integer({ minimum: 1, maximum: RANGE_MAX_BYTES }),
    }),
    exact({ data_base64: Base64Range }),
    ['PROJECT_NOT_OPEN', 'ASSET_NOT_FOUND', 'FILE_CHANGED'],
  ),

  previewAction: call(exact({ project_id: ProjectId, action: Action }), ActionPreview, [
    'PROJECT_NOT_OPEN',
    'PROJECT_READ_ONLY',
    'ASSET_NOT_FOUND',
    'HANDLE_UNKNOWN',
    'FIX_NOT_AVAILABLE',
  ]),
  /** `consent` must be true where the preview says that something moves or is deleted. Refuses plans of a purge. */
  applyAction: call(
    exact({ project_id: ProjectId, plan_id: Type.String(), consent: Type.Boolean() }),
    ActionResult,
    APPLIES,
  ),
  /** Applies the plan of a purge; `sha256` is the `plan_sha256` of its preview. */
  purgeQuarantine: {
    ...call(
      exact({ project_id: ProjectId, plan_id: Type.String(), sha256: Sha256Hex }),
      ActionResult,
      APPLIES,
    ),
    gesture: true,
  } as const,
  undoAction: call(exact({ project_id: ProjectId, undo_id: Type.String() }), ActionResult, [
    'PROJECT_NOT_OPEN',
    'PROJECT_READ_ONLY',
    'PROJECT_LOCKED',
    'PLAN_EXPIRED',
    'FILE_CHANGED',
  ]),
  suggestAssets: call(
    exact({ project_id: ProjectId, files: Type.Array(FileHandle, { minItems: 1, maxItems: 10000 }) }),
    exact({ suggestions: Type.Array(CreateSuggestion) }),
    ['PROJECT_NOT_OPEN', 'HANDLE_UNKNOWN'],
  ),

  beginUpload: call(
    exact({
      files: Type.Array(
        exact({ name: Type.String({ minLength: 1, maxLength: 255 }), size_bytes: SafeCount }),
        { minItems: 1, maxItems: 10000 },
      ),
    }),
    exact({ upload_id: Type.String() }),
    ['UPLOAD_TOO_LARGE', 'UPLOAD_INVALID'],
  ),
  uploadRange: call(
    exact({ upload_id: Type.String(), file: SafeCount, offset: SafeCount, data_base64: Base64Range }),
    Empty,
    ['UPLOAD_INVALID', 'HANDLE_UNKNOWN'],
  ),
  finishUpload: call(exact({ upload_id: Type.String() }), exact({ files: Type.Array(UploadedFile) }), [
    'UPLOAD_INVALID',
    'HANDLE_UNKNOWN',
  ]),

  /** Starts a pack job; its report comes with `getProjectStatus` and the `build_finished` event. */
  startPack: call(
    exact({ project_id: ProjectId, verify_rebuild: Type.Boolean() }),
    exact({ job_id: Type.String() }),
    WRITES,
  ),
  /** The gate without packing, and the preload plan as it would be. */
  validatePack: call(
    OfProject,
    exact({
      gate: Type.Array(GateCheck),
      diagnostics: Type.Array(Diagnostic),
      preload: Type.Array(exact({ asset_id: AssetId, slot: PreloadSlot })),
    }),
    IN_PROJECT,
  ),
  /** Whether a settled change starts a pack by itself. */
  setPackOnChange: call(exact({ project_id: ProjectId, enabled: Type.Boolean() }), ProjectStatus, IN_PROJECT),
  rescan: call(OfProject, ProjectStatus, IN_PROJECT),

  listJobs: call(Empty, exact({ jobs: Type.Array(Job) }), []),
  cancelJob: call(exact({ job_id: Type.String() }), Empty, ['JOB_NOT_FOUND']),
  /** Every job now, then each change; progress at most 10 a second per job, latest wins. */
  watchJobs: { ...stream(Empty, Job, []), latestBy: 'job_id' },
  /** A snapshot first, then every event with its gapless sequence (asset-workspace 5). */
  watchProject: stream(
    OfProject,
    Type.Union([
      exact({ kind: Type.Literal('snapshot'), sequence: SafeCount, status: ProjectStatus }),
      exact({ kind: Type.Literal('event'), event: StudioEvent }),
    ]),
    IN_PROJECT,
  ),

  /** A pack by handle, or the one that an open project built. */
  openPack: call(
    exact({ file: Type.Optional(FileHandle), project_id: Type.Optional(ProjectId) }),
    exact({ pack_handle: PackHandle, name: Type.String(), size_bytes: SafeCount }),
    ['HANDLE_UNKNOWN', 'PROJECT_NOT_OPEN', 'FILE_NOT_FOUND', 'FILE_NOT_REGULAR'],
  ),
  /** Everything but the rows: `asset_table` and `preload` of the answer are empty, the counts tell. */
  inspectPack: call(
    exact({ pack_handle: PackHandle }),
    exact({
      report: InspectReport,
      entry_count: SafeCount,
      preload_count: SafeCount,
      boots: Type.Boolean(),
      boot_reasons: Type.Array(Type.String()),
    }),
    ['HANDLE_UNKNOWN', 'FILE_CHANGED'],
  ),
  listPackEntries: call(
    exact({ pack_handle: PackHandle, start: SafeCount, count: Type.Integer({ minimum: 1, maximum: 1000 }) }),
    exact({ entries: Type.Array(AssetTableEntry), total: SafeCount }),
    ['HANDLE_UNKNOWN', 'FILE_CHANGED'],
  ),
  listPackPreload: call(exact({ pack_handle: PackHandle }), exact({ preload: Type.Array(PreloadEntry) }), [
    'HANDLE_UNKNOWN',
    'FILE_CHANGED',
  ]),
  readPackRange: call(
    exact({
      pack_handle: PackHandle,
      offset: SafeCount,
      length: Type.Integer({ minimum: 1, maximum: RANGE_MAX_BYTES }),
    }),
    exact({ data_base64: Base64Range }),
    ['HANDLE_UNKNOWN', 'FILE_CHANGED'],
  ),
  verifyPack: call(
    exact({ pack_handle: PackHandle, expected_sha256: Type.Union([Sha256Hex, Type.Null()]) }),
    VerifyPackReport,
    ['HANDLE_UNKNOWN', 'FILE_CHANGED'],
  ),
  closePack: call(exact({ pack_handle: PackHandle }), Empty, ['HANDLE_UNKNOWN']),
} as const satisfies Record<string, MethodSpec>;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
export const METHOD_NAMES = Object.keys(contract) as readonly MethodName[];
export type CallName = { [M in MethodName]: Contract[M]['kind'] extends 'call' ? M : never }[MethodName];
export type StreamName = Exclude<MethodName, CallName>;
export type ParamsOf<M extends MethodName> = Static<Contract[M]['params']>;
export type ResultOf<M extends MethodName> = Static<Contract[M]['result']>;

/** Reply envelope: Electron drops everything but the message of a thrown error. */
export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorDocument };

/** What a renderer holds: every method, typed by the contract. `gestureCode`: the one that the terminal printed. */
export type Client = {
  readonly [M in CallName]: (params: ParamsOf<M>, gestureCode?: string) => Promise<Reply<ResultOf<M>>>;
} & {
  /** `onItem` for each item; resolves when the stream has ended. Ends early when `signal` is aborted. */
  readonly [M in StreamName]: (
    params: ParamsOf<M>,
    onItem: (item: ResultOf<M>) => void,
    signal: { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void },
  ) => Promise<Reply<null>>;
};

/** What a host implements; failures are thrown as `StudioError`. */
export type Handlers = {
  readonly [M in CallName]: (params: ParamsOf<M>) => Promise<ResultOf<M>>;
} & {
  readonly [M in StreamName]: (
    params: ParamsOf<M>,
    onItem: (item: ResultOf<M>) => void,
    signal: { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void },
  ) => Promise<void>;
};
