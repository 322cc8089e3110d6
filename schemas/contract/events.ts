import { Type, type Static } from 'typebox';
import { AssetId, SafeCount } from '../scalars.ts';

/** Kinds of events (asset-workspace 5). */
export const EVENT_KINDS = [
  'asset_discovered',
  'asset_changed',
  'diagnostics_updated',
  'build_started',
  'build_finished',
  'cache_hit',
  'cache_miss',
  'preview_ready',
  'action_applied',
  'action_failed',
  'progress_updated',
  'watch_state',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** How far a job is. `total` is null while it is not known. Units are those of the job: bytes or items. */
export const Progress = Type.Object(
  {
    phase: Type.String(),
    done: SafeCount,
    total: Type.Union([SafeCount, Type.Null()]),
    unit: Type.Enum(['bytes', 'items']),
  },
  { additionalProperties: false },
);
export type Progress = Static<typeof Progress>;

/** State of the watcher (asset-workspace 6). `off` where the project is not watched at all. */
export const WATCH_STATES = ['off', 'watching', 'settling', 'catching_up', 'lost'] as const;
export const WatchState = Type.Object(
  { state: Type.Enum([...WATCH_STATES]), reason: Type.Union([Type.String(), Type.Null()]) },
  { additionalProperties: false },
);
export type WatchState = Static<typeof WatchState>;

/** Envelope of every event. `sequence` is gapless per project, from 1. `timestamp` is RFC 3339 in UTC. */
export const StudioEvent = Type.Object(
  {
    project_id: Type.String(),
    operation_id: Type.Union([Type.String(), Type.Null()]),
    sequence: Type.Integer({ minimum: 1 }),
    kind: Type.Enum([...EVENT_KINDS]),
    timestamp: Type.String(),
    summary: Type.String(),
    progress: Type.Union([Progress, Type.Null()]),
    affected_assets: Type.Array(AssetId),
    /** Only with `watch_state`. */
    watch: Type.Optional(WatchState),
  },
  { $id: 'event', title: 'Event of a project', additionalProperties: false },
);
export type StudioEvent = Static<typeof StudioEvent>;

export const JOB_KINDS = ['pack', 'doctor', 'verify_pack', 'action', 'preview'] as const;
export const JOB_STATES = ['running', 'done', 'failed', 'cancelled'] as const;

/** One long piece of work. */
export const Job = Type.Object(
  {
    job_id: Type.String(),
    project_id: Type.Union([Type.String(), Type.Null()]),
    kind: Type.Enum([...JOB_KINDS]),
    title: Type.String(),
    state: Type.Enum([...JOB_STATES]),
    progress: Type.Union([Progress, Type.Null()]),
    started_ms: SafeCount,
    finished_ms: Type.Union([SafeCount, Type.Null()]),
    message: Type.Union([Type.String(), Type.Null()]),
  },
  { $id: 'job', title: 'Job', additionalProperties: false },
);
export type Job = Static<typeof Job>;
