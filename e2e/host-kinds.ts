/** Ways to run the same journeys; each is a Playwright project. */
export const HOST_KINDS = ['loopback', 'electron-double', 'electron'] as const;
export type HostKind = (typeof HOST_KINDS)[number];

/** What a Playwright project or a `test.use` sets. */
export interface HostOptions {
  /** Set by the Playwright project; every journey runs over every kind. */
  readonly hostKind: HostKind;
  /** Whether the studio starts with a copy of the example open, or with its start page. */
  readonly startsWith: 'example' | 'nothing';
}
