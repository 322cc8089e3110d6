import { asStudioError } from '#core/errors.ts';
import { watchProject, type ProjectWatcher } from '#core/node/watch/watcher.ts';
import { BUILD_FILES } from '#core/pack-format/layout.ts';
import { outputPath } from '#core/packer/output-files.ts';
import type { SourceFile } from '#core/workspace/mutations/action-plan.ts';
import type { WatchState } from '#schemas/contract/events.ts';
import type { ProjectStatus } from '#schemas/contract/views.ts';
import type { PackReport } from '#schemas/report/pack.ts';
import { ActionService } from './action-service.ts';
import type { PackedFacts } from './asset-views.ts';
import { changedAssets } from './changed-assets.ts';
import type { WorkspaceState } from './examine-workspace.ts';
import { isPackFresh } from './freshness.ts';
import type { JobRegistry } from './jobs.ts';
import { packProject, summarise, type Rebuild } from './pack-service.ts';
import type { ProjectSession } from './project-session.ts';
import { factsOf } from './workspace-queries.ts';

export interface LiveProjectOptions {
  readonly jobs: JobRegistry;
  readonly sourceOf: (handle: string) => SourceFile;
  readonly rebuild: Rebuild | undefined;
  readonly packOnChange: boolean;
}

/**
 * An open project in a studio: watched, examined again after every change, packed on request or on change. Watching
 * is a trigger only; every answer comes from a look at the disk (asset-workspace 6).
 */
export class LiveProject {
  readonly session: ProjectSession;
  readonly actions: ActionService;
  readonly #options: LiveProjectOptions;
  #watcher: ProjectWatcher | undefined;
  #watch: WatchState = { state: 'off', reason: null };
  #packOnChange: boolean;
  #lastReport: PackReport | undefined;
  #packed: ReadonlyMap<number, PackedFacts> = new Map();
  #packIdentity: ProjectStatus['pack'] = null;
  #packedMs: number | null = null;
  #state: WorkspaceState | undefined;
  #refreshing: Promise<WorkspaceState> | undefined;
  /** Paths that changed since `#state` was seen; undefined where anything may have. */
  #changed: Set<string> | undefined;
  /** How often a look was asked for; one that begins answers all requests before it. */
  #requests = 0;
  /** The last answer, for as long as nothing it was drawn from is another object. */
  #fresh: { snapshot: unknown; previous: unknown; cache: unknown; isFresh: boolean } | undefined;
  #packing: string | undefined;
  #packAgain = false;
  #closed = false;

  constructor(session: ProjectSession, options: LiveProjectOptions) {
    this.session = session;
    this.#options = options;
    this.#packOnChange = options.packOnChange;
    this.actions = new ActionService(session, options.sourceOf);
    this.#readOutputs();
  }

