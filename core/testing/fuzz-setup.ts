import fc from 'fast-check';
import { FUZZ_FACTOR, REPLAYED_SEED } from './fuzz-runs.ts';

fc.configureGlobal(FUZZ_FACTOR === 1 ? { seed: REPLAYED_SEED } : { numRuns: 100 * FUZZ_FACTOR });
