import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { skippedJourneys } from './skipped-tests.ts';
import { closingLine, skippedLine, tallyJourneys, tallyUnitTests } from './tally.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tally-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function report(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('the closing line of npm test', () => {
  it('sums up unit tests, and a test file that cannot be loaded', () => {
    const file = report({
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    });
    expect(tallyUnitTests(file, false)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it('sums up journeys, a flaky one as failed', () => {
    const file = report({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 4 } });
    expect(tallyJourneys(file, false)).toEqual({ passed: 3, failed: 2, skipped: 4 });
  });

  it('counts a runner that failed without a failed test, or without a report', () => {
    expect(tallyUnitTests(report({ numPassedTests: 5 }), false)).toEqual({
      passed: 5,
      failed: 1,
      skipped: 0,
    });
    expect(tallyJourneys(join(folder, 'none.json'), false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('has the form that readers of it expect', () => {
    const passed = { passed: 2, failed: 0, skipped: 0 };
    expect(closingLine([passed, passed])).toBe('4 passed, 0 failed');
    expect(skippedLine([passed])).toBe('');
    const mixed = [passed, { passed: 0, failed: 1, skipped: 3 }];
    expect(closingLine(mixed)).toBe('2 passed, 1 failed');
    expect(skippedLine(mixed)).toContain('3 skipped');
  });

  it('comes after the reasons why journeys were skipped, with their numbers', () => {
    const skipped = {
      status: 'skipped',
      projectName: 'electron',
      annotations: [{ type: 'skip', description: 'no binary' }],
    };
    const ran = { status: 'expected', projectName: 'loopback', annotations: [] };
    const file = report({
      suites: [{ specs: [{ tests: [skipped, ran] }], suites: [{ specs: [{ tests: [skipped] }] }] }],
    });
    expect([...skippedJourneys(file)]).toEqual([['electron: no binary', 2]]);
    expect(skippedJourneys(join(folder, 'none.json')).size).toBe(0);
  });
});
