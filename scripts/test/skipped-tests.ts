import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter } from 'vitest/node';
import { ROOT } from '../setup/freshness.mjs';

/** Tells which unit tests did not run, and why: a green run that skipped something must say so. */
export const skippedUnitTests: Reporter = {
  onTestRunEnd(modules) {
    for (const module of modules) {
      for (const test of module.children.allTests('skipped')) {
        const result = test.result();
        const reason = 'note' in result && result.note !== undefined ? `: ${result.note}` : '';
        process.stdout.write(`skip ${relative(ROOT, module.moduleId)}: ${test.fullName}${reason}\n`);
      }
    }
  },
};

/** Reasons why journeys did not run, with how many each kept from it, by Playwright's JSON report. */
export function skippedJourneys(file: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  if (!existsSync(file)) return counts;
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
  for (const test of testsOf(report)) {
    if (Reflect.get(test, 'status') !== 'skipped') continue;
    const skip = listOf(test, 'annotations').find((annotation) => Reflect.get(annotation, 'type') === 'skip');
    const reason: unknown = skip === undefined ? undefined : Reflect.get(skip, 'description');
    const key = `${String(Reflect.get(test, 'projectName'))}: ${typeof reason === 'string' ? reason : 'no reason given'}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function listOf(value: unknown, key: string): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  const list: unknown = Reflect.get(value, key);
  if (!Array.isArray(list)) return [];
  return list.filter((each: unknown): each is object => typeof each === 'object' && each !== null);
}

function testsOf(suite: unknown): readonly object[] {
  return [
    ...listOf(suite, 'specs').flatMap((spec) => listOf(spec, 'tests')),
    ...listOf(suite, 'suites').flatMap(testsOf),
  ];
}
