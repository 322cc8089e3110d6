import { create } from 'zustand';
import type { Job } from '#schemas/contract/events.ts';
import { client } from '../studio.ts';
import { ask } from './errors.ts';

/** Jobs by id, in the order in which they were first seen. */
export const useJobs = create<{ readonly jobs: ReadonlyMap<string, Job> }>(() => ({ jobs: new Map() }));

const KEPT_JOBS = 200;
let following: AbortController | undefined;

/** Follows the jobs of the host; a later call follows them anew, as after a lost connection. */
export function followJobs(): void {
  following?.abort();
  following = new AbortController();
  void client().watchJobs(
    {},
    (job) =>
      useJobs.setState((before) => {
        const jobs = new Map(before.jobs).set(job.job_id, job);
        for (const [id, old] of jobs) {
          if (jobs.size <= KEPT_JOBS) break;
          if (old.state !== 'running') jobs.delete(id);
        }
        return { jobs };
      }),
    following.signal,
  );
}

export async function cancelJob(jobId: string): Promise<void> {
  await ask('Cancelling the job', client().cancelJob({ job_id: jobId }));
}

export function runningJobs(jobs: ReadonlyMap<string, Job>): readonly Job[] {
  return [...jobs.values()].filter((job) => job.state === 'running');
}
