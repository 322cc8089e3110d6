import type { BatchReader } from '#core/ports/batch-reader.ts';
import type { Clock, Random } from '#core/ports/clock.ts';
import type { HashProvider } from '#core/ports/digest.ts';
import type { Encoder } from '#core/packer/encoder.ts';

/** What every service needs of its surroundings. */
export interface ServicePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly hash: HashProvider;
  readonly encoder: Encoder;
  /** Reads files of a project, by its absolute path, on workers; absent where there are none. */
  readonly batchReader?: ((root: string) => BatchReader) | undefined;
}
