import { diagnose, diagnosePayloads } from '#core/doctor/diagnose.ts';
import { mergeDiagnostics } from '#core/doctor/order.ts';
import type { DoctorScope } from '#core/doctor/rule.ts';
import { createTimeSlice } from '#core/node/time-slice.ts';
import { analyseContent, type AnalysedAsset } from '#core/packer/analyse-content.ts';
import { ContentMemory } from '#core/packer/content-memory.ts';
import { PayloadStore } from '#core/packer/payload-store.ts';
import { selectSoundAssets } from '#core/packer/select-sound-assets.ts';
import type { ReadTree } from '#core/ports/file-system.ts';
import { rescanPaths } from '#core/workspace/rescan.ts';
import { scanLookingForMovedRoots, scanWorkspace, type ScanOptions } from '#core/workspace/scan.ts';
import { ScanMemory } from '#core/workspace/scan-memory.ts';
import type { WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import type { Cache } from '#schemas/workspace/cache.ts';
import type { Progress } from '#schemas/contract/events.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { ServicePorts } from './service-ports.ts';

/** The workspace at one moment with all that is known to be wrong with it: a coherent snapshot for read services. */
export interface WorkspaceState {
  readonly snapshot: WorkspaceSnapshot;
  readonly scope: DoctorScope;
  readonly diagnostics: readonly Diagnostic[];
  /** By asset id; empty while the content was not looked at yet. */
  readonly contents: ReadonlyMap<number, AnalysedAsset>;
  readonly contentExamined: boolean;
}

/** Paths that changed since a snapshot, relative to the project. */
export interface WorkspaceDelta {
  readonly since: WorkspaceSnapshot;
  readonly paths: ReadonlySet<string>;
}

export interface ExamineOptions {
  readonly scope: DoctorScope;
  readonly signal?: AbortSignal | undefined;
  readonly cache: Cache;
  readonly scanMemory?: ScanMemory;
  readonly contentMemory?: ContentMemory;
  /** All that changed since a snapshot of the whole workspace: then only that is looked at again. */
  readonly changes?: WorkspaceDelta | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Called with the structure before content is decoded: rows can be shown at once. */
  readonly onStructure?: ((state: WorkspaceState) => void) | undefined;
}

/**
 * Scans and diagnoses: structure first, then the content of every registered asset whose structure is sound
 * (asset-workspace 4). Reads only.
 * @throws StudioError `CANCELLED`; what is wrong with the workspace is data
 */
export async function examineWorkspace(
  tree: ReadTree,
  ports: ServicePorts,
  options: ExamineOptions,
): Promise<WorkspaceState> {
  const { scope } = options;
  const slice = createTimeSlice(options.signal);
  const scan = { slice, clock: ports.clock, memory: options.scanMemory ?? new ScanMemory() };
  const snapshot = await takeSnapshot(tree, scan, options);
  const structural = await diagnose(snapshot, { scope, slice });
  options.onStructure?.({
    snapshot,
    scope,
    diagnostics: structural,
    contents: new Map(),
    contentExamined: false,
  });

  const sound = selectSoundAssets(snapshot.assets, structural);
  let done = 0;
  const analysed = await analyseContent(sound, {
    tree,
    hash: ports.hash,
    encoder: ports.encoder,
    slice,
    signal: options.signal,
    nowNs: () => ports.clock.nowNs(),
    cache: options.cache,
    memory: options.contentMemory ?? new ContentMemory(),
    tally: { filesHashed: 0, bytesHashed: 0 },
    purpose: 'doctor',
    previous: undefined,
    store: new PayloadStore(undefined, ''),
    onDone: () => {
      done += 1;
      options.onProgress?.({ phase: 'check', done, total: sound.length, unit: 'items' });
    },
  });
  const contents = new Map(analysed.map((result) => [result.asset.entry.asset_id, result]));
  const payloadDigests = new Map<number, string>();
  for (const [assetId, { outcome }] of contents) {
    if (outcome.kind === 'failed') continue;
    if (outcome.payloadSha256 !== undefined) payloadDigests.set(assetId, outcome.payloadSha256);
  }
  const diagnostics = mergeDiagnostics(
    structural,
    diagnosePayloads(snapshot, payloadDigests),
    analysed.flatMap((result) => result.diagnostics),
  );
  return { snapshot, scope, diagnostics, contents, contentExamined: true };
}

async function takeSnapshot(
  tree: ReadTree,
  scan: Omit<ScanOptions, 'whole'>,
  { scope, changes }: ExamineOptions,
): Promise<WorkspaceSnapshot> {
  if (scope === 'managed') return await scanLookingForMovedRoots(tree, scan);
  const partial =
    changes === undefined ? undefined : await rescanPaths(tree, changes.since, changes.paths, scan);
  return partial ?? (await scanWorkspace(tree, { ...scan, whole: true }));
}
