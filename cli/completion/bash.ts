import { SHELLS, type CommandShape } from './command-shape.ts';

/** Words in a double-quoted list; they are names of commands and options, which need no quoting. */
function words(list: readonly string[]): string {
  return list.join(' ');
}

function valueCases({ options }: CommandShape): string {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ flags, choices, completes }) => {
      const reply =
        choices.length > 0
          ? `COMPREPLY=($(compgen -W "${words(choices)}" -- "$cur"))`
          : completes === 'files'
            ? 'compopt -o default; COMPREPLY=()'
            : completes === 'folders'
              ? 'COMPREPLY=($(compgen -d -- "$cur"))'
              : 'COMPREPLY=()';
      return `        ${flags.join('|')}) ${reply}; return ;;\n`;
    })
    .join('');
}

function commandCase(shape: CommandShape): string {
  const { path, commands, options, positional } = shape;
  const flags = words(options.flatMap((option) => option.flags));
  const values = valueCases(shape);
  const rest =
    commands.length > 0
      ? `COMPREPLY=($(compgen -W "${words(commands.map(({ name }) => name))}" -- "$cur"))`
      : positional === 'files'
        ? 'compopt -o default; COMPREPLY=()'
        : positional === 'folders'
          ? 'COMPREPLY=($(compgen -d -- "$cur"))'
          : positional === 'shells'
            ? `COMPREPLY=($(compgen -W "${words(SHELLS)}" -- "$cur"))`
            : 'COMPREPLY=()';
  return (
    `    "${path.join(' ')}")\n` +
    (values === '' ? '' : `      case "$prev" in\n${values}      esac\n`) +
    `      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "${flags}" -- "$cur")); else ${rest}; fi ;;\n`
  );
}

/** Completion for bash 4 and later. */
export function bashScript(shapes: readonly CommandShape[]): string {
  const groups = shapes
    .filter(({ commands, path }) => commands.length > 0 && path.length > 0)
    .map(({ path }) => path.join(' '));
  const first = shapes.find(({ path }) => path.length === 0)?.commands.map(({ name }) => name) ?? [];
  return `# Completion of pack-studio for bash. Load it with: source <(pack-studio completion bash)
_pack_studio() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] && continue
    case "$command" in
      "") case " ${words(first)} " in *" $word "*) command=$word ;; esac ;;
${groups.map((group) => `      "${group}") command="${group} $word"; break ;;\n`).join('')}      *) break ;;
    esac
  done
  case "$command" in
${shapes.map(commandCase).join('')}  esac
}
complete -F _pack_studio pack-studio
`;
}
