import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { ensureCorpus } from '../corpora/corpus.ts';
import { smallCorpus } from '../corpora/raw-corpora.ts';
import { startHost } from '../drivers/host.ts';
import { interleave } from '../measure.ts';
import { walkPeer } from '../peers/file-system.ts';
import type { Scenario } from '../scenario.ts';

const OUTPUTS = ['assets.pa', 'asset_table.json', 'preload.json', 'asset_table_metadata.json'];
/** What the budget grants besides the walk. */
const ALLOWANCE_MS = 30;

/** Inode and time of the outputs: the same before and after means that nobody touched them. */
function outputFacts(project: string): string {
  return OUTPUTS.map((name) => {
    const stat = lstatSync(join(project, 'build', name), { bigint: true });
    return `${stat.ino} ${stat.mtimeNs}`;
  }).join('\n');
}

/** A pack in a running host when every file is as it was. */
export const nothingChanged: Scenario = {
  name: 'nothing-changed',
  title: 'nothing changed, small: a pack inside a running host',
  async run(plan) {
    const corpus = ensureCorpus(smallCorpus);
    const host = await startHost(corpus.project);
    try {
      await host.pack();
      const before = outputFacts(corpus.project);
      let hashed = 0;
      let unchanged = true;
      const timings = await interleave(
        [
          {
            name: 'pack-studio',
            run: async () => {
              const { report, tookMs } = await host.pack();
              hashed += report.inputs.files_hashed;
              unchanged &&= report.status === 'unchanged';
              return tookMs;
            },
          },
          walkPeer(join(corpus.project, 'assets')),
        ],
        plan,
      );
      const [ours, walk] = timings.map((timing) => timing.medianMs);
      return {
        timings,
        metrics: {
          ours_less_30_ms_over_walk:
            ours === undefined || walk === undefined ? undefined : Math.max(0, ours - ALLOWANCE_MS) / walk,
        },
        checks: {
          'every run answers "unchanged"': unchanged,
          'no asset byte is read': hashed === 0,
          'outputs keep inode and mtime': outputFacts(corpus.project) === before,
        },
        facts: { assets: corpus.assets },
        missing: [],
      };
    } finally {
      await host.close();
    }
  },
};
