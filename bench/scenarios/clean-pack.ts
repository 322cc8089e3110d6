import { statSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder, ensureCorpus, type CorpusRecipe } from '../corpora/corpus.ts';
import { gameCorpus, smallCorpus } from '../corpora/raw-corpora.ts';
import { cleanPack, freshFolder } from '../drivers/command-line.ts';
import { interleave, ratio } from '../measure.ts';
import { asarPeer, available, tarPeer, zipPeer } from '../peers/archivers.ts';
import type { Scenario } from '../scenario.ts';

/** Everything read, hashed, encoded and written durably, against archivers that only copy. */
function cleanPackScenario(recipe: CorpusRecipe, title: string): Scenario {
  return {
    name: `clean-pack-${recipe.name}`,
    title,
    async run(plan) {
      const corpus = ensureCorpus(recipe);
      const scratch = freshFolder(join(benchFolder(), 'scratch'));
      const { contenders, missing } = available([
        cleanPack(corpus.project),
        tarPeer(join(corpus.project, 'assets'), join(scratch, 'peer.tar')),
        asarPeer(corpus.payload, join(scratch, 'peer.asar')),
        zipPeer(join(corpus.project, 'assets'), join(scratch, 'peer.zip')),
      ]);
      const timings = await interleave(contenders, plan);
      freshFolder(scratch);
      return {
        timings,
        metrics: {
          ours_over_tar: ratio(timings, 'pack-studio', 'tar'),
          asar_over_ours: ratio(timings, 'asar', 'pack-studio'),
          zip_over_ours: ratio(timings, 'zip -0', 'pack-studio'),
        },
        checks: {
          'the pack holds every payload byte':
            statSync(join(corpus.project, 'build/assets.pa')).size > corpus.payloadBytes,
        },
        facts: { assets: corpus.assets, payload_bytes: corpus.payloadBytes },
        missing,
      };
    },
  };
}

export const cleanPackSmall = cleanPackScenario(smallCorpus, 'clean pack, small: 20,000 assets');
export const cleanPackGame = cleanPackScenario(gameCorpus, 'clean pack, game: 2,000 assets, 1.5 GB');
