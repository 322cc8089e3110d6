import { equalBytes } from '#core/bytes/equal.ts';
import { blockingTest } from '#core/doctor/blocking.ts';
import { diagnose } from '#core/doctor/diagnose.ts';
import { mergeDiagnostics } from '#core/doctor/order.ts';
import { StudioError } from '#core/errors.ts';
import { LOCK_FOLDER } from '#core/node/project-lock.ts';
import {
  promoteSet,
  recoverSet,
  stageSet,
  type StagedFile,
  type StagingArea,
} from '#core/node/promote-set.ts';
import { sweepReplaceTemps } from '#core/node/sweep-temps.ts';
import { createTimeSlice } from '#core/node/time-slice.ts';
import { buildCompanions } from '#core/pack-format/companions.ts';
import { BUILD_FILES } from '#core/pack-format/layout.ts';
import type { PackPlan } from '#core/pack-format/layout-plan.ts';
import { analyseContent, type AnalysedAsset } from '#core/packer/analyse-content.ts';
import { compareSets, type SetChanges } from '#core/packer/compare-sets.ts';
import { describeAsset } from '#core/packer/describe-assets.ts';
import type { HashTally } from '#core/packer/input-digests.ts';
import { BUILD_FOLDER, outputPath, type OutputFile } from '#core/packer/output-files.ts';
import { PACKER_VERSION } from '#core/packer/packer-version.ts';
import { PayloadStore } from '#core/packer/payload-store.ts';
import { planBuild } from '#core/packer/plan-build.ts';
import { knownOutputDigests, previousSetOf, type PreviousSet } from '#core/packer/previous-set.ts';
import { selectSoundAssets } from '#core/packer/select-sound-assets.ts';
import { PreviousPackUnusable, writePack, type PackOutcome } from '#core/packer/write-pack.ts';
import type { FileStat, WriteTree } from '#core/ports/file-system.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';
import { emptyCache } from '#core/workspace/cache-document.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { scanLookingForMovedRoots } from '#core/workspace/scan.ts';
import type { WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import { projectPathOfFile } from '#core/workspace/workspace-paths.ts';
import type { Progress } from '#schemas/contract/events.ts';
import type { AssetTableMetadataEntry } from '#schemas/pack/companions.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { GateCheck, PackIdentity } from '#schemas/report/pack.ts';
import type { Cache } from '#schemas/workspace/cache.ts';
import { gateChecks } from './pack-gate.ts';
import type { ProjectSession } from './project-session.ts';
import { rememberRun } from './remember-run.ts';

/** How often a run starts over because a source or the previous pack changed under it. */
const ATTEMPTS = 3;

export interface PackRunOptions {
  /** Whether the write lane is still this run's; asked before anything is promoted (reliability C5). */
  readonly isHeld: () => boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onAsset?: ((asset: AnalysedAsset) => void) | undefined;
  /** A running host writes the cache when packing has been quiet for a while; a command at once. */
  readonly cacheLater?: boolean | undefined;
  /** Ignores cache and previous pack: what a clean build gives. */
  readonly clean?: boolean | undefined;
  /**
   * Asked with the digests of the staged outputs before they are promoted; false stops the run
   * (asset-workspace 3, `verify_rebuild`).
   */
  readonly confirm?: ((staged: ReadonlyMap<OutputFile, string>) => Promise<boolean>) | undefined;
  /**
   * Where the outputs go instead of into the project. Nothing of the project is written then, the cache included; the
   * caller needs no write lane.
   */
  readonly outputs?: WriteTree | undefined;
}

export interface AssetCounts {
  readonly included: number;
  readonly packed: number;
  readonly reused: number;
}

/** What a pack run came to, before it is made a report. */
export type PackRunResult =
  | PackedRun
  | {
      readonly status: 'blocked';
      readonly tally: HashTally;
      readonly diagnostics: readonly Diagnostic[];
      readonly gate: readonly GateCheck[];
    };

/** A run that left a whole set of outputs, or found it there. */
export interface PackedRun {
  readonly status: 'packed' | 'unchanged';
  readonly pack: PackIdentity;
  readonly counts: AssetCounts;
  readonly tally: HashTally;
  readonly diagnostics: readonly Diagnostic[];
  readonly gate: readonly GateCheck[];
  readonly changes: SetChanges;
}

/** Everything that writing a build whose gate has passed needs. */
interface Build {
  readonly snapshot: WorkspaceSnapshot;
  readonly analysed: readonly AnalysedAsset[];
  readonly plan: PackPlan;
  readonly previous: PreviousSet | undefined;
  readonly store: PayloadStore;
  readonly staging: StagingArea;
  readonly diagnostics: readonly Diagnostic[];
}

/** Encoded payloads that memory does not hold wait here, inside the staging folder. */
const SPILL_FILE = 'payloads.spill';
const COMPANION_FILES = [
  BUILD_FILES.assetTable,
  BUILD_FILES.preload,
  BUILD_FILES.assetTableMetadata,
] as const;
/**
 * One pack run (asset-workspace 3): the gate on a frozen snapshot, then stage, then promote as a set. The caller holds
 * the write lane. Cancellable until promotion starts; nothing is visible under a final name before.
 * @throws StudioError `CANCELLED`, `IO_*`, `FILE_CHANGED` where sources never came to rest
 */
export async function runPack(session: ProjectSession, options: PackRunOptions): Promise<PackRunResult> {
  const outputs = options.outputs ?? session.tree;
  for (const folder of options.outputs === undefined ? [LOCK_FOLDER, BUILD_FOLDER] : [])
    sweepReplaceTemps(outputs, folder);
  // A set that somebody changed by hand after a crash is taken for what it is: nothing to build on.
  const isMixed = recoverSet(outputs) === 'mixed';
  let clean = session.takeDistrust() || isMixed || options.clean === true;
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt === ATTEMPTS;
    try {
      return await new PackRun(session, options, clean, isLast).run();
    } catch (error) {
      if (error instanceof PreviousPackUnusable && !isLast) clean = true;
      else if (!(error instanceof StudioError) || error.code !== 'FILE_CHANGED' || isLast) throw error;
    }
  }
}

