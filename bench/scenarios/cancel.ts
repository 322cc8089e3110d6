import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureCorpus } from '../corpora/corpus.ts';
import { gameCorpus } from '../corpora/raw-corpora.ts';
import { forgetPacks, leftovers } from '../drivers/command-line.ts';
import { startHost } from '../drivers/host.ts';
import { interleave, percentile } from '../measure.ts';
import type { Scenario } from '../scenario.ts';

/** When the cancel comes, in ms after the start: in the scan, in the middle of reading, later. */
const CANCEL_AFTER_MS = [50, 200, 400, 600, 900];

/** From the cancel to the end of the job, while 1.5 GB are packed. */
export const cancel: Scenario = {
  name: 'cancel',
  title: 'cancel while packing game',
  async run(plan) {
    const corpus = ensureCorpus(gameCorpus);
    forgetPacks(corpus.project);
    const host = await startHost(corpus.project);
    const outcomes: string[] = [];
    const left: string[] = [];
    try {
      const timings = await interleave(
        CANCEL_AFTER_MS.map((afterMs) => ({
          name: `cancelled after ${afterMs} ms`,
          prepare: () => forgetPacks(corpus.project),
          run: async () => {
            const { status, tookMs } = await host.packAndCancel(afterMs);
            outcomes.push(status);
            left.push(...leftovers(corpus.project));
            if (existsSync(join(corpus.project, 'build/assets.pa'))) left.push('assets.pa');
            return tookMs;
          },
        })),
        plan,
      );
      return {
        timings,
        metrics: {
          slowest_cancel_ms: percentile(
            timings.flatMap((timing) => timing.samplesMs),
            100,
          ),
        },
        checks: {
          'every job ends as cancelled': outcomes.every((status) => status === 'cancelled'),
          'nothing partial is left': left.length === 0,
        },
        facts: { payload_bytes: corpus.payloadBytes },
        missing: [],
      };
    } finally {
      await host.close();
    }
  },
};
