import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder, ensureCorpus, type CorpusRecipe } from '../corpora/corpus.ts';
import { gameCorpus, RAW_FILE, rawRoot, smallCorpus } from '../corpora/raw-corpora.ts';
import { freshFolder } from '../drivers/command-line.ts';
import { startHost } from '../drivers/host.ts';
import { interleave, ratio } from '../measure.ts';
import { copyHashPeer } from '../peers/file-system.ts';
import type { Scenario } from '../scenario.ts';

/** One asset in the middle of the pack is saved; the measured time ends when the new pack is durable. */
function saveToPackScenario(recipe: CorpusRecipe): Scenario {
  return {
    name: `save-to-pack-${recipe.name}`,
    title: `one asset saved → new durable pack, ${recipe.name}`,
    async run(plan) {
      const corpus = ensureCorpus(recipe);
      const saved = join(corpus.project, 'assets', rawRoot(Math.floor(corpus.assets / 2)), RAW_FILE);
      const original = readFileSync(saved);
      const scratch = freshFolder(join(benchFolder(), 'scratch'));
      const host = await startHost(corpus.project);
      const encoded: number[] = [];
      try {
        await host.pack();
        const timings = await interleave(
          [
            {
              name: 'pack-studio',
              prepare: () => {
                original[0] = ((original[0] ?? 0) + 1) & 0xff;
                writeFileSync(saved, original);
              },
              run: async () => {
                const { report, tookMs } = await host.pack();
                encoded.push(report.status === 'packed' ? report.assets.packed : -1);
                return tookMs;
              },
            },
            copyHashPeer(join(corpus.project, 'build/assets.pa'), join(scratch, 'copy.pa')),
          ],
          plan,
        );
        return {
          timings,
          metrics: { ours_over_copy: ratio(timings, 'pack-studio', 'copy + SHA-256 + fsync') },
          checks: { 'each save encodes one asset': encoded.every((count) => count === 1) },
          facts: { assets: corpus.assets, payload_bytes: corpus.payloadBytes },
          missing: [],
        };
      } finally {
        await host.close();
        freshFolder(scratch);
      }
    },
  };
}

export const saveToPackSmall = saveToPackScenario(smallCorpus);
export const saveToPackGame = saveToPackScenario(gameCorpus);
