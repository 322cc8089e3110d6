/** Weight of a diagnostic or finding. `error` blocks a pack or makes a verdict negative. */
export const SEVERITIES = ['error', 'warning', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What the catalogue says about one diagnostic or finding code. */
export interface FindingCatalogueEntry {
  readonly severity: Severity;
  /** What the code means, as one sentence without details. */
  readonly title: string;
  /** What a person does about it, where the place itself has nothing better to say. */
  readonly remedy: string;
  /** Id of the mechanical fix that `apply_fix` previews and applies, where one exists. */
  readonly fix?: string;
}

/** Exit codes of the command line (experience.md "Command line"). */
export const EXIT_CODES = { ok: 0, findings: 1, usage: 2, failure: 3, cancelled: 4 } as const;
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** What the catalogue says about one error code of a service. */
export interface ErrorCatalogueEntry {
  readonly exit: ExitCode;
  readonly title: string;
  readonly remedy: string;
}
