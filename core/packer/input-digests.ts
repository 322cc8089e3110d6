import type { FileStat } from '#core/ports/file-system.ts';
import type { HashProvider } from '#core/ports/digest.ts';
import type { CachedAsset, DigestedFile } from '#schemas/workspace/cache.ts';
import { factsEqual, factsOfStat, isRacilyClean } from '#core/workspace/file-facts.ts';

/** How many files and bytes a run had to hash: told in the report. */
export interface HashTally {
  filesHashed: number;
  bytesHashed: number;
}

/**
 * Digests of the input files of one asset. A digest is known without reading where the cache has the very facts of
 * the file and the file was not racily clean when it was hashed: the cache holds no racily clean file (asset-workspace 6).
 */
export class InputDigests {
  readonly #cached: CachedAsset | undefined;
  readonly #hash: HashProvider;
  readonly #tally: HashTally;
  readonly #known = new Map<
    string,
    { readonly sha256: string; readonly stat: FileStat; readonly observedAtNs: bigint | undefined }
  >();

  constructor(cached: CachedAsset | undefined, hash: HashProvider, tally: HashTally) {
    this.#cached = cached;
    this.#hash = hash;
    this.#tally = tally;
  }

  /** The digest as the cache or an earlier read of this run tells it; undefined where the file must be read. */
  known(path: string, stat: FileStat): string | undefined {
    const seen = this.#known.get(path);
    if (seen !== undefined) return seen.sha256;
    const recorded =
      this.#cached === undefined || !Object.hasOwn(this.#cached.files, path)
        ? undefined
        : this.#cached.files[path];
    if (recorded === undefined || !factsEqual(recorded, stat)) return undefined;
    this.#known.set(path, { sha256: recorded.sha256, stat, observedAtNs: undefined });
    return recorded.sha256;
  }

  /** Digest of bytes just read, counted. */
  observe(path: string, stat: FileStat, bytes: Uint8Array, observedAtNs: bigint): string {
    return this.record(path, stat, this.#hash.sha256Hex(bytes), observedAtNs);
  }

  /** A digest that was computed while the bytes streamed past, counted. */
  record(path: string, stat: FileStat, sha256: string, observedAtNs: bigint): string {
    const seen = this.#known.get(path);
    this.#known.set(path, { sha256, stat, observedAtNs });
    // A file that is streamed into the pack after it was compared counts once.
    if (seen?.observedAtNs !== undefined && seen.sha256 === sha256) return sha256;
    this.#tally.filesHashed += 1;
    this.#tally.bytesHashed += stat.size;
    return sha256;
  }

  /** Digest and size of a file that was looked at in this run. */
  of(path: string): { readonly sha256: string; readonly size: number } | undefined {
    const seen = this.#known.get(path);
    return seen === undefined ? undefined : { sha256: seen.sha256, size: seen.stat.size };
  }

  /** True where no file can have changed unnoticed since it was hashed. */
  get isSettled(): boolean {
    for (const { stat, observedAtNs } of this.#known.values()) {
      if (observedAtNs !== undefined && isRacilyClean(stat, observedAtNs)) return false;
    }
    return true;
  }

  /** What the cache may keep: every digest whose file cannot have changed unnoticed. */
  toCache(): Record<string, DigestedFile> {
    const files: [string, DigestedFile][] = [];
    for (const [path, { sha256, stat, observedAtNs }] of this.#known) {
      if (observedAtNs !== undefined && isRacilyClean(stat, observedAtNs)) continue;
      files.push([path, { ...factsOfStat(stat), sha256 }]);
    }
    return Object.fromEntries(files);
  }
}
