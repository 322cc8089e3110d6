import { Command, type CommanderError } from 'commander';
import { EXIT_CODES, type ExitCode } from '#schemas/errors/catalogue.ts';
import type { ErrorDocument } from '#schemas/report/error.ts';
import { addAssetsCommands } from './commands/assets-commands.ts';
import { helpWithExamples, type CommandHost } from './commands/command-host.ts';
import { addHostCommands } from './commands/host-commands.ts';
import { addPackFileCommands } from './commands/pack-file-commands.ts';
import { addProjectCommands } from './commands/project-commands.ts';
import type { Terminal } from './terminal.ts';
import { runVerb } from './verb.ts';

/** A command line that was not understood, or that asked for help. */
export class CommandLineEnd extends Error {
  readonly command: Command;
  readonly end: CommanderError;

  constructor(command: Command, end: CommanderError) {
    super(end.message);
    this.command = command;
    this.end = end;
  }
}

/** The command tree, and what its last run came to. */
export interface Program {
  readonly root: Command;
  /** Exit code of the verb that ran. */
  exitCode(): ExitCode;
  /** The document that a verb prints where its command line was not understood; undefined where no verb was. */
  failureOf(command: Command, error: ErrorDocument): Promise<unknown>;
}

const INTRODUCTION = 'Packs game assets into build/assets.pa, and explains every byte of a pack.';

const EXIT_CODE_TEXT = `
A project is a folder with assets/ in it.
Exit codes: 0 fine, 1 findings or a negative verdict, 2 not understood, 3 failed, 4 cancelled.`;

/** Builds the command tree; nothing of the services is loaded until a verb runs. */
export function buildProgram(terminal: Terminal): Program {
  let exitCode: ExitCode = EXIT_CODES.ok;
  const failures = new Map<Command, (error: ErrorDocument) => Promise<unknown>>();
  const endAt = (command: Command): Command =>
    command.exitOverride((end) => {
      throw new CommandLineEnd(command, end);
    });
  const root = endAt(new Command('pack-studio'))
    .description(INTRODUCTION)
    .option('-V, --version', 'show the version')
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
      getOutHelpWidth: () => Math.min(100, terminal.out.columns),
      getErrHelpWidth: () => Math.min(100, terminal.err.columns),
    })
    .showHelpAfterError('(add --help for the options and examples)')
    .addHelpText('after', EXIT_CODE_TEXT)
    .addHelpText(
      'after',
      helpWithExamples([
        'pack-studio init',
        'pack-studio assets create --file hero.png',
        'pack-studio pack --watch',
        'pack-studio serve',
      ]),
    );
  const host: CommandHost = {
    define(command, load, examples) {
      command.option('--json', 'print one JSON document').addHelpText('after', helpWithExamples(examples));
      endAt(command);
      failures.set(command, async (error) => (await load()).failure(error, {}));
    },
    async run(load, options) {
      exitCode = await runVerb(await load(), { terminal, json: options.json === true }, options);
    },
  };
  addProjectCommands(root, host);
  addAssetsCommands(root, host);
  addPackFileCommands(root, host);
  addHostCommands(root, host, terminal);
  for (const command of root.commands) if (!failures.has(command)) endAt(command);
  return {
    root,
    exitCode: () => exitCode,
    failureOf: async (command, error) => await failures.get(command)?.(error),
  };
}
