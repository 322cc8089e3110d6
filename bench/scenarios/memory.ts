import { ensureCorpus } from '../corpora/corpus.ts';
import { gameCorpus } from '../corpora/raw-corpora.ts';
import { COMMAND_LINE, forgetPacks, peakMemory } from '../drivers/command-line.ts';
import { median } from '../measure.ts';
import type { Scenario } from '../scenario.ts';

const MIB = 1024 * 1024;

/** Largest resident set while 1.5 GB are packed. */
export const memory: Scenario = {
  name: 'memory',
  title: 'memory while packing game',
  async run(plan) {
    const corpus = ensureCorpus(gameCorpus);
    const peaks: number[] = [];
    for (let round = 0; round < Math.min(3, plan.runs); round += 1) {
      forgetPacks(corpus.project);
      const peakBytes = await peakMemory(process.execPath, [COMMAND_LINE, 'pack', corpus.project, '--json']);
      peaks.push(peakBytes / MIB);
      process.stderr.write(`  run ${round + 1}  ${(peakBytes / MIB).toFixed(0)} MiB\n`);
    }
    return {
      timings: [],
      metrics: { peak_rss_mib: median(peaks) },
      checks: {},
      facts: {
        payload_bytes: corpus.payloadBytes,
        peaks_mib: peaks.map((peak) => peak.toFixed(0)).join(', '),
      },
      missing: [],
    };
  },
};
