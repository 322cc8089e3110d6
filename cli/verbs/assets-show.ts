import { findShownAsset } from '../asset-references.ts';
import { getAssetDetails, packedFacts } from '#core/services/workspace-queries.ts';
import type { AssetShowReport } from '#schemas/report/assets.ts';
import { withSession } from '../open-session.ts';
import { formatAssetDetails } from '../reporters/human/assets.ts';
import { styleFor } from '../reporters/human/style.ts';
import { writeJson } from '../reporters/json.ts';
import { exitOfFindings, type Verb } from '../verb.ts';

export interface AssetsShowOptions {
  readonly project?: string | undefined;
  readonly asset: string;
}

export const assetsShowVerb: Verb<AssetsShowOptions> = {
  failure: (error): AssetShowReport => ({
    asset: null,
    declaration: null,
    files: [],
    packed: null,
    diagnostics: [],
    error,
  }),
  run: async ({ terminal, json }, options) =>
    await withSession(terminal, options, async (session) => {
      const state = await session.examine({ scope: 'whole', signal: terminal.signal });
      const details = getAssetDetails(state, packedFacts(session), findShownAsset(state, options.asset));
      if (json) writeJson(terminal.out, details);
      else terminal.out.write(formatAssetDetails(details, styleFor(terminal)));
      return exitOfFindings(details.diagnostics);
    }),
};
