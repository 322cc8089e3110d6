import { spawn, spawnSync } from 'node:child_process';

/** One way to do the measured work. */
export interface Contender {
  readonly name: string;
  /** Puts things back before each run; not measured. */
  readonly prepare?: () => void | Promise<void>;
  /** The measured work. A number that it returns replaces the time taken around it, in ms. */
  readonly run: () => unknown;
}

export interface Timing {
  readonly name: string;
  readonly samplesMs: readonly number[];
  readonly medianMs: number;
}

export interface RunPlan {
  /** Measured runs of each contender, at least one. */
  readonly runs: number;
  /** Runs before these that do not count. */
  readonly warmUps: number;
}

/** Measures the contenders in turn, A B A B, so that a noisy minute falls on all of them. */
export async function interleave(
  contenders: readonly Contender[],
  plan: RunPlan,
): Promise<readonly Timing[]> {
  const samples = new Map<string, number[]>(contenders.map((contender) => [contender.name, []]));
  for (let round = -plan.warmUps; round < plan.runs; round += 1) {
    for (const contender of contenders) {
      await contender.prepare?.();
      settleDisk();
      const started = performance.now();
      const own: unknown = await contender.run();
      const tookMs = typeof own === 'number' ? own : performance.now() - started;
      if (round >= 0) samples.get(contender.name)?.push(tookMs);
      process.stderr.write(
        `  ${round < 0 ? 'warm-up' : `run ${round + 1}`}  ${contender.name}  ${tookMs.toFixed(1)} ms\n`,
      );
    }
  }
  return [...samples].map(([name, samplesMs]) => ({ name, samplesMs, medianMs: median(samplesMs) }));
}

/** Writes out what the run before left behind, so that nobody pays for another one's pages. */
function settleDisk(): void {
  spawnSync('sync', { stdio: 'ignore' });
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value below which `percent` of the values lie, between neighbours by a straight line. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = ((sorted.length - 1) * percent) / 100;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) throw new Error('no values to take a percentile of');
  return low + (high - low) * (place - Math.floor(place));
}

/** Median of one contender over that of another; undefined where either was not measured. */
export function ratio(timings: readonly Timing[], above: string, below: string): number | undefined {
  const over = timings.find((timing) => timing.name === above)?.medianMs;
  const under = timings.find((timing) => timing.name === below)?.medianMs;
  return over === undefined || under === undefined ? undefined : over / under;
}

/** Runs a program to its end; throws with its standard error where it fails. */
export async function runProgram(command: string, args: readonly string[], cwd?: string): Promise<void> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4000);
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, exitSignal) => resolve([exitCode, exitSignal]));
  });
  if (code !== 0) throw new Error(`${command} ended with ${code ?? signal}: ${complaints}`);
}

/** Whether a program can be started here. */
export function hasProgram(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}
