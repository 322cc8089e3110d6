import type { BigIntStats } from 'node:fs';
import type { DirectoryEntry } from '#core/ports/file-system.ts';

/** Stamps lag behind the clock by a tick; whole-second stamps by up to two seconds. */
const FINE_GRANULARITY_NS = 20_000_000n;
const COARSE_GRANULARITY_NS = 2_000_000_000n;
const NS_PER_SECOND = 1_000_000_000n;

interface Remembered {
  readonly dev: bigint;
  readonly inode: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly entries: readonly DirectoryEntry[];
}

/**
 * Listings by folder: making, removing, renaming or replacing an entry changes the stamps of its folder, so a folder
 * with the same facts has the same entries and need not be listed again. A folder that changed within a tick of the
 * look at it is not remembered (the racily-clean rule of asset-workspace 6).
 */
export class ListingMemory {
  readonly #known = new Map<string, Remembered>();

  recall(path: string, stats: BigIntStats): readonly DirectoryEntry[] | undefined {
    const known = this.#known.get(path);
    const isSame =
      known?.mtimeNs === stats.mtimeNs &&
      known.ctimeNs === stats.ctimeNs &&
      known.inode === stats.ino &&
      known.dev === stats.dev;
    return isSame ? known.entries : undefined;
  }

  /** @param stats of the folder, taken before it was listed; `nowMs` the clock at that time */
  keep(path: string, stats: BigIntStats, nowMs: number, entries: readonly DirectoryEntry[]): void {
    if (isRacy(stats.mtimeNs, nowMs) || isRacy(stats.ctimeNs, nowMs)) {
      this.#known.delete(path);
      return;
    }
    this.#known.set(path, {
      dev: stats.dev,
      inode: stats.ino,
      mtimeNs: stats.mtimeNs,
      ctimeNs: stats.ctimeNs,
      entries,
    });
  }
}

function isRacy(stampNs: bigint, nowMs: number): boolean {
  const granularityNs = stampNs % NS_PER_SECOND === 0n ? COARSE_GRANULARITY_NS : FINE_GRANULARITY_NS;
  return BigInt(Math.floor(nowMs)) * 1_000_000n - stampNs <= granularityNs;
}
