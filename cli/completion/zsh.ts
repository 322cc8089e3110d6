import { SHELLS, type CommandShape, type OptionShape } from './command-shape.ts';

/** Text inside a single-quoted specification of `_arguments` or `_describe`. */
function quote(text: string): string {
  return text.replaceAll("'", "'\\''").replaceAll('[', '\\[').replaceAll(']', '\\]').replaceAll(':', '\\:');
}

function functionName(path: readonly string[]): string {
  return ['_pack_studio', ...path.map((name) => name.replaceAll('-', '_'))].join('_');
}

function valueAction({ choices, completes }: OptionShape): string {
  if (choices.length > 0) return `(${choices.join(' ')})`;
  return { files: '_files', folders: '_files -/', nothing: ' ' }[completes];
}

function optionSpecs(option: OptionShape): readonly string[] {
  return option.flags.map((flag) => {
    const value = option.takesValue ? `:value:${valueAction(option)}` : '';
    // Several times where the command takes it so; the shell need not refuse.
    return `'*${flag}[${quote(option.description)}]${value}'`;
  });
}

function leafFunction(shape: CommandShape): string {
  const positional = {
    files: "'*:file:_files'",
    folders: "'*:folder:_files -/'",
    shells: `'1:shell:(${SHELLS.join(' ')})'`,
    nothing: '',
  }[shape.positional];
  const specs = [...shape.options.flatMap(optionSpecs), ...(positional === '' ? [] : [positional])];
  return `${functionName(shape.path)}() {\n  _arguments -s \\\n    ${specs.join(' \\\n    ')}\n}\n`;
}

function groupFunction(shape: CommandShape): string {
  const described = shape.commands.map(({ name, summary }) => `    '${name}:${quote(summary)}'\n`).join('');
  const cases = shape.commands
    .map(({ name }) => `        ${name}) ${functionName([...shape.path, name])} ;;\n`)
    .join('');
  const options = shape.options
    .flatMap(optionSpecs)
    .map((spec) => `    ${spec} \\\n`)
    .join('');
  return `${functionName(shape.path)}() {
  local state line
  local -a commands=(
${described}  )
  _arguments -C \\
${options}    '1:command:->command' '*::argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case $line[1] in
${cases}      esac ;;
  esac
}
`;
}

/** Completion for zsh. */
export function zshScript(shapes: readonly CommandShape[]): string {
  const functions = shapes.map((shape) =>
    shape.commands.length > 0 ? groupFunction(shape) : leafFunction(shape),
  );
  return `#compdef pack-studio
# Completion of pack-studio for zsh. Load it with: source <(pack-studio completion zsh)
${functions.join('')}compdef _pack_studio pack-studio
`;
}
