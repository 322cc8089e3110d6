import { basename } from 'node:path';
import { StudioError } from '#core/errors.ts';
import { ContentMemory } from '#core/packer/content-memory.ts';
import { PACKER_VERSION } from '#core/packer/packer-version.ts';
import { PackMemory } from '#core/packer/pack-memory.ts';
import { readCache } from '#core/workspace/cache-document.ts';
import { readPreviousSet, type PreviousSet } from '#core/packer/previous-set.ts';
import { ScanMemory } from '#core/workspace/scan-memory.ts';
import type { DoctorScope } from '#core/doctor/rule.ts';
import type { Progress } from '#schemas/contract/events.ts';
import type { Cache } from '#schemas/workspace/cache.ts';
import { EventLog } from './event-log.ts';
import { examineWorkspace, type WorkspaceDelta, type WorkspaceState } from './examine-workspace.ts';
import { openProjectFolder, type ProjectFolder } from './open-folder.ts';
import type { PackedRun } from './pack-run.ts';
import type { ServicePorts } from './service-ports.ts';

/** A running host writes the cache when packing has been quiet for so long. */
const CACHE_WRITE_DELAY_MS = 2000;

export interface ExamineRequest {
  readonly scope: DoctorScope;
  readonly changes?: WorkspaceDelta | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly onStructure?: ((state: WorkspaceState) => void) | undefined;
}

/**
 * One open project: its folder, its events, and what this process remembers of it between scans. Nothing remembered
 * here changes a result, only how fast it comes.
 */
export class ProjectSession {
  readonly projectId: string;
  readonly folder: ProjectFolder;
  readonly events: EventLog;
  readonly scanMemory = new ScanMemory();
  readonly contentMemory = new ContentMemory();
  readonly packMemory = new PackMemory<PackedRun>();
  readonly ports: ServicePorts;
  #cache: Cache | undefined;
  #previous: PreviousSet | undefined;
  #distrusted = false;
  #cacheWrite: { readonly timer: ReturnType<typeof setTimeout>; readonly write: () => void } | undefined;
  #state: WorkspaceState | undefined;

  constructor(folder: ProjectFolder, ports: ServicePorts) {
    this.projectId = ports.random.uuidV4();
    this.folder = folder;
    this.ports = ports;
    this.events = new EventLog(this.projectId, ports.clock);
  }

  /** @throws StudioError `PROJECT_NOT_FOUND`, `PROJECT_NOT_A_FOLDER` */
  static open(path: string, ports: ServicePorts): ProjectSession {
    return new ProjectSession(openProjectFolder(path), ports);
  }

  get name(): string {
    return basename(this.folder.root);
  }

  get tree(): ProjectFolder['tree'] {
    return this.folder.tree;
  }

  /** @throws StudioError `PROJECT_READ_ONLY` */
  requireWritable(): void {
    if (this.folder.readOnlyReason !== undefined)
      throw new StudioError('PROJECT_READ_ONLY', this.folder.readOnlyReason);
  }

  /** The cache as this process last read or wrote it; disposable (asset-workspace 6). */
  cache(): Cache {
    this.#cache ??= readCache(this.tree, PACKER_VERSION);
    return this.#cache;
  }

  /** Told by whoever wrote a new cache; without an argument it is read again when it is needed. */
  replaceCache(cache?: Cache): void {
    this.#cache = cache;
  }

  /** The outputs of the last run, read again only where they are not the files that are known. */
  previousSet(): PreviousSet | undefined {
    if (this.#previous?.isCurrent(this.tree) !== true)
      this.#previous = readPreviousSet(this.tree, this.cache(), this.ports.hash);
    return this.#previous;
  }

  /** True while the outputs are the files that this process knows. */
  get isPreviousSetCurrent(): boolean {
    return this.#previous?.isCurrent(this.tree) === true;
  }

  /** True once after outputs turned out to be of no run: then nothing of them or of the cache is taken over. */
  takeDistrust(): boolean {
    const distrusted = this.#distrusted;
    this.#distrusted = false;
    return distrusted;
  }

  distrustOutputs(): void {
    this.#distrusted = true;
  }

  /** Told by whoever wrote new outputs. */
  replacePreviousSet(previous: PreviousSet | undefined): void {
    this.#previous = previous;
  }

  /**
   * Writes the cache later, when nothing waits for it: a host that is killed before only works more next time. The
   * latest write replaces one that still waits.
   */
  writeCacheLater(write: () => void): void {
    clearTimeout(this.#cacheWrite?.timer);
    const timer = setTimeout(() => {
      this.flushCache();
    }, CACHE_WRITE_DELAY_MS);
    timer.unref();
    this.#cacheWrite = { timer, write };
  }

  /** Writes a cache that waits; called before a host or a command ends. */
  flushCache(): void {
    const waiting = this.#cacheWrite;
    this.#cacheWrite = undefined;
    clearTimeout(waiting?.timer);
    waiting?.write();
  }

  /** The state as of the last examination, if there was one. */
  get lastState(): WorkspaceState | undefined {
    return this.#state;
  }

  /** Scans and diagnoses now (asset-workspace 4). */
  async examine(request: ExamineRequest): Promise<WorkspaceState> {
    const state = await examineWorkspace(this.tree, this.ports, {
      scope: request.scope,
      changes: request.changes,
      signal: request.signal,
      cache: this.cache(),
      scanMemory: this.scanMemory,
      contentMemory: this.contentMemory,
      onProgress: request.onProgress,
      onStructure: (structure) => {
        // Keep what is known of contents until the new answer is there: rows must not flicker.
        this.#state ??= structure;
        request.onStructure?.(structure);
      },
    });
    this.#state = state;
    return state;
  }
}
