import { asStudioError, StudioError } from '#core/errors.ts';
import type { Clock, Random } from '#core/ports/clock.ts';
import type { Job, Progress } from '#schemas/contract/events.ts';

/** Progress goes out at most this often per job; the latest value wins (architecture "Contract"). */
const PROGRESS_INTERVAL_MS = 100;
/** Finished jobs that stay listed. */
const KEPT_JOBS = 50;

/** What the work of a job is given. */
export interface JobContext {
  readonly jobId: string;
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
}

interface RunningJob {
  job: Job;
  readonly abort: AbortController;
  readonly done: Promise<void>;
  lastSentMs: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** All long work of a host: each piece shows progress, can be cancelled, and ends in a state that stays visible. */
export class JobRegistry {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #jobs = new Map<string, RunningJob>();
  readonly #listeners = new Set<(job: Job) => void>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /**
   * Starts work and returns at once. `result` settles as the work does.
   * @param describe the message of the finished job
   */
  start<T>(
    about: { readonly kind: Job['kind']; readonly title: string; readonly projectId: string | null },
    work: (context: JobContext) => Promise<T>,
    describe: (result: T) => string,
  ): { readonly jobId: string; readonly result: Promise<T> } {
    const jobId = this.#random.uuidV4();
    const abort = new AbortController();
    const job: Job = {
      job_id: jobId,
      project_id: about.projectId,
      kind: about.kind,
      title: about.title,
      state: 'running',
      progress: null,
      started_ms: this.#clock.nowMs(),
      finished_ms: null,
      message: null,
    };
    const result = Promise.resolve().then(() => {
      if (abort.signal.aborted) throw new StudioError('CANCELLED');
      return work({ jobId, signal: abort.signal, report: (progress) => this.#progress(jobId, progress) });
    });
    const done = result.then(describe).then(
      (message) => {
        this.#finish(jobId, 'done', message);
      },
      (error: unknown) => {
        const { code, message } = asStudioError(error);
        this.#finish(jobId, code === 'CANCELLED' ? 'cancelled' : 'failed', message);
      },
    );
    this.#jobs.set(jobId, { job, abort, done, lastSentMs: 0, timer: undefined });
    this.#prune();
    this.#send(job);
    return { jobId, result };
  }

  list(): readonly Job[] {
    return [...this.#jobs.values()].map(({ job }) => job);
  }

  /** @throws StudioError `JOB_NOT_FOUND` */
  cancel(jobId: string): void {
    const running = this.#jobs.get(jobId);
    if (running === undefined) throw new StudioError('JOB_NOT_FOUND');
    running.abort.abort();
  }

  /** Cancels the jobs of a project (or all) and waits until none is left. */
  async stop(projectId?: string): Promise<void> {
    const affected = [...this.#jobs.values()].filter(
      ({ job }) => job.state === 'running' && (projectId === undefined || job.project_id === projectId),
    );
    for (const { abort } of affected) abort.abort();
    await Promise.all(affected.map(({ done }) => done));
  }

  subscribe(listener: (job: Job) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #progress(jobId: string, progress: Progress): void {
    const running = this.#jobs.get(jobId);
    if (running?.job.state !== 'running') return;
    running.job = { ...running.job, progress };
    if (running.timer !== undefined) return;
    // A clock that was set back must not silence a job.
    const sinceLastMs = Math.abs(this.#clock.nowMs() - running.lastSentMs);
    const send = () => {
      running.timer = undefined;
      running.lastSentMs = this.#clock.nowMs();
      if (running.job.state === 'running') this.#send(running.job);
    };
    if (sinceLastMs >= PROGRESS_INTERVAL_MS) send();
    else running.timer = setTimeout(send, PROGRESS_INTERVAL_MS - sinceLastMs);
  }

  #finish(jobId: string, state: Job['state'], message: string): void {
    const running = this.#jobs.get(jobId);
    if (running === undefined) return;
    clearTimeout(running.timer);
    running.job = { ...running.job, state, message, finished_ms: this.#clock.nowMs() };
    this.#send(running.job);
  }

  #prune(): void {
    for (const [jobId, { job }] of this.#jobs) {
      if (this.#jobs.size <= KEPT_JOBS) return;
      if (job.state !== 'running') this.#jobs.delete(jobId);
    }
  }

  #send(job: Job): void {
    for (const listener of this.#listeners) {
      try {
        listener(job);
      } catch {
        this.#listeners.delete(listener);
      }
    }
  }
}
