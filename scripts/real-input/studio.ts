import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const COMMAND_LINE = fileURLToPath(new URL('../../bin/pack-studio.mjs', import.meta.url));

/** What one call of the command line came to. */
export interface Answer {
  readonly exitCode: number;
  /** The document on standard output; an empty object where there was none. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Set where the call crashed: no document, an `INTERNAL` error, a signal, an exit code that nobody promised. */
  readonly crash: string | undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Calls `pack-studio … --json` and reads its document. */
export function callStudio(args: readonly string[]): Answer {
  const run = spawnSync(process.execPath, [COMMAND_LINE, ...args, '--json'], {
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  const exitCode = run.status ?? -1;
  const shown = `pack-studio ${args.join(' ')}`;
  let document: unknown;
  try {
    document = JSON.parse(run.stdout);
  } catch {
    return {
      exitCode,
      document: {},
      crash: `${shown}: no JSON document, exit ${exitCode} ${run.signal ?? ''} ${run.stderr}`,
    };
  }
  if (!isRecord(document))
    return { exitCode, document: {}, crash: `${shown}: the document is not an object` };
  const code = errorCode(document);
  if (code === 'INTERNAL')
    return { exitCode, document, crash: `${shown}: ${JSON.stringify(document['error'])}` };
  const crash =
    exitCode === 0 || exitCode === 1 || code !== undefined ? undefined : `${shown}: exit ${exitCode}`;
  return { exitCode, document, crash };
}

/** The code of the document's `error`, if it has one. */
export function errorCode(document: Readonly<Record<string, unknown>>): string | undefined {
  const error = document['error'];
  return isRecord(error) && typeof error['code'] === 'string' ? error['code'] : undefined;
}

/** A diagnostic as `doctor --json` and `pack --json` print it. */
export interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly assetId: number | undefined;
  readonly file: string | undefined;
  readonly message: string;
  readonly remedy: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The diagnostics of a document. */
export function findingsOf(document: Readonly<Record<string, unknown>>): readonly Finding[] {
  const listed = document['diagnostics'];
  if (!Array.isArray(listed)) return [];
  return listed.filter(isRecord).map((finding) => ({
    code: text(finding['code']),
    severity: text(finding['severity']),
    assetId: typeof finding['asset_id'] === 'number' ? finding['asset_id'] : undefined,
    file: typeof finding['file'] === 'string' ? finding['file'] : undefined,
    message: text(finding['message']),
    remedy: text(finding['remedy']),
  }));
}
