import type { Clock } from '#core/ports/clock.ts';

const startNs = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();

/** The system clock. Nanoseconds are milliseconds refined by the monotonic clock, corrected when the two drift. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  nowNs: () => {
    const wallNs = BigInt(Date.now()) * 1_000_000n;
    const fineNs = startNs + process.hrtime.bigint();
    const drift = fineNs - wallNs;
    return drift < -1_000_000n || drift > 2_000_000n ? wallNs : fineNs;
  },
};
