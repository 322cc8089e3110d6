import { artCorpus } from '../corpora/art-corpus.ts';
import { ensureCorpus } from '../corpora/corpus.ts';
import { cleanPack } from '../drivers/command-line.ts';
import { interleave, ratio } from '../measure.ts';
import type { Scenario } from '../scenario.ts';

/** Decoding and matching of 4,096 PNG tiles and 64 samples: one worker against two. */
export const cleanPackArt: Scenario = {
  name: 'clean-pack-art',
  title: 'clean pack, art: cold encode with one and two workers',
  async run(plan) {
    const corpus = ensureCorpus(artCorpus);
    const timings = await interleave([cleanPack(corpus.project, 1), cleanPack(corpus.project, 2)], plan);
    return {
      timings,
      metrics: { one_worker_over_two: ratio(timings, 'pack-studio --jobs 1', 'pack-studio --jobs 2') },
      checks: {},
      facts: { assets: corpus.assets, source_files: corpus.files, payload_bytes: corpus.payloadBytes },
      missing: [],
    };
  },
};
