import type { StudioErrorCode } from '#schemas/errors/studio-errors.ts';
import type { FileStat } from './file-system.ts';

/** What became of one file of a batch: `offset` is where its bytes begin. A failure is data. */
export type BatchFile =
  | { readonly ok: true; readonly sha256: string; readonly stat: FileStat; readonly offset: number }
  | { readonly ok: false; readonly code: StudioErrorCode; readonly message: string };

/** Reads and hashes many small files elsewhere than in the calling thread; each file is of one version (H10). */
export interface BatchReader {
  /** How many batches are worth having under way at once. */
  readonly concurrency: number;
  /**
   * One outcome for each path, in order, and the bytes of those that could be read, one after the other.
   * @param memory where the bytes go if it is large enough; it belongs to the reader until the answer is there, and
   *   comes back as the buffer of `bytes`
   */
  read(
    paths: readonly string[],
    memory: ArrayBuffer,
  ): Promise<{ readonly files: readonly BatchFile[]; readonly bytes: Uint8Array }>;
}
