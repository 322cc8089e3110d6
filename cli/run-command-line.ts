import packageInfo from '../package.json' with { type: 'json' };
import { asStudioError, StudioError } from '#core/errors.ts';
import { EXIT_CODES, type ExitCode } from '#schemas/errors/catalogue.ts';
import type { FailureReport, VersionReport } from '#schemas/report/hosting.ts';
import { buildProgram, CommandLineEnd, type Program } from './program.ts';
import { writeError } from './reporters/human/error.ts';
import { writeJson } from './reporters/json.ts';
import type { Terminal } from './terminal.ts';
import { exitOf } from './verb.ts';

/** Ends that commander calls by throwing although nothing is wrong. */
const FINE_ENDS: ReadonlySet<string> = new Set(['commander.helpDisplayed', 'commander.version']);

/**
 * Runs one command line and tells its exit code; never throws.
 * @param args as given, without the names of the program
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  const json = options.includes('--json');
  if (options[0] === '--version' || options[0] === '-V') {
    const report: VersionReport = {
      name: packageInfo.name,
      version: packageInfo.version,
      node: process.versions.node,
    };
    if (json) writeJson(terminal.out, report);
    else terminal.out.write(`${packageInfo.version}\n`);
    return EXIT_CODES.ok;
  }
  const program = buildProgram(terminal);
  try {
    await program.root.parseAsync([...args], { from: 'user' });
    return program.exitCode();
  } catch (thrown) {
    if (thrown instanceof CommandLineEnd) return await endOf(thrown, program, json, terminal);
    const error = asStudioError(thrown).toDocument();
    const report: FailureReport = { error };
    if (json) writeJson(terminal.out, report);
    else writeError(terminal, error);
    return exitOf(error);
  }
}

/** Commander has written its message or its help to standard error already; what is left is the document. */
async function endOf(
  { command, end }: CommandLineEnd,
  program: Program,
  json: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  if (FINE_ENDS.has(end.code)) return EXIT_CODES.ok;
  if (json) {
    const message =
      end.code === 'commander.help' ? 'A verb is missing.' : end.message.replace(/^error: /u, '');
    const error = new StudioError('USAGE', message).toDocument();
    const report: FailureReport = { error };
    writeJson(terminal.out, (await program.failureOf(command, error)) ?? report);
  }
  return EXIT_CODES.usage;
}
