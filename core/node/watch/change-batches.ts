/** What changed, told to those who look again. */
export interface ChangeBatch {
  /** Project-relative POSIX paths, each once, ascending; a folder stands for everything below it. */
  readonly paths: readonly string[];
  /** True when too much changed to name it, or when something may have been missed: look at everything. */
  readonly whole: boolean;
}

const BURST_PATHS = 200;
const BURST_GAP_MS = 250;
/** Above this naming single paths costs more than looking at all. */
const WHOLE_FROM_PATHS = 2_000;
/** The kernel drops events above 16,384 in its queue without a word: after half as many nothing is taken for sure. */
const DOUBTFUL_EVENTS = 8_192;

/** Gathers settled paths into few batches: one save at once, a burst every quarter of a second (reliability W1). */
export class ChangeBatches {
  readonly #paths = new Set<string>();
  #whole = false;
  #eventsSinceRest = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  countEvent(): void {
    this.#eventsSinceRest += 1;
  }

  addWhole(): void {
    this.#whole = true;
  }

  add(paths: readonly string[]): void {
    for (const path of paths) this.#paths.add(path);
  }

  /** True while many paths arrive. */
  isBurst(unsettled: number): boolean {
    return this.#paths.size + unsettled > BURST_PATHS;
  }

  /**
   * The batch to tell now, undefined while there is none or a burst goes on.
   *
   * @param unsettled paths that have not come to rest
   */
  take(nowMs: number, unsettled: number): ChangeBatch | undefined {
    if (unsettled === 0 && this.#eventsSinceRest >= DOUBTFUL_EVENTS) this.#whole = true;
    if (unsettled === 0) this.#eventsSinceRest = 0;
    if (this.#paths.size === 0 && !this.#whole) return undefined;
    const waits = unsettled > 0 && this.isBurst(unsettled) && nowMs - this.#lastMs < BURST_GAP_MS;
    if (waits) return undefined;
    const whole = this.#whole || this.#paths.size > WHOLE_FROM_PATHS;
    const paths = whole ? [] : [...this.#paths].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    this.#paths.clear();
    this.#whole = false;
    this.#lastMs = nowMs;
    return { paths, whole };
  }
}
