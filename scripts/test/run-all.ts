/**
 * Runs every check and every test of the project, one after the other where they need all processors, and prints
 * the sum as the last line, with what was skipped before it. Arguments limit it to the named steps. Reports stand in `test-results/`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/freshness.mjs';
import { findChromium, provideSystemTools } from './system-tools.ts';
import { skippedJourneys } from './skipped-tests.ts';
import { closingLine, skippedLine, tallyJourneys, tallyUnitTests, type Tally } from './tally.ts';

const BIN = join(ROOT, 'node_modules');
const RESULTS = join(ROOT, 'test-results');
const UNIT_REPORT = join(RESULTS, 'unit.json');
const JOURNEY_REPORT = join(RESULTS, 'journeys.json');

interface Step {
  readonly name: string;
  /** Node script with its arguments. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly tally?: (ranWell: boolean) => Tally;
}

const LAYERS = ['schemas', 'core', 'cli', 'electron', 'renderer'];
const BUILD: Step = { name: 'build', args: ['scripts/build.mjs'] };
const CHECKS: readonly Step[] = [
  { name: 'typecheck', args: ['scripts/typecheck.mjs'] },
  { name: 'lint', args: [join(BIN, 'eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
  {
    name: 'layers',
    args: [
      join(BIN, 'dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      ...LAYERS,
    ],
  },
  { name: 'format', args: [join(BIN, 'prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
  { name: 'licences', args: ['scripts/third-party-licences.ts', '--check'] },
];
const UNIT: Step = {
  name: 'unit',
  args: [join(BIN, 'vitest/vitest.mjs'), 'run'],
  env: { PACK_STUDIO_UNIT_REPORT: UNIT_REPORT },
  tally: (ranWell) => tallyUnitTests(UNIT_REPORT, ranWell),
};
const JOURNEYS: Step = {
  name: 'journeys',
  args: [join(BIN, '@playwright/test/cli.js'), 'test', '--reporter=list,json'],
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: JOURNEY_REPORT, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  tally: (ranWell) => tallyJourneys(JOURNEY_REPORT, ranWell),
};

function runNode(step: Step, output: 'shown' | 'held'): Promise<{ ranWell: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, step.args, {
      cwd: ROOT,
      env: { ...process.env, ...step.env },
      stdio: ['ignore', output === 'shown' ? 'inherit' : 'pipe', output === 'shown' ? 'inherit' : 'pipe'],
    });
    let text = '';
    const collect = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ ranWell: code === 0, output: text });
    });
  });
}

async function runStep(step: Step): Promise<Tally> {
  const started = performance.now();
  const { ranWell, output } = await runNode(step, step.tally === undefined ? 'held' : 'shown');
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${ranWell ? 'ok  ' : 'FAIL'} ${step.name} (${seconds} s)\n${ranWell ? '' : output}`);
  return step.tally?.(ranWell) ?? { passed: ranWell ? 1 : 0, failed: ranWell ? 0 : 1, skipped: 0 };
}

/** Two at a time: most checks keep one processor busy. */
async function runPaired(steps: readonly Step[]): Promise<readonly Tally[]> {
  const queue = [...steps];
  const tallies: Tally[] = [];
  const work = async (): Promise<void> => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift())
      tallies.push(await runStep(step));
  };
  await Promise.all([work(), work()]);
  return tallies;
}

/** Without a browser the journeys cannot run: they are listed, and counted as skipped. */
async function skipJourneys(): Promise<Tally> {
  process.stdout.write('skip journeys: there is no Chromium (set PACK_STUDIO_CHROMIUM to one)\n');
  const { output } = await runNode({ ...JOURNEYS, args: [...JOURNEYS.args.slice(0, 2), '--list'] }, 'held');
  const listed = /Total: (\d+) test/u.exec(output);
  return { passed: 0, failed: listed === null ? 1 : 0, skipped: Number(listed?.[1] ?? 0) };
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const isWanted = (step: Step): boolean => wanted.length === 0 || wanted.includes(step.name);
  const known = [BUILD, ...CHECKS, UNIT, JOURNEYS].map(({ name }) => name);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`unknown step ${unknown.join(', ')}; the steps are ${known.join(', ')}\n`);
    process.exitCode = 2;
    return;
  }
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  provideSystemTools();
  const tallies: Tally[] = [];
  if (isWanted(BUILD)) tallies.push(await runStep(BUILD));
  tallies.push(...(await runPaired(CHECKS.filter(isWanted))));
  if (isWanted(UNIT)) tallies.push(await runStep(UNIT));
  if (isWanted(JOURNEYS)) {
    tallies.push(findChromium() === undefined ? await skipJourneys() : await runStep(JOURNEYS));
    for (const [reason, count] of skippedJourneys(JOURNEY_REPORT))
      process.stdout.write(`skip ${count} journeys, ${reason}\n`);
  }
  process.stdout.write(`${skippedLine(tallies)}${closingLine(tallies)}\n`);
  process.exitCode = tallies.some(({ failed }) => failed > 0) ? 1 : 0;
}

await main();
