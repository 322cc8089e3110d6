import { makeFolders } from '#core/node/make-folders.ts';
import { resolve } from 'node:path';
import { StudioError } from '#core/errors.ts';
import { EXIT_CODES } from '#schemas/errors/catalogue.ts';
import type { InitReport } from '#schemas/report/init.ts';
import { actionsOf } from '../action-services.ts';
import { withSession } from '../open-session.ts';
import { ProgressLine } from '../progress.ts';
import { shown } from '../reporters/human/style.ts';
import { writeJson } from '../reporters/json.ts';
import type { Verb } from '../verb.ts';

export interface InitOptions {
  readonly project?: string | undefined;
}

export const initVerb: Verb<InitOptions> = {
  failure: (error): InitReport => ({
    status: error.code === 'CANCELLED' ? 'cancelled' : 'failed',
    created: [],
    error,
  }),
  async run({ terminal, json }, options) {
    // The folder is made where it is not there: `init` is how a project begins.
    makeFolders(resolve(terminal.cwd, options.project ?? '.'));
    return await withSession(terminal, options, async (session) => {
      const { snapshot } = await session.examine({ scope: 'managed', signal: terminal.signal });
      if (snapshot.registry.kind !== 'missing') throw new StudioError('PROJECT_EXISTS');
      const { actions } = actionsOf(session, terminal.cwd);
      const { plan_id: planId, creates } = await actions.preview({ kind: 'init_workspace' });
      await actions.apply(planId, true, {
        signal: terminal.signal,
        onWait: new ProgressLine(terminal).waitFor,
      });
      const report: InitReport = { status: 'initialised', created: creates };
      if (json) writeJson(terminal.out, report);
      else
        terminal.out.write(
          `Initialised ${shown(session.folder.root)}\n${creates.map((path) => `  ${shown(path)}\n`).join('')}`,
        );
      return EXIT_CODES.ok;
    });
  },
};
