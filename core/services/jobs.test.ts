import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StudioError } from '#core/errors.ts';
import { systemRandom } from '#core/node/random.ts';
import { codeOf, rejectionCodeOf } from '#core/testing/scratch-folder.ts';
import type { Job, Progress } from '#schemas/contract/events.ts';
import { JobRegistry, type JobContext } from './jobs.ts';

const ABOUT = { kind: 'pack', title: 'Pack', projectId: 'p' } as const;

function at(done: number): Progress {
  return { phase: 'write', done, total: 100, unit: 'items' };
}

describe('jobs', () => {
  let nowMs = 1_000_000;
  let jobs: JobRegistry;
  let sent: Job[];

  beforeEach(() => {
    vi.useFakeTimers();
    nowMs = 1_000_000;
    jobs = new JobRegistry({ nowMs: () => nowMs, nowNs: () => BigInt(nowMs) * 1_000_000n }, systemRandom);
    sent = [];
    jobs.subscribe((job) => sent.push(job));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  async function pass(ms: number): Promise<void> {
    nowMs += ms;
    await vi.advanceTimersByTimeAsync(ms);
  }

  /** A job whose end the test decides. */
  function held(): {
    readonly context: Promise<JobContext>;
    readonly end: (value: string) => void;
    readonly fail: (error: unknown) => void;
    readonly result: Promise<string>;
    readonly jobId: string;
  } {
    const started = Promise.withResolvers<JobContext>();
    const work = Promise.withResolvers<string>();
    const { jobId, result } = jobs.start(
      ABOUT,
      async (context) => {
        started.resolve(context);
        context.signal.addEventListener('abort', () => {
          work.reject(new StudioError('CANCELLED'));
        });
        return await work.promise;
      },
      (value) => `ended ${value}`,
    );
    return { context: started.promise, end: work.resolve, fail: work.reject, result, jobId };
  }

  it('start at once, and end in a state that stays listed', async () => {
    const { end, result } = held();
    expect(sent.map(({ state }) => state)).toEqual(['running']);
    end('well');
    await result;
    await pass(0);
    expect(jobs.list()).toMatchObject([
      { state: 'done', message: 'ended well', title: 'Pack', project_id: 'p' },
    ]);
    expect(jobs.list()[0]?.finished_ms).toBe(nowMs);
  });

  it('tell progress at most ten times a second, the latest value', async () => {
    const { context, end, result } = held();
    const { report } = await context;
    for (let done = 1; done <= 100; done += 1) {
      report(at(done));
      await pass(10);
    }
    const told = sent.flatMap(({ progress, state }) =>
      progress === null || state !== 'running' ? [] : [progress.done],
    );
    expect(told.length).toBeLessThanOrEqual(11);
    expect(told.at(-1)).toBe(100);
    expect(told).toEqual([...told].sort((left, right) => left - right));
    end('');
    await result;
  });

  it('go on telling where the clock is set back', async () => {
    const { context, end, result } = held();
    const { report } = await context;
    report(at(1));
    nowMs -= 3_600_000;
    report(at(2));
    await pass(100);
    expect(sent.at(-1)?.progress?.done).toBe(2);
    end('');
    await result;
  });

  it('say nothing any more once they have ended', async () => {
    const { context, end, result } = held();
    const { report } = await context;
    report(at(1));
    report(at(2));
    end('');
    await result;
    await pass(0);
    const count = sent.length;
    report(at(3));
    await pass(1000);
    expect(sent).toHaveLength(count);
    expect(sent.at(-1)).toMatchObject({ state: 'done', progress: { done: 2 } });
  });

  it('are cancelled by their id, before their work begins and while it runs', async () => {
    const early = jobs.start(ABOUT, () => Promise.reject(new Error('this must not begin')), String);
    jobs.cancel(early.jobId);
    expect(await rejectionCodeOf(early.result)).toBe('CANCELLED');
    const { jobId, result, context } = held();
    await context;
    jobs.cancel(jobId);
    expect(await rejectionCodeOf(result)).toBe('CANCELLED');
    await pass(0);
    expect(jobs.list().map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(
      codeOf(() => {
        jobs.cancel('nobody');
      }),
    ).toBe('JOB_NOT_FOUND');
  });

  it('fail with what went wrong, also where only the message cannot be made', async () => {
    const { fail, result } = held();
    fail(new StudioError('IO_NO_SPACE', 'full'));
    expect(await rejectionCodeOf(result)).toBe('IO_NO_SPACE');
    const odd = jobs.start(
      ABOUT,
      () => Promise.resolve(1),
      () => {
        throw new Error('no words');
      },
    );
    await odd.result;
    await pass(0);
    expect(jobs.list()).toMatchObject([
      { state: 'failed', message: 'full' },
      { state: 'failed', message: 'no words' },
    ]);
  });

  it('of one project stop together, and stopping waits for them', async () => {
    const first = held();
    await first.context;
    const other = jobs.start(
      { ...ABOUT, projectId: 'q' },
      () => new Promise<string>(() => undefined),
      String,
    );
    const stopped = jobs.stop('p');
    expect(await rejectionCodeOf(first.result)).toBe('CANCELLED');
    await stopped;
    expect(jobs.list().map(({ state }) => state)).toEqual(['cancelled', 'running']);
    expect(other.jobId).not.toBe(first.jobId);
  });

  it('that ended are forgotten beyond fifty, running ones never', async () => {
    const { jobId } = held();
    for (let count = 0; count < 60; count += 1)
      await jobs.start(ABOUT, () => Promise.resolve(''), String).result;
    await pass(0);
    jobs.start(ABOUT, () => Promise.resolve(''), String);
    expect(jobs.list()).toHaveLength(50);
    expect(jobs.list()[0]).toMatchObject({ job_id: jobId, state: 'running' });
  });

  it('drop a listener that throws', async () => {
    let calls = 0;
    jobs.subscribe(() => {
      calls += 1;
      throw new Error('broken window');
    });
    const { end, result } = held();
    end('');
    await result;
    await pass(0);
    expect(calls).toBe(1);
    expect(sent.at(-1)?.state).toBe('done');
  });
});