  /** Starts watching. Changes that came before are found by the first examination. */
  watch(): void {
    this.#watcher = watchProject(this.session.folder.root, {
      onChange: ({ paths, whole }) => {
        this.#lookAgain(whole ? undefined : paths).then(
          () => {
            this.#onSettled();
          },
          // It was told as an event; the next change or a rescan looks at everything again.
          () => undefined,
        );
      },
      onState: (watch) => {
        this.#watch = watch;
        this.session.events.emit('watch_state', { summary: watch.reason ?? watch.state, watch });
      },
    });
  }

  /** The state as it is known; examines first where nothing is known yet. */
  async state(): Promise<WorkspaceState> {
    return this.#state ?? (await this.refresh());
  }

  /** Looks at the whole workspace again; calls that come meanwhile share one further look. */
  async refresh(): Promise<WorkspaceState> {
    return await this.#lookAgain(undefined);
  }

  async rescan(): Promise<void> {
    await this.#watcher?.rescan();
    await this.refresh();
  }

  get packed(): ReadonlyMap<number, PackedFacts> {
    return this.#packed;
  }

  setPackOnChange(enabled: boolean): void {
    this.#packOnChange = enabled;
    if (enabled) this.#onSettled();
  }

  status(): ProjectStatus {
    this.#noticeForeignPack();
    return {
      watch: this.#watch,
      pack_on_change: this.#packOnChange,
      pack: this.#packIdentity,
      packed_ms: this.#packedMs,
      freshness: this.#shownFreshness(),
      last_report: this.#lastReport ?? null,
    };
  }

  /** Starts a pack job; one at a time. */
  startPack(verifyRebuild: boolean): string {
    if (this.#packing !== undefined) return this.#packing;
    const { jobs, rebuild } = this.#options;
    const { jobId, result } = jobs.start(
      { kind: 'pack', title: `Pack ${this.session.name}`, projectId: this.session.projectId },
      async ({ signal, report: onProgress }) => {
        const report = await packProject(this.session, {
          signal,
          onProgress,
          cacheLater: true,
          ...(verifyRebuild && rebuild !== undefined ? { rebuild } : {}),
        });
        this.#lastReport = report;
        this.#readOutputs();
        if (report.status === 'cancelled') signal.throwIfAborted();
        return report;
      },
      summarise,
    );
    this.#packing = jobId;
    void result
      .catch(() => undefined)
      .finally(() => {
        this.#packing = undefined;
        if (this.#packAgain) {
          this.#packAgain = false;
          this.#onSettled();
        }
      });
    return jobId;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.session.flushCache();
    await this.#watcher?.close();
    await this.#refreshing?.catch(() => undefined);
  }

  #onSettled(): void {
    if (this.#closed || !this.#packOnChange || this.session.folder.readOnlyReason !== undefined) return;
    if (this.#packing !== undefined) this.#packAgain = true;
    else if (this.#freshness() !== 'fresh') this.startPack(false);
  }

  /** A file that was packed right after it was saved has no facts to rely on, but what was packed is known here. */
  #shownFreshness(): ProjectStatus['freshness'] {
    const freshness = this.#freshness();
    const previous = this.session.previousSet();
    if (freshness !== 'stale' || previous === undefined || this.#state === undefined) return freshness;
    const isPacked = this.session.packMemory.hasPacked(this.#state.snapshot, previous.packStat);
    return isPacked ? 'fresh' : 'stale';
  }

  #freshness(): ProjectStatus['freshness'] {
    const previous = this.session.previousSet();
    if (previous === undefined) return 'none';
    if (this.#state === undefined) return 'stale';
    const { snapshot } = this.#state;
    const cache = this.session.cache();
    const known = this.#fresh;
    if (known?.snapshot !== snapshot || known.previous !== previous || known.cache !== cache) {
      this.#fresh = { snapshot, previous, cache, isFresh: isPackFresh(snapshot, previous, cache) };
    }
    return this.#fresh?.isFresh === true ? 'fresh' : 'stale';
  }

  /** Another process may have packed meanwhile: then what this one remembers of cache and outputs is old. */
  #noticeForeignPack(): void {
    if (this.#packing !== undefined) return;
    const sha256 = this.#packIdentity?.sha256;
    if (this.session.isPreviousSetCurrent) return;
    this.session.replaceCache();
    this.#readOutputs();
    if (this.#packIdentity?.sha256 !== sha256) this.#lastReport = undefined;
  }

  /** @param paths what changed; undefined where anything may have */
  async #lookAgain(paths: readonly string[] | undefined): Promise<WorkspaceState> {
    this.#requests += 1;
    if (paths === undefined) this.#changed = undefined;
    else for (const path of paths) this.#changed?.add(path);
    this.#refreshing ??= this.#refreshUntilQuiet();
    return await this.#refreshing;
  }

  async #refreshUntilQuiet(): Promise<WorkspaceState> {
    try {
      for (;;) {
        const answers = this.#requests;
        const state = await this.#look();
        if (answers === this.#requests || this.#closed) return state;
      }
    } finally {
      // In the same turn in which the last look was found to answer everybody: who asks later starts a new one.
      this.#refreshing = undefined;
    }
  }

  async #look(): Promise<WorkspaceState> {
    const before = this.#state;
    const paths = this.#changed;
    this.#changed = new Set();
    let shown = before;
    try {
      const state = await this.session.examine({
        scope: 'whole',
        changes: before === undefined || paths === undefined ? undefined : { since: before.snapshot, paths },
        onStructure: (structure) => {
          // First look: rows can be shown before their content is decoded.
          if (before !== undefined) return;
          this.#state = structure;
          shown = structure;
          this.#announce(undefined, structure);
        },
      });
      this.#state = state;
      this.#announce(shown, state);
      return state;
    } catch (error) {
      this.#changed = undefined;
      const failure = asStudioError(error);
      this.session.events.emit('action_failed', {
        summary: `Looking at the workspace failed: ${failure.message}`,
      });
      if (before === undefined || this.#closed) throw error;
      return before;
    }
  }

  #announce(before: WorkspaceState | undefined, after: WorkspaceState): void {
    const { events } = this.session;
    const { discovered, changed, removed, looseChanged, diagnosticsChanged } = changedAssets(before, after);
    if (discovered.length > 0) {
      events.emit('asset_discovered', {
        summary: `${discovered.length} discovered`,
        affectedAssets: discovered,
      });
    }
    if (changed.length + removed.length > 0 || looseChanged) {
      events.emit('asset_changed', {
        summary: `${changed.length} changed, ${removed.length} removed`,
        affectedAssets: [...changed, ...removed],
      });
    }
    if (diagnosticsChanged || before === undefined) {
      events.emit('diagnostics_updated', {
        summary: `${after.diagnostics.length} diagnostics`,
        affectedAssets: changed,
      });
    }
    if (after.contentExamined && changed.length > 0) {
      events.emit('preview_ready', { summary: `${changed.length} previews`, affectedAssets: changed });
    }
  }

  #readOutputs(): void {
    const previous = this.session.previousSet();
    this.#packed = factsOf(previous);
    const path = outputPath(BUILD_FILES.pack);
    this.#packIdentity =
      previous === undefined ? null : { path, size_bytes: previous.sizeBytes, sha256: previous.packSha256 };
    this.#packedMs = previous === undefined ? null : Number(previous.packStat.mtimeNs / 1_000_000n);
  }
}
