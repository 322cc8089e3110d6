import type { Command, Option } from 'commander';
import { StudioError } from '#core/errors.ts';
import { bashScript } from './bash.ts';
import { SHELLS, type CommandShape, type OptionShape, type Shell } from './command-shape.ts';
import { fishScript } from './fish.ts';
import { zshScript } from './zsh.ts';

/** The shell that was named, else the one of `$SHELL`. @throws StudioError `USAGE` */
export function chooseShell(
  named: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Shell {
  const wanted = named ?? env['SHELL']?.split('/').at(-1) ?? '';
  const shell = SHELLS.find((known) => known === wanted);
  if (shell === undefined)
    throw new StudioError('USAGE', `Completion is for ${SHELLS.join(', ')}; say which.`);
  return shell;
}

/** A completion script, generated from the command tree itself. */
export function completionScript(program: Command, shell: Shell): string {
  const shapes = listShapes(program, []);
  switch (shell) {
    case 'bash':
      return bashScript(shapes);
    case 'zsh':
      return zshScript(shapes);
    case 'fish':
      return fishScript(shapes);
  }
}

/** Every visible command below and with `command`, parents first. */
function listShapes(command: Command, path: readonly string[]): readonly CommandShape[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).filter((child) => child.name() !== 'help');
  const shape: CommandShape = {
    path,
    summary: command.summary(),
    commands: commands.map((child) => ({ name: child.name(), summary: child.summary() })),
    options: help.visibleOptions(command).map(optionShape),
    positional: positionalOf(command),
  };
  return [shape, ...commands.flatMap((child) => listShapes(child, [...path, child.name()]))];
}

function optionShape(option: Option): OptionShape {
  const placeholder = /<([^>]+)>/u.exec(option.flags)?.[1] ?? '';
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    description: option.description,
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? [],
    completes:
      placeholder === 'dir'
        ? 'folders'
        : placeholder === 'path' || placeholder.endsWith('file')
          ? 'files'
          : 'nothing',
  };
}

function positionalOf(command: Command): CommandShape['positional'] {
  const name = command.registeredArguments[0]?.name();
  switch (name) {
    case undefined:
      return 'nothing';
    case 'file':
      return 'files';
    case 'shell':
      return 'shells';
    default:
      return 'folders';
  }
}
