import { validate } from '#schemas/validate.ts';
import type { SchemaId, SchemaValue } from '#schemas/registry.ts';
import { runCommandLine } from '../run-command-line.ts';
import type { Terminal } from '../terminal.ts';

/** What a command line printed and came to, run in this process. */
export interface CapturedRun {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  readonly isTty?: boolean;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly onOut?: (text: string) => void;
}

/** Runs a command line as `pack-studio` would, without a process of its own. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<CapturedRun> {
  const texts = { out: '', err: '' };
  const sink = (name: 'out' | 'err'): Terminal['out'] => ({
    write: (text) => {
      texts[name] += text;
      if (name === 'out') options.onOut?.(text);
    },
    isTty: options.isTty ?? false,
    columns: 80,
  });
  const exitCode = await runCommandLine(args, {
    out: sink('out'),
    err: sink('err'),
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
    signal: options.signal ?? new AbortController().signal,
  });
  return { exitCode, ...texts };
}

/** A document that fits its schema; fails loudly where it is none, or not exactly one on one line. */
export function documentOf<Id extends SchemaId>(id: Id, text: string): SchemaValue<Id> {
  if (!/^[^\n]+\n$/u.test(text)) throw new Error(`not one line: ${JSON.stringify(text)}`);
  const checked = validate(id, JSON.parse(text));
  if (!checked.ok) throw new Error(`${id}: ${JSON.stringify(checked.errors)} in ${text}`);
  return checked.value;
}

/** Runs with `--json` and gives the document with the exit code. */
export async function runJson<Id extends SchemaId>(
  id: Id,
  args: readonly string[],
  options: RunOptions = {},
): Promise<{ readonly exitCode: number; readonly document: SchemaValue<Id>; readonly err: string }> {
  const { exitCode, out, err } = await run([...args, '--json'], options);
  return { exitCode, document: documentOf(id, out), err };
}
