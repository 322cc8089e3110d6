import { setImmediate as nextTurn } from 'node:timers/promises';
import { StudioError } from '#core/errors.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';

const SLICE_MS = 8;

/**
 * A slice of some milliseconds on Node's event loop.
 *
 * @param signal the job's cancellation; `pause` throws `CANCELLED` once it is aborted
 */
export function createTimeSlice(signal?: AbortSignal, sliceMs = SLICE_MS): TimeSlice {
  let endsAtMs = performance.now() + sliceMs;
  return {
    due: () => performance.now() >= endsAtMs,
    pause: async () => {
      await nextTurn();
      if (signal?.aborted === true) throw new StudioError('CANCELLED');
      endsAtMs = performance.now() + sliceMs;
    },
  };
}
