import { SHELLS, type CommandShape, type OptionShape } from './command-shape.ts';

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** True where the words before the cursor name this very command. */
function condition({ path, commands }: CommandShape): string {
  const [first, second] = path;
  if (first === undefined) return '__fish_use_subcommand';
  if (second !== undefined)
    return `__fish_seen_subcommand_from ${first}; and __fish_seen_subcommand_from ${second}`;
  if (commands.length === 0) return `__fish_seen_subcommand_from ${first}`;
  return `__fish_seen_subcommand_from ${first}; and not __fish_seen_subcommand_from ${commands.map(({ name }) => name).join(' ')}`;
}

function optionLine(option: OptionShape, when: string): string {
  const flags = option.flags
    .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
    .join(' ');
  const value = !option.takesValue
    ? ''
    : option.choices.length > 0
      ? ` -x -a ${quote(option.choices.join(' '))}`
      : { files: ' -r -F', folders: " -x -a '(__fish_complete_directories)'", nothing: ' -x' }[
          option.completes
        ];
  return `complete -c pack-studio -n ${quote(when)} ${flags}${value} -d ${quote(option.description)}\n`;
}

function shapeLines(shape: CommandShape): string {
  const when = condition(shape);
  const positional = {
    files: `complete -c pack-studio -n ${quote(when)} -F\n`,
    folders: `complete -c pack-studio -n ${quote(when)} -a '(__fish_complete_directories)'\n`,
    shells: `complete -c pack-studio -n ${quote(when)} -a ${quote(SHELLS.join(' '))}\n`,
    nothing: '',
  }[shape.positional];
  return (
    shape.commands
      .map(
        ({ name, summary }) => `complete -c pack-studio -n ${quote(when)} -a ${name} -d ${quote(summary)}\n`,
      )
      .join('') +
    shape.options.map((option) => optionLine(option, when)).join('') +
    positional
  );
}

/** Completion for fish. */
export function fishScript(shapes: readonly CommandShape[]): string {
  return `# Completion of pack-studio for fish.
complete -c pack-studio -f
${shapes.map(shapeLines).join('')}`;
}
