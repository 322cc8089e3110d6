import { resolve } from 'node:path';
import { systemClock } from '#core/node/clock.ts';
import { nodeHash } from '#core/node/node-hash.ts';
import { systemRandom } from '#core/node/random.ts';
import { ProjectSession } from '#core/services/project-session.ts';
import { recoverOutputs } from '#core/services/recover-outputs.ts';
import { createWorkerEncoder } from '#core/services/worker-encoder.ts';
import type { Terminal } from './terminal.ts';

export interface ProjectOptions {
  /** The folder as given; undefined for the current one. */
  readonly project?: string | undefined;
  readonly jobs?: number | undefined;
}

/**
 * Opens the project of a verb, gives it to `work`, and ends the workers whatever happens.
 * @throws StudioError `PROJECT_NOT_FOUND`, `PROJECT_NOT_A_FOLDER`, and what `work` throws
 */
export async function withSession<T>(
  terminal: Terminal,
  { project, jobs }: ProjectOptions,
  work: (session: ProjectSession) => Promise<T>,
): Promise<T> {
  const encoder = createWorkerEncoder(jobs);
  try {
    const path = resolve(terminal.cwd, project ?? '.');
    const session = ProjectSession.open(path, {
      clock: systemClock,
      random: systemRandom,
      hash: nodeHash,
      encoder,
      batchReader: encoder.batchReader,
    });
    await recoverOutputs(session);
    return await work(session);
  } finally {
    await encoder.close();
  }
}
