import type { FileStat } from '#core/ports/file-system.ts';
import { isRacilyClean, statsEqual } from './file-facts.ts';
import type { DeclarationState, RegistryState, ScannedRoot } from './snapshot.ts';
import { declarationPath } from './workspace-paths.ts';

interface Remembered<T> {
  readonly stat: FileStat;
  readonly observedAtNs: bigint;
  readonly state: T;
}

/**
 * Parsed documents by path, so that a rescan in a running host reads no unchanged file. It holds nothing that a file
 * does not say: dropping it changes speed, never a result (asset-workspace 6).
 */
export class ScanMemory {
  readonly #declarations = new Map<string, Remembered<DeclarationState>>();
  readonly #roots = new Map<string, ScannedRoot>();
  #registry: Remembered<RegistryState> | undefined;

  /** What the declaration at this path said, if the file is the one that was read. */
  declarationAt(path: string, stat: FileStat): DeclarationState | undefined {
    const remembered = this.#declarations.get(path);
    return remembered !== undefined && isSame(remembered, stat) ? remembered.state : undefined;
  }

  keepDeclaration(path: string, stat: FileStat, observedAtNs: bigint, state: DeclarationState): void {
    this.#declarations.set(path, { stat, observedAtNs, state });
  }

  /**
   * The root as it was met before, if nothing of it changed: the same object, so that whoever derived something from
   * it need not derive it again.
   */
  sameRoot(scanned: ScannedRoot): ScannedRoot {
    const before = this.#roots.get(scanned.root);
    if (before !== undefined && isSameRoot(before, scanned)) return before;
    this.#roots.set(scanned.root, scanned);
    return scanned;
  }

  registryAt(stat: FileStat): RegistryState | undefined {
    return this.#registry !== undefined && isSame(this.#registry, stat) ? this.#registry.state : undefined;
  }

  keepRegistry(stat: FileStat, observedAtNs: bigint, state: RegistryState): void {
    this.#registry = { stat, observedAtNs, state };
  }

  /** Forgets the roots that a scan of the whole workspace did not meet. */
  retain(roots: ReadonlySet<string>): void {
    for (const root of this.#roots.keys()) {
      if (roots.has(root)) continue;
      this.#roots.delete(root);
      this.#declarations.delete(declarationPath(root));
    }
  }
}

function isSame(remembered: Remembered<unknown>, stat: FileStat): boolean {
  return statsEqual(remembered.stat, stat) && !isRacilyClean(remembered.stat, remembered.observedAtNs);
}

function isSameRoot(before: ScannedRoot, now: ScannedRoot): boolean {
  if (before.declaration !== now.declaration || before.files.size !== now.files.size) return false;
  for (const [path, stat] of now.files) {
    const earlier = before.files.get(path);
    if (earlier === undefined || !statsEqual(earlier, stat)) return false;
  }
  return (
    before.folders.size === now.folders.size &&
    [...now.folders].every((folder) => before.folders.has(folder)) &&
    before.unreadableFolders.length === now.unreadableFolders.length &&
    now.unreadableFolders.every((folder, index) => folder === before.unreadableFolders[index])
  );
}
