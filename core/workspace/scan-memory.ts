import type { FileStat } from '#core/ports/file-system.ts';
import { isRacilyClean, statsEqual } from './file-facts.ts';
import type { DeclarationState, RegistryState } from './snapshot.ts';

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
  #registry: Remembered<RegistryState> | undefined;

  /** What the declaration at this path said, if the file is the one that was read. */
  declarationAt(path: string, stat: FileStat): DeclarationState | undefined {
    const remembered = this.#declarations.get(path);
    return remembered !== undefined && isSame(remembered, stat) ? remembered.state : undefined;
  }

  keepDeclaration(path: string, stat: FileStat, observedAtNs: bigint, state: DeclarationState): void {
    this.#declarations.set(path, { stat, observedAtNs, state });
  }

  registryAt(stat: FileStat): RegistryState | undefined {
    return this.#registry !== undefined && isSame(this.#registry, stat) ? this.#registry.state : undefined;
  }

  keepRegistry(stat: FileStat, observedAtNs: bigint, state: RegistryState): void {
    this.#registry = { stat, observedAtNs, state };
  }

  /** Forgets declarations that a scan of the whole workspace did not meet. */
  retain(paths: ReadonlySet<string>): void {
    for (const path of this.#declarations.keys()) {
      if (!paths.has(path)) this.#declarations.delete(path);
    }
  }
}

function isSame(remembered: Remembered<unknown>, stat: FileStat): boolean {
  return statsEqual(remembered.stat, stat) && !isRacilyClean(remembered.stat, remembered.observedAtNs);
}
