import { join } from 'node:path';
import { ensureCorpus } from '../corpora/corpus.ts';
import { smallCorpus } from '../corpora/raw-corpora.ts';
import { COMMAND_LINE, packOnce } from '../drivers/command-line.ts';
import { interleave, ratio, runProgram } from '../measure.ts';
import type { Scenario } from '../scenario.ts';

/** How long until the command line answers, against Node doing nothing. */
export const commandLineStart: Scenario = {
  name: 'cli-start',
  title: 'command line: --version, and inspect of a pack with 20,000 entries',
  async run(plan) {
    const corpus = ensureCorpus(smallCorpus);
    packOnce(corpus.project);
    const pack = join(corpus.project, 'build/assets.pa');
    const timings = await interleave(
      [
        { name: 'bare Node', run: () => runProgram(process.execPath, ['-e', '0']) },
        { name: '--version', run: () => runProgram(process.execPath, [COMMAND_LINE, '--version']) },
        { name: 'inspect', run: () => runProgram(process.execPath, [COMMAND_LINE, 'inspect', pack]) },
      ],
      { ...plan, runs: Math.max(plan.runs, 9) },
    );
    return {
      timings,
      metrics: {
        version_over_bare_node: ratio(timings, '--version', 'bare Node'),
        inspect_over_bare_node: ratio(timings, 'inspect', 'bare Node'),
        inspect_ms: timings.find((timing) => timing.name === 'inspect')?.medianMs,
      },
      checks: {},
      facts: { entries: corpus.assets },
      missing: [],
    };
  },
};
