import type { RunPlan, Timing } from './measure.ts';

/** What a scenario found. Ratios and other numbers that budgets speak of are `metrics`, by name. */
export interface ScenarioResult {
  readonly timings: readonly Timing[];
  readonly metrics: Readonly<Record<string, number | undefined>>;
  /** What must hold besides speed, such as "outputs untouched". */
  readonly checks: Readonly<Record<string, boolean>>;
  /** Sizes and counts that the numbers belong to. */
  readonly facts: Readonly<Record<string, number | string>>;
  /** Tools that were not there; what is measured against them is left out. */
  readonly missing: readonly string[];
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly run: (plan: RunPlan) => Promise<ScenarioResult>;
}
