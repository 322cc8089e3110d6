import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What happens to the chosen system call: the process dies on entering it, or the call fails. */
export type Fault =
  | { readonly kind: 'kill' }
  | { readonly kind: 'fail'; readonly errno: 'EIO' | 'ENOSPC' | 'EDQUOT' | 'EACCES' };

/** A program to torment: the command, and a piece of its folder's path that marks the calls which concern it. */
export interface TracedCommand {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  /** ASCII text that every path of interest contains; calls without it are of no concern. */
  readonly marker: string;
}

export interface TracedRun {
  readonly exitCode: number | null;
  readonly killed: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Calls by which a program changes a disk. */
export const WRITING_CALLS = [
  'write',
  'pwrite64',
  'fsync',
  'rename',
  'unlink',
  'link',
  'mkdir',
  'rmdir',
  'openat',
] as const;
export type WritingCall = (typeof WRITING_CALLS)[number];

/** Whether strace is there and may trace. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-f', '-e', 'trace=none', 'true'], { stdio: 'ignore' }).status === 0;
}

/**
 * Runs the command once and tells which calls of each kind concern it: the ordinal numbers, from 1, that `inject`
 * takes. Opening counts only where it creates.
 */
export function recordCalls(traced: TracedCommand): ReadonlyMap<WritingCall, readonly number[]> {
  const { run, lines } = trace(traced, ['--seccomp-bpf', '-y', '-e', `trace=${WRITING_CALLS.join(',')}`]);
  if (run.exitCode !== 0) throw new Error(`the command fails untouched:\n${run.stderr}`);
  const mainThread = /^(\d+) /.exec(lines[0] ?? '')?.[1] ?? '';
  const counts = new Map<WritingCall, number>();
  const found = new Map<WritingCall, number[]>(WRITING_CALLS.map((call) => [call, []]));
  for (const line of lines) {
    const name = new RegExp(`^${mainThread} +(\\w+)\\(`).exec(line)?.[1];
    const call = WRITING_CALLS.find((candidate) => candidate === name);
    if (call === undefined) continue;
    const ordinal = (counts.get(call) ?? 0) + 1;
    counts.set(call, ordinal);
    const concerns = line.includes(traced.marker) && (call !== 'openat' || line.includes('O_CREAT'));
    if (concerns) found.get(call)?.push(ordinal);
  }
  return found;
}

/** Runs the command with the fault at the given call of the given kind. */
export function runWithFault(
  traced: TracedCommand,
  call: WritingCall,
  ordinal: number,
  fault: Fault,
): TracedRun {
  // With the fast filter strace delivers no signals, only errors.
  const effect = fault.kind === 'kill' ? 'signal=KILL' : `error=${fault.errno}`;
  const speed = fault.kind === 'kill' ? [] : ['--seccomp-bpf'];
  return trace(traced, [...speed, '-e', `trace=${call}`, '-e', `inject=${call}:${effect}:when=${ordinal}`])
    .run;
}

function trace(
  traced: TracedCommand,
  options: readonly string[],
): { run: TracedRun; lines: readonly string[] } {
  const folder = fs.mkdtempSync(join(tmpdir(), 'strace-'));
  try {
    const log = join(folder, 'log');
    const args = ['-f', '-qq', '-o', log, ...options, '--', ...traced.command];
    const result = spawnSync('strace', args, { cwd: traced.cwd, encoding: 'utf8', timeout: 60_000 });
    if (result.error !== undefined) throw result.error;
    const killed = result.signal === 'SIGKILL' || result.status === 137;
    const lines = fs.readFileSync(log, 'utf8').split('\n');
    return { run: { exitCode: result.status, killed, stdout: result.stdout, stderr: result.stderr }, lines };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
