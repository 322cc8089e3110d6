import type { FileStat } from '#core/ports/file-system.ts';
import { isRacilyClean, statsEqual } from '#core/workspace/file-facts.ts';
import type { RegisteredAsset, ScannedRoot, WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import { OUTPUT_FILES, type OutputFile } from './output-files.ts';

interface RememberedRun<Result> {
  readonly registry: object;
  readonly assets: readonly RegisteredAsset[];
  readonly outputs: ReadonlyMap<OutputFile, FileStat>;
  readonly result: Result;
}

/**
 * Lets a running host answer "nothing changed" from facts of files alone. A scan gives the very same objects for
 * registry and assets exactly where their files have the same facts (`ScanMemory`), so comparing those is enough;
 * the outputs are compared by their facts.
 */
export class PackMemory<Result> {
  readonly #settledRoots = new WeakSet<ScannedRoot>();
  #last: RememberedRun<Result> | undefined;

  /** @param result what a run that changes nothing gives */
  remember(snapshot: WorkspaceSnapshot, outputs: ReadonlyMap<OutputFile, FileStat>, result: Result): void {
    this.#last = undefined;
    const registry = registryOf(snapshot);
    if (registry === undefined) return;
    for (const { scanned } of snapshot.assets) {
      // A file that may still change within its tick has to be hashed again: then nothing is remembered.
      if (scanned === undefined || !this.#isSettled(scanned, snapshot.scannedAtNs)) return;
    }
    this.#last = { registry, assets: snapshot.assets, outputs, result };
  }

  /** The remembered result; undefined where something may have changed. */
  unchanged(
    snapshot: WorkspaceSnapshot,
    statOutput: (file: OutputFile) => FileStat | undefined,
  ): Result | undefined {
    const last = this.#last;
    if (last === undefined || registryOf(snapshot) !== last.registry) return undefined;
    if (snapshot.assets.length !== last.assets.length) return undefined;
    if (!snapshot.assets.every((asset, position) => asset === last.assets[position])) return undefined;
    for (const file of OUTPUT_FILES) {
      const before = last.outputs.get(file);
      const now = statOutput(file);
      if (before === undefined || now === undefined || !statsEqual(before, now)) return undefined;
    }
    return last.result;
  }

  #isSettled(scanned: ScannedRoot, scannedAtNs: bigint): boolean {
    if (this.#settledRoots.has(scanned)) return true;
    for (const stat of scanned.files.values()) if (isRacilyClean(stat, scannedAtNs)) return false;
    this.#settledRoots.add(scanned);
    return true;
  }
}

/** The registry document as the scan memory keeps it: the same object while the file does not change. */
function registryOf(snapshot: WorkspaceSnapshot): object | undefined {
  return snapshot.registry.kind === 'ok' ? snapshot.registry.document : undefined;
}
