import type { FileStat } from '#core/ports/file-system.ts';
import { isRacilyClean, statsEqual } from '#core/workspace/file-facts.ts';
import type { WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import { OUTPUT_FILES, type OutputFile } from './output-files.ts';

interface RememberedRun<Result> {
  readonly registry: object;
  readonly files: ReadonlyMap<string, FileStat>;
  readonly outputs: ReadonlyMap<OutputFile, FileStat>;
  readonly result: Result;
}

/**
 * Lets a running host answer "nothing changed" from facts of files alone: the same registry, the same files below
 * registered roots, the same outputs as after the last run that packed or found everything equal.
 */
export class PackMemory<Result> {
  #last: RememberedRun<Result> | undefined;

  /** @param result what a run that changes nothing gives */
  remember(snapshot: WorkspaceSnapshot, outputs: ReadonlyMap<OutputFile, FileStat>, result: Result): void {
    this.#last = undefined;
    const registry = registryOf(snapshot);
    if (registry === undefined) return;
    const files = new Map<string, FileStat>();
    for (const [path, stat] of registeredFiles(snapshot)) {
      // A file that may still change within its tick has to be hashed again: then nothing is remembered.
      if (isRacilyClean(stat, snapshot.scannedAtNs)) return;
      files.set(path, stat);
    }
    this.#last = { registry, files, outputs, result };
  }

  /** The remembered result; undefined where something may have changed. */
  unchanged(
    snapshot: WorkspaceSnapshot,
    statOutput: (file: OutputFile) => FileStat | undefined,
  ): Result | undefined {
    const last = this.#last;
    if (last === undefined || registryOf(snapshot) !== last.registry) return undefined;
    let count = 0;
    for (const [path, stat] of registeredFiles(snapshot)) {
      const before = last.files.get(path);
      if (before === undefined || (before !== stat && !statsEqual(before, stat))) return undefined;
      count += 1;
    }
    if (count !== last.files.size) return undefined;
    for (const file of OUTPUT_FILES) {
      const before = last.outputs.get(file);
      const now = statOutput(file);
      if (before === undefined || now === undefined || !statsEqual(before, now)) return undefined;
    }
    return last.result;
  }
}

/** The registry document as the scan memory keeps it: the same object while the file does not change. */
function registryOf(snapshot: WorkspaceSnapshot): object | undefined {
  return snapshot.registry.kind === 'ok' ? snapshot.registry.document : undefined;
}

function* registeredFiles(snapshot: WorkspaceSnapshot): Iterable<readonly [string, FileStat]> {
  for (const { entry, scanned } of snapshot.assets) {
    for (const [path, stat] of scanned?.files ?? []) yield [`${entry.root}/${path}`, stat];
  }
}
