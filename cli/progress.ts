import type { LockOwner } from '#core/node/project-lock.ts';
import { describeOwner } from '#core/services/write-lane.ts';
import type { Progress } from '#schemas/contract/events.ts';
import { groupDigits, shortSize, shown } from './reporters/human/style.ts';
import type { Terminal } from './terminal.ts';

const INTERVAL_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

/** Progress and waiting on standard error; the progress line only on a terminal (experience "Command line"). */
export class ProgressLine {
  readonly #terminal: Terminal;
  #lastMs = 0;
  #isShown = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  readonly update = (progress: Progress): void => {
    const { err } = this.#terminal;
    const nowMs = performance.now();
    if (!err.isTty || nowMs - this.#lastMs < INTERVAL_MS) return;
    this.#lastMs = nowMs;
    this.#isShown = true;
    const amount = (value: number): string =>
      progress.unit === 'bytes' ? shortSize(value) : groupDigits(value);
    const total = progress.total === null ? '' : ` of ${amount(progress.total)}`;
    const line = `${progress.phase} ${amount(progress.done)}${total}`;
    err.write(`${CLEAR_LINE}${line.slice(0, Math.max(0, err.columns - 1))}`);
  };

  /** Who holds the project, for those who wait; the program that waits in silence looks stuck. */
  readonly waitFor = (owner: LockOwner | undefined): void => {
    this.clear();
    this.#terminal.err.write(`Waiting for ${shown(describeOwner(owner))} to finish with the project …\n`);
  };

  /** Takes the line away before anything else is written. */
  clear(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#terminal.err.write(CLEAR_LINE);
  }
}
