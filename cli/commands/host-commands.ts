import type { Command } from 'commander';
import { integerBetween } from '../option-values.ts';
import type { Terminal } from '../terminal.ts';
import type { OpenOptions } from '../verbs/open.ts';
import type { ServeOptions } from '../verbs/serve.ts';
import {
  helpWithExamples,
  PROJECT_ARGUMENT,
  type CommandHost,
  type JsonOption,
  type LoadVerb,
} from './command-host.ts';

const PORT_OPTION = [
  '--port <n>',
  'first port to try; a busy one gives way to the next free one',
  integerBetween(0, 65535),
] as const;

/** `serve`, `open`, `completion`: how people get to the studio. */
export function addHostCommands(program: Command, host: CommandHost, terminal: Terminal): void {
  const loadServe: LoadVerb<ServeOptions> = async () => (await import('../verbs/serve.ts')).serveVerb;
  const serve = program
    .command('serve')
    .summary('the studio in a browser of this machine')
    .description('Serves the studio on 127.0.0.1 to a browser of this machine, until Ctrl-C.')
    .argument('[root...]', 'projects, or folders with projects (default: the current folder)')
    .option(...PORT_OPTION)
    .action(async (roots: readonly string[], options: Omit<ServeOptions, 'roots'> & JsonOption) => {
      await host.run(loadServe, { ...options, roots });
    });
  host.define(serve, loadServe, [
    'pack-studio serve',
    'pack-studio serve my-game --port 8080',
    'pack-studio serve ~/games',
  ]);

  const loadOpen: LoadVerb<OpenOptions> = async () => (await import('../verbs/open.ts')).openVerb;
  const open = program
    .command('open')
    .summary('the studio in a window')
    .description('Opens the studio in a window of its own; where there can be none, serves it and says why.')
    .argument(...PROJECT_ARGUMENT)
    .option('--example', 'open the example project')
    .option(...PORT_OPTION)
    .action(async (project: string | undefined, options: Omit<OpenOptions, 'project'> & JsonOption) => {
      await host.run(loadOpen, { ...options, project });
    });
  host.define(open, loadOpen, ['pack-studio open', 'pack-studio open --example']);

  program
    .command('completion')
    .summary('completion for bash, zsh or fish')
    .description('Prints a script that completes commands and options in your shell.')
    .argument('[shell]', 'bash, zsh or fish (default: the one of $SHELL)')
    .addHelpText(
      'after',
      helpWithExamples([
        'source <(pack-studio completion bash)',
        'pack-studio completion fish > ~/.config/fish/completions/pack-studio.fish',
      ]),
    )
    .action(async (shell: string | undefined) => {
      const { completionScript, chooseShell } = await import('../completion/completion-script.ts');
      terminal.out.write(completionScript(program, chooseShell(shell, terminal.env)));
    });
}
