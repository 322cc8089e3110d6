/** Shells that there is a script for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** An option as shells complete it. */
export interface OptionShape {
  /** `--json`, `-V` … */
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
  readonly completes: 'files' | 'folders' | 'nothing';
}

/** A command as shells complete it. `path` is empty for the program itself. */
export interface CommandShape {
  readonly path: readonly string[];
  readonly summary: string;
  readonly commands: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly OptionShape[];
  readonly positional: 'files' | 'folders' | 'shells' | 'nothing';
}
