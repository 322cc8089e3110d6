import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release } from 'node:os';
import type { Verdict } from './budget.ts';
import type { Scenario, ScenarioResult } from './scenario.ts';

const FOLDER = new URL('./results/', import.meta.url);

/** What is kept of one scenario: `bench/results/<scenario>.json`. Ratios travel between machines, times do not. */
interface StoredResult {
  readonly scenario: string;
  readonly title: string;
  readonly machine: {
    readonly node: string;
    readonly system: string;
    readonly cpu: string;
    readonly cores: number;
  };
  readonly timings: readonly {
    readonly name: string;
    readonly median_ms: number;
    readonly samples_ms: readonly number[];
  }[];
  readonly metrics: Readonly<Record<string, number | null>>;
  readonly budgets: readonly Verdict[];
  readonly checks: Readonly<Record<string, boolean>>;
  readonly facts: Readonly<Record<string, number | string>>;
  readonly missing: readonly string[];
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Writes the result of one scenario and the table of all results so far. */
export function storeResult(scenario: Scenario, result: ScenarioResult, budgets: readonly Verdict[]): void {
  const stored: StoredResult = {
    scenario: scenario.name,
    title: scenario.title,
    machine: {
      node: process.versions.node,
      system: `${process.platform} ${release()}`,
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
    },
    timings: result.timings.map((timing) => ({
      name: timing.name,
      median_ms: rounded(timing.medianMs),
      samples_ms: timing.samplesMs.map(rounded),
    })),
    metrics: Object.fromEntries(
      Object.entries(result.metrics).map(([name, value]) => [
        name,
        value === undefined ? null : rounded(value),
      ]),
    ),
    budgets: budgets.map((verdict) => ({
      ...verdict,
      value: verdict.value === null ? null : rounded(verdict.value),
    })),
    checks: result.checks,
    facts: result.facts,
    missing: result.missing,
  };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(new URL(`${scenario.name}.json`, FOLDER), `${JSON.stringify(stored, null, 2)}\n`);
  writeFileSync(new URL('README.md', FOLDER), resultTable());
}

function resultTable(): string {
  const results = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as StoredResult);
  const rows = results.flatMap((result) => [
    ...result.budgets.map(
      (verdict) =>
        `| ${result.scenario} | \`${verdict.metric}\` | ${verdict.value ?? 'not measured'} | ${verdict.limit} | ${
          verdict.passed === null ? '–' : verdict.passed ? 'yes' : '**no**'
        } |`,
    ),
    ...Object.entries(result.checks).map(
      ([check, passed]) => `| ${result.scenario} | ${check} | | | ${passed ? 'yes' : '**no**'} |`,
    ),
  ]);
  const medians = results.flatMap((result) =>
    result.timings.map(
      (timing) =>
        `| ${result.scenario} | ${timing.name} | ${timing.median_ms.toFixed(1)} | ${timing.samples_ms.length} |`,
    ),
  );
  return [
    '# Results',
    '',
    'Written by `npm run bench`. Ratios come from one run on one machine, measured in turn; only they mean something',
    'elsewhere. The machine of each scenario stands in its JSON file.',
    '',
    '| scenario | metric or check | value | budget | kept |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    '| scenario | contender | median ms | runs |',
    '|---|---|---|---|',
    ...medians,
    '',
  ].join('\n');
}
