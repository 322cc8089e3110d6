import { resolve } from 'node:path';
import { systemClock } from '#core/node/clock.ts';
import { nodeHash } from '#core/node/node-hash.ts';
import { systemRandom } from '#core/node/random.ts';
import { rebuildDigests } from '#core/services/rebuild-digests.ts';
import { createWorkerEncoder } from '#core/services/worker-encoder.ts';
import { EXIT_CODES } from '#schemas/errors/catalogue.ts';
import type { RebuildReport } from '#schemas/report/hosting.ts';
import { writeJson } from '../reporters/json.ts';
import type { Verb } from '../verb.ts';

export interface RebuildDigestsOptions {
  readonly project: string;
  readonly jobs?: number;
}

export const rebuildDigestsVerb: Verb<RebuildDigestsOptions> = {
  failure: (error): RebuildReport => ({ digests: {}, error }),
  async run({ terminal, json }, { project, jobs }) {
    const encoder = createWorkerEncoder(jobs);
    try {
      const ports = { clock: systemClock, random: systemRandom, hash: nodeHash, encoder };
      const digests = await rebuildDigests(resolve(terminal.cwd, project), ports, terminal.signal);
      if (json) {
        const report: RebuildReport = { digests: Object.fromEntries(digests) };
        writeJson(terminal.out, report);
      } else {
        for (const [file, sha256] of digests) terminal.out.write(`${sha256}  ${file}\n`);
      }
      return EXIT_CODES.ok;
    } finally {
      await encoder.close();
    }
  },
};
