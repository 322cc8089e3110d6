import { BUILD_FILES } from '#core/pack-format/layout.ts';
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
  #seen: Omit<RememberedRun<Result>, 'result'> | undefined;

  /** @param result what a run that changes nothing gives */
  remember(snapshot: WorkspaceSnapshot, outputs: ReadonlyMap<OutputFile, FileStat>, result: Result): void {
    this.#last = undefined;
    this.#seen = undefined;
    const registry = registryOf(snapshot);
    if (registry === undefined) return;
    this.#seen = { registry, assets: snapshot.assets, outputs };
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
    if (last === undefined || !isSameWorkspace(last, snapshot)) return undefined;
    for (const file of OUTPUT_FILES) {
      const before = last.outputs.get(file);
      const now = statOutput(file);
      if (before === undefined || now === undefined || !statsEqual(before, now)) return undefined;
    }
    return last.result;
  }

  /**
   * True where the last run packed just these assets into the pack that has these facts. Good enough to show; only
   * `unchanged` knows that no file changed within the tick of its clock.
   */
  hasPacked(snapshot: WorkspaceSnapshot, packStat: FileStat): boolean {
    const written = this.#seen?.outputs.get(BUILD_FILES.pack);
    if (this.#seen === undefined || written === undefined || !statsEqual(written, packStat)) return false;
    const { assets } = this.#seen;
    return (
      snapshot.assets.length === assets.length &&
      snapshot.assets.every((asset, position) => hasSameFacts(assets[position], asset))
    );
  }

  #isSettled(scanned: ScannedRoot, scannedAtNs: bigint): boolean {
    if (this.#settledRoots.has(scanned)) return true;
    for (const stat of scanned.files.values()) if (isRacilyClean(stat, scannedAtNs)) return false;
    this.#settledRoots.add(scanned);
    return true;
  }
}

function hasSameFacts(before: RegisteredAsset | undefined, now: RegisteredAsset): boolean {
  if (before === now) return true;
  const earlier = before?.scanned?.files;
  const files = now.scanned?.files;
  if (before === undefined || earlier === undefined || files?.size !== earlier.size) return false;
  const { asset_id: assetId, root, included_in_build: included } = before.entry;
  if (now.entry.asset_id !== assetId || now.entry.root !== root) return false;
  if (now.entry.included_in_build !== included) return false;
  for (const [path, stat] of files) {
    const old = earlier.get(path);
    if (old === undefined || !statsEqual(old, stat)) return false;
  }
  return true;
}

function isSameWorkspace(
  before: Pick<RememberedRun<unknown>, 'registry' | 'assets'>,
  now: WorkspaceSnapshot,
): boolean {
  return (
    registryOf(now) === before.registry &&
    now.assets.length === before.assets.length &&
    now.assets.every((asset, position) => asset === before.assets[position])
  );
}

/** The registry document as the scan memory keeps it: the same object while the file does not change. */
function registryOf(snapshot: WorkspaceSnapshot): object | undefined {
  return snapshot.registry.kind === 'ok' ? snapshot.registry.document : undefined;
}
