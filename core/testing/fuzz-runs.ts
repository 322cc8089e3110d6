/** How many times longer than usual to look: 1 in `npm test`, more by `npm run fuzz`. */
export const FUZZ_FACTOR = Math.max(1, Number(process.env['PACK_STUDIO_FUZZ_FACTOR'] ?? '1') || 1);

/** The usual run replays the same cases every time, so that a red test is one that a change made red. */
export const REPLAYED_SEED = 20_261_120;

/** Parameters of a fast-check property that takes `usual` runs in `npm test` (reliability F1). */
export function fuzzRuns(usual: number): { readonly numRuns: number } {
  return { numRuns: usual * FUZZ_FACTOR };
}
