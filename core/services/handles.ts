import { StudioError } from '#core/errors.ts';
import type { Random } from '#core/ports/clock.ts';

/**
 * Opaque names for absolute paths: a renderer never sends a path (architecture "Contract"). A handle stays the same
 * for a path as long as the host runs; what was never handed out is unknown.
 */
export class HandleRegistry {
  readonly #random: Random;
  readonly #pathOf = new Map<string, string>();
  readonly #handleOf = new Map<string, string>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** @param kind keeps folders and files apart: the handle of one is not accepted for the other */
  offer(kind: 'folder' | 'file', absolutePath: string): string {
    const key = `${kind}:${absolutePath}`;
    const known = this.#handleOf.get(key);
    if (known !== undefined) return known;
    const handle = `${kind}-${this.#random.uuidV4()}`;
    this.#handleOf.set(key, handle);
    this.#pathOf.set(handle, absolutePath);
    return handle;
  }

  /** @throws StudioError `HANDLE_UNKNOWN` */
  pathOf(kind: 'folder' | 'file', handle: string): string {
    const path = handle.startsWith(`${kind}-`) ? this.#pathOf.get(handle) : undefined;
    if (path === undefined) throw new StudioError('HANDLE_UNKNOWN');
    return path;
  }
}
