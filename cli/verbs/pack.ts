import { asStudioError } from '#core/errors.ts';
import { packProject, type Rebuild } from '#core/services/pack-service.ts';
import type { ProjectSession } from '#core/services/project-session.ts';
import { EXIT_CODES, type ExitCode } from '#schemas/errors/catalogue.ts';
import type { ErrorDocument } from '#schemas/report/error.ts';
import type { PackReport } from '#schemas/report/pack.ts';
import { withSession } from '../open-session.ts';
import { ProgressLine } from '../progress.ts';
import { formatPackReport } from '../reporters/human/pack.ts';
import { styleFor } from '../reporters/human/style.ts';
import { writeJson } from '../reporters/json.ts';
import type { Call, Verb } from '../verb.ts';

export interface PackOptions {
  readonly project?: string | undefined;
  readonly watch?: boolean;
  readonly jobs?: number;
  readonly verifyRebuild?: boolean;
}

/** Exit code of each status: blocked 1, failed 3, cancelled 4; a faulty command line stays 2. */
function exitOfReport({ status, error }: PackReport): ExitCode {
  switch (status) {
    case 'packed':
    case 'unchanged':
      return EXIT_CODES.ok;
    case 'blocked':
      return EXIT_CODES.findings;
    case 'failed':
      return error?.code === 'USAGE' ? EXIT_CODES.usage : EXIT_CODES.failure;
    case 'cancelled':
      return EXIT_CODES.cancelled;
  }
}

function failedReport(error: ErrorDocument): PackReport {
  return {
    status: error.code === 'CANCELLED' ? 'cancelled' : 'failed',
    assets: { included: 0, packed: 0, reused: 0 },
    inputs: { files_hashed: 0, bytes_hashed: 0 },
    diagnostics: [],
    gate: [],
    changes: [],
    removed: [],
    duration_ms: 0,
    error,
  };
}

function print(call: Call, report: PackReport): void {
  if (call.json) writeJson(call.terminal.out, report);
  else call.terminal.out.write(formatPackReport(report, styleFor(call.terminal)));
}

async function packOnce(
  call: Call,
  session: ProjectSession,
  rebuild: Rebuild | undefined,
): Promise<PackReport> {
  const progress = new ProgressLine(call.terminal);
  try {
    return await packProject(session, {
      signal: call.terminal.signal,
      onProgress: progress.update,
      onWait: progress.waitFor,
      rebuild,
    });
  } finally {
    progress.clear();
  }
}

async function run(call: Call, options: PackOptions): Promise<ExitCode> {
  const rebuild =
    options.verifyRebuild === true
      ? (await import('../rebuild-command.ts')).rebuildByThisProgram(options.jobs)
      : undefined;
  return await withSession(call.terminal, options, async (session) => {
    if (options.watch === true) {
      const { packOnChange } = await import('../watch-loop.ts');
      await packOnChange(call, session, async () => {
        print(call, await packOnce(call, session, rebuild));
      });
      return EXIT_CODES.ok;
    }
    const report = await packOnce(call, session, rebuild);
    print(call, report);
    return exitOfReport(report);
  });
}

export const packVerb: Verb<PackOptions> = {
  failure: failedReport,
  async run(call, options) {
    try {
      return await run(call, options);
    } catch (thrown) {
      const report = failedReport(asStudioError(thrown).toDocument());
      print(call, report);
      return exitOfReport(report);
    }
  },
};
