import { existsSync, readFileSync } from 'node:fs';

/** How many checks or tests of one runner ended in which way. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A runner that ended badly without naming a failed test counts as one failure. */
function withRunner(tally: Tally, ranWell: boolean): Tally {
  return !ranWell && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function readReport(file: string): Readonly<Record<string, unknown>> {
  if (!existsSync(file)) return {};
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof report === 'object' && report !== null ? { ...report } : {};
}

function count(report: Readonly<Record<string, unknown>>, key: string): number {
  const value = report[key];
  return typeof value === 'number' ? value : 0;
}

/** Sums up vitest's JSON report. */
export function tallyUnitTests(file: string, ranWell: boolean): Tally {
  const report = readReport(file);
  const suites: readonly unknown[] = Array.isArray(report['testResults']) ? report['testResults'] : [];
  // A test file that cannot be loaded has no tests, and is a failure all the same.
  const broken = suites.filter(
    (suite) =>
      typeof suite === 'object' &&
      suite !== null &&
      Reflect.get(suite, 'status') === 'failed' &&
      isEmpty(Reflect.get(suite, 'assertionResults')),
  ).length;
  const tally = {
    passed: count(report, 'numPassedTests'),
    failed: count(report, 'numFailedTests') + broken,
    skipped: count(report, 'numPendingTests') + count(report, 'numTodoTests'),
  };
  return withRunner(tally, ranWell);
}

/** Sums up Playwright's JSON report. */
export function tallyJourneys(file: string, ranWell: boolean): Tally {
  const stats: unknown = readReport(file)['stats'];
  const numbers: Readonly<Record<string, unknown>> =
    typeof stats === 'object' && stats !== null ? { ...stats } : {};
  const tally = {
    passed: count(numbers, 'expected'),
    failed: count(numbers, 'unexpected') + count(numbers, 'flaky'),
    skipped: count(numbers, 'skipped'),
  };
  return withRunner(tally, ranWell);
}

/** The closing line of `npm test`: nothing but what passed and failed, for whoever reads it by program. */
export function closingLine(tallies: readonly Tally[]): string {
  return `${sumOf(tallies, 'passed')} passed, ${sumOf(tallies, 'failed')} failed`;
}

/** The line before it, where something was skipped; empty otherwise. */
export function skippedLine(tallies: readonly Tally[]): string {
  const skipped = sumOf(tallies, 'skipped');
  return skipped === 0 ? '' : `${skipped} skipped, as told above\n`;
}

function sumOf(tallies: readonly Tally[], key: keyof Tally): number {
  return tallies.reduce((total, tally) => total + tally[key], 0);
}

function isEmpty(value: unknown): boolean {
  return !Array.isArray(value) || value.length === 0;
}
