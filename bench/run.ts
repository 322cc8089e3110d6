/**
 * `npm run bench -- [scenario…] [--runs N] [--list]`: measures the scenarios of performance.md and holds them against
 * `budget.json`. Exit 1 means that a budget or a check was missed, 2 a wrong call.
 */
import { parseArgs } from 'node:util';
import { judge, readBudget } from './budget.ts';
import { storeResult } from './results.ts';
import type { Scenario } from './scenario.ts';
import { cancel } from './scenarios/cancel.ts';
import { cleanPackArt } from './scenarios/clean-pack-art.ts';
import { cleanPackGame, cleanPackSmall } from './scenarios/clean-pack.ts';
import { commandLineStart } from './scenarios/command-line-start.ts';
import { memory } from './scenarios/memory.ts';
import { nothingChanged } from './scenarios/nothing-changed.ts';
import { saveToPackGame, saveToPackSmall } from './scenarios/save-to-pack.ts';
import { saveToRow } from './scenarios/save-to-row.ts';

const SCENARIOS: readonly Scenario[] = [
  cleanPackSmall,
  cleanPackGame,
  cleanPackArt,
  nothingChanged,
  saveToPackSmall,
  saveToPackGame,
  saveToRow,
  memory,
  commandLineStart,
  cancel,
];
const USUAL_RUNS = 5;

/** Runs one scenario and says what came of it; true where budgets and checks were kept. */
async function measure(scenario: Scenario, runs: number): Promise<boolean> {
  process.stderr.write(`${scenario.name}: ${scenario.title}\n`);
  const result = await scenario.run({ runs, warmUps: 1 });
  const budgets = judge(readBudget()[scenario.name] ?? {}, result);
  storeResult(scenario, result, budgets);
  const lines = [
    ...result.timings.map((timing) => `  ${timing.name}: median ${timing.medianMs.toFixed(1)} ms`),
    ...Object.entries(result.metrics)
      .filter(([name]) => !budgets.some((verdict) => verdict.metric === name))
      .map(([name, value]) => `  ${name}: ${value?.toFixed(2) ?? 'not measured'}`),
    ...budgets.map((verdict) => {
      const word = verdict.passed === null ? 'NOT MEASURED' : verdict.passed ? 'pass' : 'FAIL';
      return `  ${word}  ${verdict.metric} ${verdict.value?.toFixed(2) ?? ''} (budget ${verdict.limit})`;
    }),
    ...Object.entries(result.checks).map(([check, passed]) => `  ${passed ? 'pass' : 'FAIL'}  ${check}`),
    ...result.missing.map((tool) => `  ${tool} is not installed here: nothing was measured against it`),
  ];
  process.stdout.write(`${scenario.name}\n${lines.join('\n')}\n`);
  return (
    budgets.every((verdict) => verdict.passed !== false) &&
    Object.values(result.checks).every((passed) => passed)
  );
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, list: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name));
const runs = values.runs === undefined ? USUAL_RUNS : Number(values.runs);
if (values.list === true) {
  process.stdout.write(SCENARIOS.map((scenario) => `${scenario.name}  ${scenario.title}\n`).join(''));
} else if (unknown.length > 0 || !Number.isInteger(runs) || runs < 1) {
  process.stderr.write(`no such scenario or count of runs: ${[...unknown, values.runs ?? ''].join(' ')}\n`);
  process.exitCode = 2;
} else {
  let kept = true;
  for (const scenario of SCENARIOS) {
    if (positionals.length > 0 && !positionals.includes(scenario.name)) continue;
    kept = (await measure(scenario, runs)) && kept;
  }
  process.exitCode = kept ? 0 : 1;
}
