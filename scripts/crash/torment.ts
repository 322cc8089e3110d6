import {
  type Fault,
  recordCalls,
  runWithFault,
  type TracedCommand,
  type TracedRun,
  type WritingCall,
} from './strace.ts';

/** A real program under test, with what must hold of it whenever it ends. */
export interface CrashTarget {
  readonly name: string;
  /** Brings the folder to the state before the run, the same each time. */
  prepare(): void;
  readonly traced: TracedCommand;
  /** Throws where what was left is neither the old state nor the new one. Looks only, or looks as a start would. */
  checkLeft(label: string, run: TracedRun): void;
  /** Runs the program again untouched and throws where it does not reach the new state. */
  checkHealed(label: string): void;
}

export interface TormentOptions {
  readonly calls: readonly WritingCall[];
  readonly fault: Fault;
  /** At most this many runs for one kind of call, spread evenly; all where absent. */
  readonly maxRunsPerCall?: number;
  /** Gathers what went wrong instead of throwing at the first. */
  readonly goOn?: boolean;
  readonly onRun?: (label: string, run: TracedRun) => void;
}

export interface TormentResult {
  readonly runs: number;
  /** Runs in which the fault ended the program. */
  readonly broken: number;
  /** What was left wrong, one text a run. */
  readonly wrong: readonly string[];
}

/**
 * Runs the program once for each call by which it changes its folder, killed or failed just there, and after each run
 * asks whether the old or the new state is there and whether a rerun heals (reliability "How it is shown" (b)).
 */
export function torment(target: CrashTarget, options: TormentOptions): TormentResult {
  target.prepare();
  const recorded = recordCalls(target.traced);
  let runs = 0;
  let broken = 0;
  const wrong: string[] = [];
  for (const call of options.calls) {
    for (const ordinal of spread(recorded.get(call) ?? [], options.maxRunsPerCall)) {
      const label = `${target.name}: ${describe(options.fault)} at ${call} ${ordinal}`;
      target.prepare();
      const run = runWithFault(target.traced, call, ordinal, options.fault);
      options.onRun?.(label, run);
      runs += 1;
      if (run.killed || run.exitCode !== 0) broken += 1;
      try {
        target.checkLeft(label, run);
        target.checkHealed(label);
      } catch (failure) {
        if (options.goOn !== true) throw failure;
        wrong.push(failure instanceof Error ? failure.message : String(failure));
      }
    }
  }
  return { runs, broken, wrong };
}

function describe(fault: Fault): string {
  return fault.kind === 'kill' ? 'killed' : fault.errno;
}

/** At most `most` of the items, evenly spread, the first and the last among them. */
export function spread<T>(items: readonly T[], most: number | undefined): readonly T[] {
  if (most === undefined || items.length <= most) return items;
  if (most <= 1) return items.slice(-1);
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => items[Math.round(index * step)]).filter(
    (item) => item !== undefined,
  );
}
