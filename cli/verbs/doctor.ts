import type { DoctorScope } from '#core/doctor/rule.ts';
import { applySafeFixes } from '#core/services/safe-fixes.ts';
import { toDoctorReport } from '#core/services/workspace-queries.ts';
import type { ProjectSession } from '#core/services/project-session.ts';
import type { DoctorReport } from '#schemas/report/doctor.ts';
import { actionsOf } from '../action-services.ts';
import { withSession } from '../open-session.ts';
import { ProgressLine } from '../progress.ts';
import { formatDoctorReport } from '../reporters/human/doctor.ts';
import { styleFor } from '../reporters/human/style.ts';
import { writeJson } from '../reporters/json.ts';
import { exitOfFindings, type Call, type Verb } from '../verb.ts';

export interface DoctorOptions {
  readonly project?: string | undefined;
  readonly all?: boolean;
  readonly fix?: boolean;
}

async function examine(call: Call, session: ProjectSession, options: DoctorOptions): Promise<DoctorReport> {
  const { terminal } = call;
  const { signal } = terminal;
  const scope: DoctorScope = options.all === true ? 'whole' : 'managed';
  const progress = new ProgressLine(terminal);
  try {
    if (options.fix !== true) {
      const { diagnostics } = await session.examine({ scope, signal, onProgress: progress.update });
      return toDoctorReport(diagnostics);
    }
    const lane = { signal, onWait: progress.waitFor };
    const { fixed, left } = await applySafeFixes(session, actionsOf(session, terminal.cwd).actions, {
      scope,
      lane,
    });
    return { ...toDoctorReport(left), fixed: [...fixed] };
  } finally {
    progress.clear();
  }
}

export const doctorVerb: Verb<DoctorOptions> = {
  failure: (error): DoctorReport => ({
    status: 'failed',
    counts: { error: 0, warning: 0, hint: 0 },
    diagnostics: [],
    error,
  }),
  run: async (call, options) =>
    await withSession(call.terminal, options, async (session) => {
      const report = await examine(call, session, options);
      call.terminal.signal.throwIfAborted();
      if (call.json) writeJson(call.terminal.out, report);
      else call.terminal.out.write(formatDoctorReport(report, styleFor(call.terminal)));
      return exitOfFindings(report.diagnostics);
    }),
};
