import { asStudioError, StudioError } from '#core/errors.ts';
import type { OutputFile } from '#core/packer/output-files.ts';
import type { Progress } from '#schemas/contract/events.ts';
import type { PackReport } from '#schemas/report/pack.ts';
import type { HeldLock, LockOwner } from '#core/node/project-lock.ts';
import { runPack, type PackRunResult } from './pack-run.ts';
import type { ProjectSession } from './project-session.ts';
import { withWriteLane } from './write-lane.ts';

/** Encodes everything again in a second process and gives the digests of its outputs (asset-workspace 3). */
export type Rebuild = (
  projectRoot: string,
  signal: AbortSignal | undefined,
) => Promise<ReadonlyMap<OutputFile, string>>;

export interface PackOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onWait?: ((owner: LockOwner | undefined) => void) | undefined;
  readonly waitMs?: number | undefined;
  /** A running host writes the cache when packing has been quiet for a while. */
  readonly cacheLater?: boolean;
  /** Ignores cache and previous pack. */
  readonly clean?: boolean;
  /** Where given, the rebuild is asked for and compared before anything is promoted. */
  readonly rebuild?: Rebuild | undefined;
}

/** More cache events than this in one run are told by `build_finished` alone. */
const MAX_CACHE_EVENTS = 200;

/**
 * One pack run as a report; it never throws: a failure or a cancel is a status (asset-workspace 3, `pack`).
 * Emits `build_started`, `cache_hit`, `cache_miss`, `progress_updated`, `build_finished`.
 */
export async function packProject(session: ProjectSession, options: PackOptions = {}): Promise<PackReport> {
  const { events, ports, folder } = session;
  const operationId = ports.random.uuidV4();
  const startedMs = ports.clock.nowMs();
  let rebuild: PackReport['rebuild'];
  let cacheEvents = 0;
  let lastProgressMs = 0;
  const confirm = options.rebuild;
  let report: PackReport;
  events.emit('build_started', { operationId, summary: `Packing ${session.name}` });
  try {
    session.requireWritable();
    const work = (held: HeldLock): Promise<PackRunResult> =>
      runPack(session, {
        isHeld: () => held.isHeld(),
        signal: options.signal,
        clean: options.clean,
        cacheLater: options.cacheLater,
        onProgress: (progress) => {
          options.onProgress?.(progress);
          const nowMs = ports.clock.nowMs();
          if (nowMs - lastProgressMs < 100) return;
          lastProgressMs = nowMs;
          events.emit('progress_updated', { operationId, summary: progress.phase, progress });
        },
        onAsset: ({ asset, outcome }) => {
          cacheEvents += 1;
          if (cacheEvents > MAX_CACHE_EVENTS) return;
          const hit = outcome.kind === 'reused';
          events.emit(hit ? 'cache_hit' : 'cache_miss', {
            operationId,
            summary: asset.address,
            affectedAssets: [asset.entry.asset_id],
          });
        },
        confirm:
          confirm === undefined
            ? undefined
            : async (staged) => {
                const again = await confirm(folder.root, options.signal);
                const same = [...staged].every(([file, sha256]) => again.get(file) === sha256);
                rebuild = same ? 'identical' : 'different';
                return same;
              },
      });
    const lockable = session.tree.stat('assets/.prometeu')?.kind === 'directory';
    const lane = { verb: 'pack', signal: options.signal, waitMs: options.waitMs, onWait: options.onWait };
    const result = lockable ? await withWriteLane(folder.root, lane, work) : await packUnlocked(session);
    report = toReport(result, ports.clock.nowMs() - startedMs);
  } catch (error) {
    const failure = asStudioError(error);
    report = {
      status: failure.code === 'CANCELLED' ? 'cancelled' : 'failed',
      assets: { included: 0, packed: 0, reused: 0 },
      inputs: { files_hashed: 0, bytes_hashed: 0 },
      diagnostics: [],
      gate: [],
      changes: [],
      removed: [],
      duration_ms: ports.clock.nowMs() - startedMs,
      error: failure.toDocument(),
    };
  }
  if (rebuild !== undefined) report = withRebuild(report, rebuild);
  events.emit('build_finished', {
    operationId,
    summary: summarise(report),
    affectedAssets: report.changes.map(({ asset_id }) => asset_id),
  });
  return report;
}

/** Without a registry there is nothing to lock and nothing to pack: only the diagnostics that say so. */
async function packUnlocked(session: ProjectSession): Promise<PackRunResult> {
  const { diagnostics } = await session.examine({ scope: 'managed' });
  if (!diagnostics.some(({ severity }) => severity === 'error'))
    throw new StudioError('INTERNAL', 'nothing to lock');
  return {
    status: 'blocked',
    tally: { filesHashed: 0, bytesHashed: 0 },
    diagnostics,
    gate: [
      { id: 'registry_valid', title: 'The registry is valid', state: 'failed' },
      { id: 'assets_valid', title: 'Every asset of the build set is valid', state: 'not_run' },
    ],
  };
}

function toReport(result: PackRunResult, durationMs: number): PackReport {
  const common = {
    inputs: { files_hashed: result.tally.filesHashed, bytes_hashed: result.tally.bytesHashed },
    diagnostics: [...result.diagnostics],
    gate: [...result.gate],
    duration_ms: Math.max(0, Math.round(durationMs)),
  };
  if (result.status === 'blocked') {
    return {
      status: 'blocked',
      assets: { included: 0, packed: 0, reused: 0 },
      ...common,
      changes: [],
      removed: [],
    };
  }
  return {
    status: result.status,
    pack: result.pack,
    assets: { ...result.counts },
    ...common,
    changes: [...result.changes.changes],
    removed: [...result.changes.removed],
  };
}

function withRebuild(report: PackReport, rebuild: NonNullable<PackReport['rebuild']>): PackReport {
  const state = rebuild === 'identical' ? 'passed' : 'failed';
  return {
    ...report,
    rebuild,
    gate: [
      ...report.gate,
      { id: 'rebuild_identical', title: 'A second process packs the same bytes', state },
    ],
  };
}

/** One line of truth about a run (visual.md picture 3). */
export function summarise(report: PackReport): string {
  const { assets } = report;
  switch (report.status) {
    case 'packed':
      return `Packed ${assets.included} assets: ${assets.reused} reused, ${assets.packed} encoded`;
    case 'unchanged':
      return `Nothing changed: ${assets.included} assets`;
    case 'blocked': {
      const errors = report.diagnostics.filter(({ severity }) => severity === 'error').length;
      return `Blocked by ${errors} ${errors === 1 ? 'error' : 'errors'}`;
    }
    case 'failed':
      return `Failed: ${report.error?.message ?? ''}`;
    case 'cancelled':
      return 'Cancelled; nothing was changed';
  }
}
