import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { StudioError } from '#core/errors.ts';
import { OUTPUT_FILES, type OutputFile } from '#core/packer/output-files.ts';
import { validate } from '#schemas/validate.ts';
import type { RebuildReport } from '#schemas/report/hosting.ts';
import type { Rebuild } from './pack-service.ts';

/** What the second process prints is one line of four digests. */
const MAX_OUTPUT_CHARACTERS = 1024 * 1024;

/** A value that is not the one of this process. */
function otherThan(current: string | undefined, first: string, second: string): string {
  return current === first ? second : first;
}

/**
 * The second process of `verify_rebuild`: another time zone, locale, number of workers and order of folders than this
 * one (asset-workspace 3, reliability D1).
 * @param command program and first arguments that start the command line of this version
 * @param jobs workers of this process; the other one takes another number
 */
export function rebuildInProcess(
  command: readonly [program: string, ...args: string[]],
  jobs?: number,
): Rebuild {
  return async (projectRoot, signal) => {
    signal?.throwIfAborted();
    const [program, ...first] = command;
    const own = jobs ?? availableParallelism();
    const args = [...first, 'rebuild-digests', projectRoot, '--json', '--jobs', own === 1 ? '2' : '1'];
    const env = {
      ...process.env,
      TZ: otherThan(process.env['TZ'], 'Pacific/Kiritimati', 'America/St_Johns'),
      LANG: otherThan(process.env['LANG'], 'tr_TR.UTF-8', 'C'),
      LC_ALL: otherThan(process.env['LC_ALL'], 'tr_TR.UTF-8', 'C'),
    };
    return digestsOf(await outputOf(program, args, env, signal));
  };
}

async function outputOf(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<string> {
  const child = spawn(program, [...args], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    if (output.length <= MAX_OUTPUT_CHARACTERS) output += text;
  });
  const stop = (): void => {
    child.kill('SIGTERM');
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      child.on('error', (cause) => {
        reject(new StudioError('IO_FAILED', 'The second process cannot be started.', {}, { cause }));
      });
      child.on('close', () => {
        resolve();
      });
    });
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  if (signal?.aborted === true) throw new StudioError('CANCELLED');
  return output;
}

function digestsOf(output: string): ReadonlyMap<OutputFile, string> {
  const { digests, error } = parseReport(output);
  if (error !== undefined)
    throw new StudioError(error.code, `In the second process: ${error.message}`, error.data);
  return new Map(
    OUTPUT_FILES.flatMap((file): (readonly [OutputFile, string])[] => {
      const sha256 = digests[file];
      return sha256 === undefined ? [] : [[file, sha256]];
    }),
  );
}

function parseReport(output: string): RebuildReport {
  let document: unknown;
  try {
    document = JSON.parse(output);
  } catch (cause) {
    throw new StudioError('INTERNAL', 'The second process ended without an answer.', {}, { cause });
  }
  const checked = validate('rebuild-report', document);
  if (!checked.ok) throw new StudioError('INTERNAL', 'The second process gave an answer that is not one.');
  return checked.value;
}
