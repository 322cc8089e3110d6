import { resolve } from 'node:path';
import { openRegular } from '#core/node/open-regular.ts';
import { packSourceOfHandle } from '#core/pack-format/pack-source.ts';
import { inspectPack, inspectReport } from '#core/pack-format/read-pack.ts';
import { failedInspectReport } from '#schemas/report/inspect.ts';
import { writeJson } from '../reporters/json.ts';
import { styleFor } from '../reporters/human/style.ts';
import { exitOfFindings, type Verb } from '../verb.ts';

export interface InspectOptions {
  readonly file: string;
}

export const inspectVerb: Verb<InspectOptions> = {
  failure: failedInspectReport,
  async run({ terminal, json }, { file }) {
    const handle = openRegular(resolve(terminal.cwd, file));
    try {
      const report = inspectReport(inspectPack(packSourceOfHandle(handle)));
      if (json) {
        writeJson(terminal.out, report);
      } else {
        const { formatInspectReport } = await import('../reporters/human/inspect.ts');
        terminal.out.write(formatInspectReport(report, styleFor(terminal)));
      }
      return exitOfFindings(report.findings);
    } finally {
      handle.close();
    }
  },
};
