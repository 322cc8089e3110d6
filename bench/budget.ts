import { readFileSync } from 'node:fs';
import type { ScenarioResult } from './scenario.ts';

/** A limit on one metric of a scenario (performance.md). */
export interface Limit {
  readonly at_most?: number;
  readonly at_least?: number;
}

/** A limit with what was measured; `passed` is null where it was not measured. */
export interface Verdict {
  readonly metric: string;
  readonly limit: string;
  readonly value: number | null;
  readonly passed: boolean | null;
}

/** The limits of `budget.json` by scenario and metric. */
export function readBudget(): Readonly<Record<string, Readonly<Record<string, Limit>>>> {
  return JSON.parse(readFileSync(new URL('./budget.json', import.meta.url), 'utf8')) as Record<
    string,
    Record<string, Limit>
  >;
}

/** Holds the metrics of a result against their limits. */
export function judge(limits: Readonly<Record<string, Limit>>, result: ScenarioResult): readonly Verdict[] {
  return Object.entries(limits).map(([metric, limit]) => {
    const value = result.metrics[metric];
    const described = limit.at_most === undefined ? `≥ ${limit.at_least}` : `≤ ${limit.at_most}`;
    if (value === undefined) return { metric, limit: described, value: null, passed: null };
    const passed = value <= (limit.at_most ?? Infinity) && value >= (limit.at_least ?? -Infinity);
    return { metric, limit: described, value, passed };
  });
}
