import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaId, SchemaValue } from '#schemas/registry.ts';
import type { PackReport } from '#schemas/report/pack.ts';
import { validate } from '#schemas/validate.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The built command line, as the launcher starts it. Another build can be named, to test while `out/` changes. */
export const PROGRAM = process.env['PACK_STUDIO_CLI'] ?? join(ROOT, 'out/cli/main.js');
if (!existsSync(PROGRAM)) throw new Error('the command line is not built: npm run build');

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Octal file mode mask of the process, `077`. */
  readonly umask?: string;
  /** Words before the program: `setpriv …`, `unshare …`. */
  readonly prefix?: readonly string[];
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const RUN_LIMIT_MS = 60_000;

function commandOf(args: readonly string[], options: RunOptions): readonly [string, ...string[]] {
  const program = [...(options.prefix ?? []), process.execPath, PROGRAM, ...args];
  const masked =
    options.umask === undefined
      ? program
      : ['sh', '-c', `umask ${options.umask}; exec "$@"`, 'sh', ...program];
  const [command = '', ...rest] = masked;
  return [command, ...rest];
}

function environmentOf({ env }: RunOptions): NodeJS.ProcessEnv {
  return { ...process.env, NO_COLOR: '1', ...env };
}

/** Runs the command line to its end. */
export function run(args: readonly string[], options: RunOptions = {}): Ended {
  const [command, ...rest] = commandOf(args, options);
  const ended = spawnSync(command, rest, {
    cwd: options.cwd ?? ROOT,
    env: environmentOf(options),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: RUN_LIMIT_MS,
  });
  if (ended.error !== undefined) throw ended.error;
  return { code: ended.status, signal: ended.signal, stdout: ended.stdout, stderr: ended.stderr };
}

/** Runs a verb with `--json`: one document on standard output, which is the published one. */
export function runJson<Id extends SchemaId>(
  schema: Id,
  args: readonly string[],
  options: RunOptions = {},
): Ended & { readonly document: SchemaValue<Id> } {
  const ended = run([...args, '--json'], options);
  return { ...ended, document: documentOf(schema, ended.stdout, ended.stderr) };
}

/** Packs a project and gives the exit code with the report. */
export function pack(
  project: string,
  options: RunOptions & { readonly jobs?: number } = {},
): PackReport & { readonly exit: number | null } {
  const jobs = options.jobs === undefined ? [] : ['--jobs', String(options.jobs)];
  const { document, code } = runJson('pack-report', ['pack', project, ...jobs], options);
  return { ...document, exit: code };
}

export function documentOf<Id extends SchemaId>(schema: Id, text: string, context: string): SchemaValue<Id> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`not one JSON document: ${text}\n${context}`);
  }
  const checked = validate(schema, value);
  if (!checked.ok) throw new Error(`not a ${schema}: ${JSON.stringify(checked.errors)}\n${text}`);
  return checked.value;
}

/** The command line while it runs. */
export class Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  constructor(args: readonly string[], options: RunOptions = {}) {
    const [command, ...rest] = commandOf(args, options);
    this.child = spawn(command, rest, {
      cwd: options.cwd ?? ROOT,
      env: environmentOf(options),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((resolve, reject) => {
      this.child.on('error', reject);
      this.child.on('close', (code, signal) => {
        resolve({ code, signal, stdout: this.stdout, stderr: this.stderr });
      });
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Pack reports printed so far, one a line. */
  reports(): readonly PackReport[] {
    return this.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => documentOf('pack-report', line, this.stderr));
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<Ended> {
    this.child.kill(signal);
    return await this.ended;
  }
}

/** Waits for a condition; the test's own limit ends a wait that never comes true. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
