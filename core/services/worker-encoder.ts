import type { BatchReader } from '#core/ports/batch-reader.ts';
import type { Encoder } from '#core/packer/encoder.ts';
import { inlineEncoder } from '#core/packer/encoder.ts';
import { createWorkerPool, poolSize } from '#core/node/workers/worker-pool.ts';

/** A pool starts only when this much input waits to be encoded: below, starting threads costs more than it gives. */
const WORTHWHILE_BYTES = 512 * 1024;

export interface WorkerEncoder extends Encoder {
  /** Reads and hashes files of a project on the same workers; undefined where there is only this thread. */
  readonly batchReader: ((root: string) => BatchReader) | undefined;
  close(): Promise<void>;
}

/**
 * Encodes on worker threads once there is enough to do, before that in this thread; results never depend on which.
 * @param jobs how many workers at the most; undefined: as many as the machine has cores
 */
export function createWorkerEncoder(jobs?: number): WorkerEncoder {
  const size = poolSize(jobs);
  const pool = createWorkerPool({ jobs: size });
  let seenBytes = 0;
  return {
    // One more than workers: the next inputs are read while all of them are busy. One worker has its use, too: the
    // window stays alive while it works, and a cancel ends it at once.
    concurrency: size + 1,
    async encode(format, declaration, inputs, signal) {
      for (const bytes of inputs.values()) seenBytes += bytes.length;
      if (seenBytes < WORTHWHILE_BYTES) return await inlineEncoder.encode(format, declaration, inputs);
      const task = { kind: 'encode', format: format.format, declaration, inputs } as const;
      return await pool.run(task, signal === undefined ? {} : { signal });
    },
    batchReader: (root) => ({
      concurrency: size,
      read: (paths, memory) => pool.run({ kind: 'digest-files', root, paths, keepBytes: true, memory }),
    }),
    close: () => pool.close(),
  };
}
