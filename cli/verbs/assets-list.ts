import { listAssets, packedFacts } from '#core/services/workspace-queries.ts';
import { EXIT_CODES } from '#schemas/errors/catalogue.ts';
import type { AssetList } from '#schemas/report/assets.ts';
import { withSession } from '../open-session.ts';
import { ProgressLine } from '../progress.ts';
import { formatAssetList } from '../reporters/human/assets.ts';
import { styleFor } from '../reporters/human/style.ts';
import { writeJson } from '../reporters/json.ts';
import type { Verb } from '../verb.ts';

export interface AssetsListOptions {
  readonly project?: string | undefined;
}

export const assetsListVerb: Verb<AssetsListOptions> = {
  failure: (error): AssetList => ({
    assets: [],
    addresses: {},
    quarantine: [],
    read_only: false,
    initialised: false,
    error,
  }),
  run: async ({ terminal, json }, options) =>
    await withSession(terminal, options, async (session) => {
      const progress = new ProgressLine(terminal);
      const state = await session.examine({
        scope: 'whole',
        signal: terminal.signal,
        onProgress: progress.update,
      });
      progress.clear();
      const list = listAssets(session, state, packedFacts(session));
      if (json) writeJson(terminal.out, list);
      else terminal.out.write(formatAssetList(list, styleFor(terminal)));
      return EXIT_CODES.ok;
    }),
};
