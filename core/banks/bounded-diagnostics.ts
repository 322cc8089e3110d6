import type { BankDiagnostic } from './bank-format.ts';

/** Most diagnostics that one file gives; the last one tells how many more there were. */
export const MAX_DIAGNOSTICS_PER_FILE = 20;

/** Collects diagnostics of one place up to a bound, so that a bad sheet does not bury the others. */
export class BoundedDiagnostics {
  readonly #kept: BankDiagnostic[] = [];
  readonly #limit: number;
  #dropped = 0;

  constructor(limit: number = MAX_DIAGNOSTICS_PER_FILE) {
    this.#limit = limit;
  }

  add(diagnostic: BankDiagnostic): void {
    if (this.#kept.length < this.#limit) this.#kept.push(diagnostic);
    else this.#dropped += 1;
  }

  /** What was kept, in order; the last message tells how many were not. */
  list(): readonly BankDiagnostic[] {
    const last = this.#kept.at(-1);
    if (this.#dropped === 0 || last === undefined) return this.#kept;
    const message = `${last.message} And ${String(this.#dropped)} more here.`;
    return [...this.#kept.slice(0, -1), { ...last, message }];
  }
}
