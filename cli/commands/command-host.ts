import type { Command } from 'commander';
import type { Verb } from '../verb.ts';

/** Every reporting verb has it. */
export interface JsonOption {
  readonly json?: boolean;
}

/** Loads a verb when it is called: the start of the program knows the shape of the command line only. */
export type LoadVerb<Options> = () => Promise<Verb<Options>>;

/** What the definitions of commands are given. */
export interface CommandHost {
  /** Makes a command of a verb: `--json`, examples, and how its faults are told. */
  define<Options>(command: Command, load: LoadVerb<Options>, examples: readonly string[]): void;
  run<Options>(load: LoadVerb<Options>, options: Options & JsonOption): Promise<void>;
}

export const PROJECT_ARGUMENT = ['[project]', 'project folder (default: the current folder)'] as const;

/** What stands below the options of a command (experience.md "Command line"). */
export function helpWithExamples(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((example) => `  $ ${example}\n`).join('')}`;
}
