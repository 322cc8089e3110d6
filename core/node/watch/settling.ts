import type { FileStat } from '#core/ports/file-system.ts';
import { sameFileStat } from '../disk-handles.ts';

/** A small file that an editor saved is complete when nothing happened to it for this long. */
export const QUICK_QUIET_MS = 25;
/** A file that is large, empty or keeps changing must then be the same for this long once more. */
export const SLOW_QUIET_MS = 75;
const LARGE_BYTES = 1024 * 1024;
/** A file that has grown so soon after it was reported is still being written: wait twice as long as last time. */
const AGAIN_MS = 150;
const MAX_QUIET_MS = 500;

interface Pending {
  readonly quietMs: number;
  dueMs: number;
  /** True once the file was looked at and found unfinished. */
  slow: boolean;
  facts: FileStat | undefined;
  readonly polled: boolean;
}

interface Reported {
  readonly atMs: number;
  readonly quietMs: number;
  readonly facts: FileStat | undefined;
}

/**
 * Decides when a changed path has come to rest (toolchain "Speed facts": `add` fires on the first bytes of a slow
 * write). Small files rest after 25 ms without an event; others must show equal facts twice, 75 ms apart.
 */
export class Settling {
  readonly #statOf: (path: string) => FileStat | undefined;
  readonly #pending = new Map<string, Pending>();
  readonly #reported = new Map<string, Reported>();

  /** @param statOf facts of a path now, undefined where there is nothing */
  constructor(statOf: (path: string) => FileStat | undefined) {
    this.#statOf = statOf;
  }

  /** Paths that have not come to rest. */
  get size(): number {
    return this.#pending.size;
  }

  /** Whether some path is known to be in the middle of a write. */
  get isSlow(): boolean {
    for (const pending of this.#pending.values()) if (pending.slow) return true;
    return false;
  }

  /**
   * Something happened to the path.
   *
   * @param polled true where no event stands behind it, so that silence says nothing
   */
  note(path: string, nowMs: number, polled = false): void {
    const earlier = this.#pending.get(path);
    if (earlier !== undefined) {
      earlier.dueMs = nowMs + earlier.quietMs;
      return;
    }
    const quietMs = this.#quietFor(path, nowMs);
    this.#pending.set(path, { quietMs, dueMs: nowMs + quietMs, slow: false, facts: undefined, polled });
  }

  /** Takes the paths that have come to rest. */
  takeSettled(nowMs: number): readonly string[] {
    const settled: string[] = [];
    for (const [path, pending] of this.#pending) {
      if (pending.dueMs > nowMs) continue;
      const facts = this.#statOf(path);
      if (!isAtRest(pending, facts)) {
        pending.slow = true;
        pending.facts = facts;
        pending.dueMs = nowMs + Math.max(SLOW_QUIET_MS, pending.quietMs);
        continue;
      }
      this.#pending.delete(path);
      this.#reported.set(path, { atMs: nowMs, quietMs: pending.quietMs, facts });
      settled.push(path);
    }
    if (this.#pending.size === 0) this.#forgetOld(nowMs);
    return settled;
  }

  clear(): void {
    this.#pending.clear();
    this.#reported.clear();
  }

  #quietFor(path: string, nowMs: number): number {
    const last = this.#reported.get(path);
    if (last?.facts === undefined || nowMs - last.atMs >= AGAIN_MS) return QUICK_QUIET_MS;
    const facts = this.#statOf(path);
    const grew = facts?.inode === last.facts.inode && facts.size > last.facts.size;
    return grew ? Math.min(MAX_QUIET_MS, Math.max(SLOW_QUIET_MS, last.quietMs * 2)) : QUICK_QUIET_MS;
  }

  #forgetOld(nowMs: number): void {
    for (const [path, { atMs }] of this.#reported) if (nowMs - atMs >= AGAIN_MS) this.#reported.delete(path);
  }
}

function isAtRest(pending: Pending, facts: FileStat | undefined): boolean {
  if (facts?.kind !== 'file') return true;
  if (pending.facts !== undefined) return sameFileStat(pending.facts, facts);
  return !pending.polled && pending.quietMs === QUICK_QUIET_MS && facts.size > 0 && facts.size < LARGE_BYTES;
}
