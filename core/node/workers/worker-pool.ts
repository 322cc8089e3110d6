import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { StudioError } from '#core/errors.ts';
import type { ReplyMessage, TaskMessage, TaskResult, TaskResults, WorkerTask } from './worker-tasks.ts';

export interface WorkerPoolOptions {
  /** At most this many workers, never more than the machine has cores for; default: all cores. */
  readonly jobs?: number;
  /** The program of a worker: where a bundle put it. Default: beside this file. */
  readonly entry?: URL;
}

export interface RunOptions {
  /** Ends the task at once, with its worker if it already runs. */
  readonly signal?: AbortSignal;
}

/** A bounded pool of worker threads. Workers start with the first task that needs one and never keep Node alive. */
export interface WorkerPool {
  /** How many tasks run at once. */
  readonly size: number;
  /**
   * Runs a task on the next free worker; tasks start in the order in which they came.
   *
   * @throws StudioError what the task throws, `CANCELLED`, `INTERNAL` when the worker dies
   */
  run<T extends WorkerTask>(task: T, options?: RunOptions): Promise<TaskResult<T>>;
  /** Ends all workers; what still runs or waits is `CANCELLED`. */
  close(): Promise<void>;
}

interface Job {
  readonly task: WorkerTask;
  settle(outcome: ReplyMessage | StudioError): void;
}

interface Lane {
  readonly worker: Worker;
  job: Job | undefined;
}

/** Sources run as they are; a bundler must not see this as an asset of its own, hence no literal `new URL`. */
function defaultEntry(): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? './worker-entry.ts' : './workers/worker-entry.js', here);
}

/** Opens a pool without starting a worker yet. */
export function createWorkerPool(options: WorkerPoolOptions = {}): WorkerPool {
  return new ThreadPool(poolSize(options.jobs), options.entry ?? defaultEntry());
}

/** Workers that `jobs` asks for, within what the machine has. */
export function poolSize(jobs: number | undefined): number {
  const cores = Math.max(1, availableParallelism());
  return jobs === undefined ? cores : Math.max(1, Math.min(Math.floor(jobs), cores));
}

class ThreadPool implements WorkerPool {
  readonly size: number;
  readonly #entry: URL;
  readonly #lanes = new Set<Lane>();
  readonly #queue = new Set<Job>();
  #nextId = 1;
  #closed = false;

  constructor(size: number, entry: URL) {
    this.size = size;
    this.#entry = entry;
  }

  async run<T extends WorkerTask>(task: T, options: RunOptions = {}): Promise<TaskResult<T>> {
    const { signal } = options;
    if (this.#closed || signal?.aborted === true) throw new StudioError('CANCELLED');
    const result = await new Promise<TaskResults[keyof TaskResults]>((resolve, reject) => {
      const job: Job = {
        task,
        settle: (outcome) => {
          signal?.removeEventListener('abort', abort);
          if (outcome instanceof StudioError) reject(outcome);
          else if (outcome.ok) resolve(outcome.result);
          else reject(new StudioError(outcome.code, outcome.message, outcome.data));
        },
      };
      const abort = (): void => {
        this.#cancel(job);
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#queue.add(job);
      this.#dispatch();
    });
    return narrow(task, result);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#queue) job.settle(new StudioError('CANCELLED'));
    this.#queue.clear();
    const lanes = [...this.#lanes];
    this.#lanes.clear();
    for (const lane of lanes) finishJob(lane, new StudioError('CANCELLED'));
    await Promise.all(lanes.map((lane) => lane.worker.terminate()));
  }

  #dispatch(): void {
    for (const job of this.#queue) {
      const lane = this.#freeLane();
      if (lane === undefined) return;
      this.#queue.delete(job);
      lane.job = job;
      lane.worker.ref();
      const message: TaskMessage = { id: this.#nextId, task: job.task };
      this.#nextId += 1;
      try {
        lane.worker.postMessage(message, handedOver(job.task));
      } catch (failure) {
        lane.worker.unref();
        finishJob(
          lane,
          new StudioError('INTERNAL', 'a task cannot be sent to a worker', {}, { cause: failure }),
        );
      }
    }
  }

  #freeLane(): Lane | undefined {
    for (const lane of this.#lanes) if (lane.job === undefined) return lane;
    return this.#lanes.size < this.size ? this.#startLane() : undefined;
  }

  #startLane(): Lane {
    const worker = new Worker(this.#entry, { execArgv: [], stdin: false });
    worker.unref();
    const lane: Lane = { worker, job: undefined };
    this.#lanes.add(lane);
    worker.on('message', (reply: ReplyMessage) => {
      worker.unref();
      finishJob(lane, reply);
      this.#dispatch();
    });
    const lost = (cause: unknown): void => {
      this.#lanes.delete(lane);
      finishJob(lane, new StudioError('INTERNAL', 'a worker ended unexpectedly', {}, { cause }));
      if (!this.#closed) this.#dispatch();
    };
    worker.on('error', lost);
    worker.on('messageerror', lost);
    worker.on('exit', () => {
      if (this.#lanes.has(lane)) lost(undefined);
    });
    return lane;
  }

  #cancel(job: Job): void {
    if (this.#queue.delete(job)) {
      job.settle(new StudioError('CANCELLED'));
      return;
    }
    for (const lane of this.#lanes) {
      if (lane.job !== job) continue;
      this.#lanes.delete(lane);
      finishJob(lane, new StudioError('CANCELLED'));
      void lane.worker.terminate();
      this.#dispatch();
    }
  }
}

/** Memory that goes to the worker with its task instead of being copied. */
function handedOver(task: WorkerTask): ArrayBuffer[] {
  return task.kind === 'digest-files' && task.memory !== undefined ? [task.memory] : [];
}

function finishJob(lane: Lane, outcome: ReplyMessage | StudioError): void {
  const { job } = lane;
  lane.job = undefined;
  job?.settle(outcome);
}

/** The result belongs to the task that was sent: the kinds are checked, so no cast is needed to trust it. */
function narrow<T extends WorkerTask>(task: T, result: TaskResults[keyof TaskResults]): TaskResult<T> {
  if (!belongsTo(task, result)) throw new StudioError('INTERNAL', 'a worker answered another question');
  return result;
}

function belongsTo<T extends WorkerTask>(
  task: T,
  result: TaskResults[keyof TaskResults],
): result is TaskResult<T> {
  return (task.kind === 'digest-files') === 'files' in result;
}
