/** A stream of reproducible integers: xorshift32, integer operations only, equal on every platform. */
export interface SeededRandom {
  /** An integer 0 … bound−1. */
  below(bound: number): number;
}

/** Starts a stream; equal seeds give equal streams. The seed is any integer but 0. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 0 || 1;
  return {
    below(bound) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) % bound;
    },
  };
}
