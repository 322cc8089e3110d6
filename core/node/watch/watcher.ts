import * as fs from 'node:fs';
import { relative, sep } from 'node:path';
import { watch as watchWithChokidar, type FSWatcher } from 'chokidar';
import type { ReadTree } from '#core/ports/file-system.ts';
import type { WatchState } from '#schemas/contract/events.ts';
import { openDiskTree } from '../disk-tree.ts';
import { errnoOf } from '../io-errors.ts';
import { createTimeSlice } from '../time-slice.ts';
import { ChangeBatches, type ChangeBatch } from './change-batches.ts';
import { changedPaths, pollScan, type PollScan, statQuietly } from './poll-scan.ts';
import { Settling } from './settling.ts';
import { isWatchedPath, WATCHED_FOLDER } from './watched-paths.ts';

/** The part of chokidar that is used; replaced in tests to raise errors at will. */
export type WatchBackend = (path: string, ignored: (path: string) => boolean) => FSWatcher;

export interface WatchOptions {
  readonly onChange: (batch: ChangeBatch) => void;
  readonly onState: (state: WatchState) => void;
  /** A failure of the watcher or of one of the two callbacks, for the log; it never ends the process. */
  readonly onError?: (failure: unknown) => void;
  readonly backend?: WatchBackend;
  /** How often to look at everything once watching is lost. */
  readonly pollEveryMs?: number;
}

export interface ProjectWatcher {
  readonly state: WatchState;
  /** Resolves when the first `whole` batch was told: from then on no change is missed. */
  readonly ready: Promise<void>;
  /** Starts watching afresh and reports a `whole` batch; the button beside a lost state. */
  rescan(): Promise<void>;
  close(): Promise<void>;
}

const TICK_MS = 12;
const GUARD_MS = 1_000;
const POLL_EVERY_MS = 3_000;
const REASONS = {
  exhausted:
    'The system has no more watches: changes are found by looking every few seconds. Raise fs.inotify.max_user_watches, then rescan.',
  missing: 'The folder assets/ is not there.',
  failed: 'The system stopped reporting changes: they are found by looking every few seconds.',
} as const;
type LostReason = keyof typeof REASONS;

const withChokidar: WatchBackend = (path, ignored) =>
  watchWithChokidar(path, {
    ignoreInitial: true,
    followSymlinks: false,
    atomic: false,
    ignorePermissionErrors: true,
    ignored,
  });

/**
 * Watches `assets/` of a project and tells what changed once it has come to rest (asset-workspace 6). Watching is a
 * trigger only: whoever is told looks at the disk again. Links are not followed. Errors never escape (W2).
 *
 * @param rootPath the project folder
 * @throws StudioError `PROJECT_NOT_FOUND`, `PROJECT_NOT_A_FOLDER`
 */
export function watchProject(rootPath: string, options: WatchOptions): ProjectWatcher {
  const watcher = new AssetsWatcher(rootPath, options);
  return watcher;
}

class AssetsWatcher implements ProjectWatcher {
  readonly ready: Promise<void>;
  readonly #root: string;
  readonly #tree: ReadTree;
  readonly #options: WatchOptions;
  readonly #settling: Settling;
  readonly #batches = new ChangeBatches();
  #backend: FSWatcher | undefined;
  #starting: Promise<void> = Promise.resolve();
  #isStarting = false;
  #cancelStart: () => void = () => undefined;
  #lost: LostReason | undefined;
  #told: WatchState = { state: 'off', reason: null };
  #tick: NodeJS.Timeout | undefined;
  readonly #guard: NodeJS.Timeout;
  #poll: NodeJS.Timeout | undefined;
  #pollRun = 0;
  #seen: PollScan | undefined;
  #rootInode: bigint | undefined;
  #closed = false;