class PackRun {
  readonly #session: ProjectSession;
  readonly #options: PackRunOptions;
  readonly #slice: TimeSlice;
  readonly #tally: HashTally = { filesHashed: 0, bytesHashed: 0 };
  readonly #cache: Cache;
  readonly #clean: boolean;
  readonly #isLast: boolean;
  /** Where staging and outputs are; the project itself as a rule. */
  readonly #outputs: WriteTree;

  constructor(session: ProjectSession, options: PackRunOptions, clean: boolean, isLast: boolean) {
    this.#session = session;
    this.#options = options;
    this.#clean = clean;
    this.#isLast = isLast;
    this.#outputs = options.outputs ?? session.tree;
    this.#slice = createTimeSlice(options.signal);
    this.#cache = this.#clean ? emptyCache(PACKER_VERSION) : session.cache();
  }

  async run(): Promise<PackRunResult> {
    const { tree, ports, packMemory } = this.#session;
    const snapshot = await scanLookingForMovedRoots(tree, {
      slice: this.#slice,
      clock: ports.clock,
      memory: this.#session.scanMemory,
    });
    const statOutput = (file: OutputFile): FileStat | undefined => this.#outputs.stat(outputPath(file));
    // A rebuild that was asked for is made even where facts say that nothing changed.
    const looksAgain = this.#clean || this.#options.confirm !== undefined;
    const remembered = looksAgain ? undefined : packMemory.unchanged(snapshot, statOutput);
    if (remembered !== undefined) return remembered;

    const previous = this.#clean ? undefined : this.#session.previousSet();
    const structural = await diagnose(snapshot, { scope: 'managed', slice: this.#slice });
    const staging = stageSet(this.#outputs);
    const store = new PayloadStore(this.#outputs, staging.pathOf(SPILL_FILE));
    try {
      const analysed = await this.#analyse(snapshot, structural, previous, store);
      const diagnostics = mergeDiagnostics(
        structural,
        analysed.flatMap((asset) => asset.diagnostics),
      );
      const blocking = diagnostics.filter(blockingTest(snapshot));
      if (blocking.length > 0) return this.#blocked(diagnostics, blocking);
      const build = planBuild(snapshot, analysed, previous);
      if (!build.ok) {
        const tooLarge = makeDiagnostic('HEADER_TOO_LARGE', {
          message: `The header would have ${build.headerSizeBytes} bytes.`,
        });
        return this.#blocked([...diagnostics, tooLarge], [tooLarge]);
      }
      return await this.#write({
        snapshot,
        analysed,
        plan: build.plan,
        previous,
        store,
        staging,
        diagnostics,
      });
    } catch (error) {
      const changed = this.#sourceChanged(error, snapshot);
      if (changed === undefined) throw error;
      return this.#blocked([...structural, changed], [changed]);
    } finally {
      store.close();
      staging.discard();
    }
  }

  #blocked(diagnostics: readonly Diagnostic[], blocking: readonly Diagnostic[]): PackRunResult {
    return { status: 'blocked', tally: this.#tally, diagnostics, gate: gateChecks(blocking) };
  }

  async #analyse(
    snapshot: WorkspaceSnapshot,
    structural: readonly Diagnostic[],
    previous: PreviousSet | undefined,
    store: PayloadStore,
  ): Promise<readonly AnalysedAsset[]> {
    const { tree, ports, contentMemory } = this.#session;
    const buildSet = selectSoundAssets(snapshot.assets, structural).filter(
      ({ entry }) => entry.included_in_build,
    );
    let done = 0;
    return await analyseContent(buildSet, {
      tree,
      hash: ports.hash,
      encoder: ports.encoder,
      slice: this.#slice,
      signal: this.#options.signal,
      nowNs: () => ports.clock.nowNs(),
      cache: this.#cache,
      memory: contentMemory,
      tally: this.#tally,
      purpose: 'pack',
      previous,
      store,
      onDone: (asset) => {
        done += 1;
        this.#options.onAsset?.(asset);
        this.#options.onProgress?.({ phase: 'encode', done, total: buildSet.length, unit: 'items' });
      },
    });
  }

  async #write(build: Build): Promise<PackRunResult> {
    const { snapshot, analysed, plan, previous, staging, diagnostics } = build;
    const { tree, ports } = this.#session;
    const known = knownOutputDigests(this.#outputs, this.#cache);
    const kept = keptPack(plan, analysed, previous);
    const outcome = kept ?? (await this.#stagePack(build));
    const described: AssetTableMetadataEntry[] = [];
    const describePorts = {
      tree,
      hash: ports.hash,
      slice: this.#slice,
      nowNs: () => ports.clock.nowNs(),
      previous,
    };
    for (const asset of analysed) {
      const payload = outcome.payloadDigests.get(asset.asset.entry.asset_id) ?? '';
      described.push(await describeAsset(asset, payload, snapshot.scannedAtNs, describePorts));
      if (this.#slice.due()) await this.#slice.pause();
    }
    const staged: StagedFile[] = [];
    const digests = new Map<OutputFile, string>([[BUILD_FILES.pack, outcome.written.sha256]]);
    if (kept === undefined) staged.push({ name: BUILD_FILES.pack, ...outcome.written });
    const companions = buildCompanions(plan, outcome.written, described);
    for (const file of COMPANION_FILES) {
      const bytes = companions[file];
      const sha256 = ports.hash.sha256Hex(bytes);
      digests.set(file, sha256);
      if (known.get(file) === sha256) continue;
      stageBytes(staging, file, bytes);
      staged.push({ name: file, sha256, sizeBytes: bytes.length });
    }
    if ((await this.#options.confirm?.(digests)) === false) throw new StudioError('REBUILD_DIFFERS');
    // The last moment at which a cancel still leaves everything as it was.
    await this.#slice.pause();
    if (!this.#options.isHeld())
      throw new StudioError('PROJECT_LOCKED', 'The lock of the project was taken away while packing.');
    const { promoted } = promoteSet(this.#outputs, { files: staged });
    const counts = countAssets(analysed);
    const result: PackRunResult = {
      status: promoted.length === 0 ? 'unchanged' : 'packed',
      pack: {
        path: outputPath(BUILD_FILES.pack),
        size_bytes: outcome.written.sizeBytes,
        sha256: outcome.written.sha256,
      },
      counts,
      tally: this.#tally,
      diagnostics,
      gate: gateChecks([]),
      changes: compareSets(plan.header, analysed, outcome.payloadDigests, previous),
    };
    // What went elsewhere says nothing about the outputs of the project.
    if (this.#options.outputs !== undefined) return result;
    this.#session.replacePreviousSet(previousSetOf(tree, plan, outcome.written.sha256, described));
    rememberRun(
      this.#session,
      { snapshot, analysed, payloadDigests: outcome.payloadDigests, outputDigests: digests, result },
      this.#options.cacheLater === true,
    );
    return result;
  }

  async #stagePack({ plan, analysed, previous, store, staging }: Build): Promise<PackOutcome> {
    const { tree, ports } = this.#session;
    const handle = staging.create(BUILD_FILES.pack);
    try {
      const outcome = await writePack(plan, analysed, handle, {
        tree,
        hash: ports.hash,
        slice: this.#slice,
        nowNs: () => ports.clock.nowNs(),
        previous,
        store,
        batchReader: ports.batchReader?.(this.#session.folder.root),
        onBytes: (done) =>
          this.#options.onProgress?.({ phase: 'write', done, total: plan.fileSizeBytes, unit: 'bytes' }),
      });
      handle.sync();
      return outcome;
    } finally {
      handle.close();
    }
  }

  /** A source that changed or went away while it was written into the pack, as a finding with its place. */
  #sourceChanged(error: unknown, snapshot: WorkspaceSnapshot): Diagnostic | undefined {
    if (!(error instanceof StudioError)) return undefined;
    const asset = snapshot.assets.find(({ entry }) => entry.asset_id === error.data['asset_id']);
    const file = error.data['file'];
    if (asset === undefined || typeof file !== 'string') return undefined;
    const place = {
      assetId: asset.entry.asset_id,
      file: projectPathOfFile(asset.entry.root, file),
      message: error.message,
    };
    switch (error.code) {
      case 'FILE_CHANGED':
        return this.#isLast ? makeDiagnostic('INPUT_CHANGED_WHILE_PACKING', place) : undefined;
      case 'FILE_NOT_FOUND':
        return makeDiagnostic('INPUT_MISSING', place);
      case 'IO_DENIED':
        return makeDiagnostic('INPUT_UNREADABLE', place);
      default:
        return undefined;
    }
  }
}

/** The outcome without writing a pack, where the previous one is by its facts this very pack already. */
function keptPack(
  plan: PackPlan,
  analysed: readonly AnalysedAsset[],
  previous: PreviousSet | undefined,
): PackOutcome | undefined {
  if (previous?.trusted !== true) return undefined;
  const payloadDigests = new Map<number, string>();
  for (const { asset, outcome } of analysed) {
    if (outcome.kind !== 'reused') return undefined;
    payloadDigests.set(asset.entry.asset_id, outcome.payloadSha256);
  }
  if (plan.fileSizeBytes !== previous.sizeBytes || !equalBytes(plan.headerBytes, previous.headerBytes))
    return undefined;
  return { written: { sha256: previous.packSha256, sizeBytes: previous.sizeBytes }, payloadDigests };
}

function stageBytes(staging: StagingArea, file: string, bytes: Uint8Array): void {
  const handle = staging.create(file);
  try {
    handle.write(bytes);
    handle.sync();
  } finally {
    handle.close();
  }
}

function countAssets(analysed: readonly AnalysedAsset[]): AssetCounts {
  const reused = analysed.filter(({ outcome }) => outcome.kind === 'reused').length;
  return { included: analysed.length, packed: analysed.length - reused, reused };
}
