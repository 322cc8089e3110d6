import { join } from 'node:path';
import { createStudio } from '#core/services/create-studio.ts';
import type { PackReport } from '#schemas/report/pack.ts';
import type { Job } from '#schemas/contract/events.ts';
import { benchFolder } from '../corpora/corpus.ts';

/** A studio in this process with one project open, as the hosts run it. */
export interface Host {
  /** Packs; the time is from the call to the end of the job. */
  pack(): Promise<{ readonly report: PackReport; readonly tookMs: number }>;
  /** Starts a pack, cancels it later; the time is from the cancel to the end of the job. */
  packAndCancel(afterMs: number): Promise<{ readonly status: Job['state']; readonly tookMs: number }>;
  close(): Promise<void>;
}

/** Opens a project and waits until its first look is over. */
export async function startHost(project: string): Promise<Host> {
  const studio = createStudio({
    appVersion: 'bench',
    transport: 'in-process',
    platform: 'linux',
    configFolder: join(benchFolder(), 'config'),
    exampleFolder: undefined,
    browseRoots: [],
    servedProjects: [],
    gestures: { kind: 'none', reason: 'a benchmark has nobody to ask' },
    dialogs: undefined,
    openExternal: undefined,
  });
  const { handlers } = studio;
  const { project_id } = await handlers.openProject({ folder: studio.offerFolder(project) });
  const ended = new Map<string, Job>();
  const waiting = new Map<string, (job: Job) => void>();
  const closing = new AbortController();
  const jobs = handlers.watchJobs(
    {},
    (job) => {
      if (job.state === 'running') return;
      ended.set(job.job_id, job);
      waiting.get(job.job_id)?.(job);
    },
    closing.signal,
  );
  const endOf = (jobId: string): Promise<Job> =>
    new Promise((resolve) => {
      const job = ended.get(jobId);
      if (job !== undefined) resolve(job);
      else waiting.set(jobId, resolve);
    });
  const start = async (): Promise<string> =>
    (await handlers.startPack({ project_id, verify_rebuild: false })).job_id;
  return {
    async pack() {
      const startedMs = performance.now();
      const job = await endOf(await start());
      const tookMs = performance.now() - startedMs;
      const report = (await handlers.getProjectStatus({ project_id })).last_report;
      if (report === null) throw new Error(`the pack left no report: ${job.message ?? job.state}`);
      return { report, tookMs };
    },
    async packAndCancel(afterMs) {
      const jobId = await start();
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      const startedMs = performance.now();
      await handlers.cancelJob({ job_id: jobId });
      const job = await endOf(jobId);
      return { status: job.state, tookMs: performance.now() - startedMs };
    },
    async close() {
      closing.abort();
      await jobs;
      await studio.close();
    },
  };
}