  constructor(rootPath: string, options: WatchOptions) {
    this.#tree = openDiskTree(rootPath);
    this.#root = fs.realpathSync.native(rootPath);
    this.#options = options;
    this.#settling = new Settling((path) => statQuietly(this.#tree, path));
    this.#guard = setInterval(() => {
      this.#checkRoot();
    }, GUARD_MS);
    this.ready = this.#restart();
  }

  get state(): WatchState {
    return this.#told;
  }

  async rescan(): Promise<void> {
    await this.#restart();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#guard);
    clearTimeout(this.#tick);
    clearTimeout(this.#poll);
    this.#settling.clear();
    this.#cancelStart();
    await this.#starting;
    await this.#endBackend();
    this.#told = { state: 'off', reason: null };
  }

  /** One start after the other; each ends with a look at everything. */
  async #restart(): Promise<void> {
    this.#starting = this.#starting.then(() => this.#start());
    await this.#starting;
  }

  async #start(): Promise<void> {
    if (this.#closed) return;
    this.#isStarting = true;
    this.#lost = undefined;
    this.#stopPolling();
    this.#tellState();
    await this.#endBackend();
    this.#rootInode = this.#inodeOfRoot();
    if (this.#rootInode === undefined) this.#lose('missing');
    else await this.#startBackend();
    this.#isStarting = false;
    this.#batches.addWhole();
    this.#flush();
  }

  async #startBackend(): Promise<void> {
    try {
      const watched = `${this.#root}/${WATCHED_FOLDER}`;
      const backend = (this.#options.backend ?? withChokidar)(
        watched,
        (path) => !isWatchedPath(this.#relative(path)),
      );
      this.#backend = backend;
      backend.on('all', (_event, path) => {
        this.#note(this.#relative(path));
      });
      backend.on('raw', (_event, name, details) => {
        this.#noteRaw(name, details);
      });
      await new Promise<void>((resolve) => {
        this.#cancelStart = resolve;
        backend.on('ready', () => {
          resolve();
        });
        backend.on('error', (failure) => {
          this.#fail(failure);
          resolve();
        });
      });
    } catch (failure) {
      this.#fail(failure);
    }
  }

  async #endBackend(): Promise<void> {
    const backend = this.#backend;
    this.#backend = undefined;
    try {
      await backend?.close();
      // Closing takes all listeners away, and an `error` that nobody hears would end the process (reliability W2).
      backend?.on('error', () => undefined);
    } catch (failure) {
      this.#report(failure);
    }
  }

  /** Project-relative POSIX path. */
  #relative(path: string): string {
    const inside = path.startsWith(`${this.#root}/`)
      ? path.slice(this.#root.length + 1)
      : relative(this.#root, path);
    return sep === '/' ? inside : inside.split(sep).join('/');
  }

  /** Every event of the system counts, also where size and coarse mtime stay equal (reliability W1). */
  #noteRaw(name: string | null, details: unknown): void {
    const folder: unknown =
      typeof details === 'object' && details !== null ? Reflect.get(details, 'watchedPath') : undefined;
    if (typeof folder !== 'string') return;
    this.#note(this.#relative(name === null ? folder : `${folder}/${name}`));
  }

  #note(path: string): void {
    if (this.#closed || !isWatchedPath(path)) return;
    if (path === WATCHED_FOLDER) this.#checkRoot();
    this.#batches.countEvent();
    this.#settling.note(path, performance.now());
    this.#wake();
  }

  #wake(): void {
    if (this.#closed) return;
    this.#tick ??= setTimeout(() => {
      this.#tick = undefined;
      this.#flush();
    }, TICK_MS);
  }

  #flush(): void {
    if (this.#closed) return;
    const nowMs = performance.now();
    this.#batches.add(this.#settling.takeSettled(nowMs));
    const batch = this.#isStarting ? undefined : this.#batches.take(nowMs, this.#settling.size);
    if (batch !== undefined)
      this.#call(() => {
        this.#options.onChange(batch);
      });
    this.#tellState();
    if (this.#settling.size > 0) this.#wake();
  }

  #tellState(): void {
    const next = this.#currentState();
    if (next.state === this.#told.state && next.reason === this.#told.reason) return;
    this.#told = next;
    this.#call(() => {
      this.#options.onState(next);
    });
  }

  #currentState(): WatchState {
    if (this.#lost !== undefined) return { state: 'lost', reason: REASONS[this.#lost] };
    if (this.#isStarting) return { state: 'catching_up', reason: null };
    const settling = this.#settling.isSlow || this.#batches.isBurst(this.#settling.size);
    return { state: settling ? 'settling' : 'watching', reason: null };
  }

  /** `assets/` was deleted, replaced or made again: what was watched is not what is there. */
  #checkRoot(): void {
    if (this.#closed || this.#isStarting) return;
    const inode = this.#inodeOfRoot();
    if (inode === this.#rootInode && (inode !== undefined || this.#lost === 'missing')) return;
    this.#isStarting = true;
    void this.#restart();
  }

  #inodeOfRoot(): bigint | undefined {
    const stat = statQuietly(this.#tree, WATCHED_FOLDER);
    return stat?.kind === 'directory' ? stat.inode : undefined;
  }

  #fail(failure: unknown): void {
    this.#report(failure);
    const errno = errnoOf(failure);
    this.#lose(errno === 'ENOSPC' || errno === 'EMFILE' || errno === 'ENFILE' ? 'exhausted' : 'failed');
  }

  #lose(reason: LostReason): void {
    if (this.#closed || this.#lost !== undefined) return;
    this.#lost = reason;
    this.#tellState();
    if (reason === 'missing') return;
    this.#batches.addWhole();
    this.#wake();
    this.#schedulePoll(0);
  }

  #schedulePoll(delayMs: number): void {
    if (this.#closed) return;
    const run = this.#pollRun;
    this.#poll = setTimeout(() => {
      void this.#pollOnce(run);
    }, delayMs);
  }

  /** Looking at everything replaces the missing events, at a rate that leaves the machine alone. */
  async #pollOnce(run: number): Promise<void> {
    const startedMs = performance.now();
    try {
      const scan = await pollScan(this.#tree, createTimeSlice());
      if (this.#closed || run !== this.#pollRun) return;
      if (this.#seen === undefined) this.#batches.addWhole();
      const changed = this.#seen === undefined ? [] : changedPaths(this.#seen, scan);
      this.#seen = scan;
      for (const path of changed) this.#settling.note(path, performance.now(), true);
      this.#flush();
    } catch (failure) {
      this.#report(failure);
    }
    const tookMs = performance.now() - startedMs;
    if (run === this.#pollRun)
      this.#schedulePoll(Math.max(this.#options.pollEveryMs ?? POLL_EVERY_MS, tookMs * 10));
  }

  #stopPolling(): void {
    clearTimeout(this.#poll);
    this.#poll = undefined;
    this.#pollRun += 1;
    this.#seen = undefined;
  }

  /** A callback that throws is reported, never thrown into the event loop (reliability W2). */
  #call(callback: () => void): void {
    try {
      callback();
    } catch (failure) {
      this.#report(failure);
    }
  }

  #report(failure: unknown): void {
    try {
      this.#options.onError?.(failure);
    } catch {
      // Nobody is left to tell.
    }
  }
}
