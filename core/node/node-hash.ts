import { createHash, type Hash } from 'node:crypto';
import type { HashProvider, Sha256 } from '#core/ports/digest.ts';
import type { FileStat, ReadTree } from '#core/ports/file-system.ts';
import { StudioError } from '#core/errors.ts';
import { sameFileStat } from './disk-handles.ts';

class NodeSha256 implements Sha256 {
  readonly #hash: Hash = createHash('sha256');

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  hex(): string {
    return this.#hash.digest('hex');
  }
}

/** SHA-256 of the platform: several times faster than the portable one. */
export const nodeHash: HashProvider = {
  create: () => new NodeSha256(),
  sha256Hex: (bytes) => createHash('sha256').update(bytes).digest('hex'),
};

/** Large enough that calls do not count, small enough for the memory budget (toolchain "Speed facts"). */
export const HASH_BUFFER_BYTES = 4 * 1024 * 1024;

export interface FileDigest {
  readonly sha256: string;
  readonly stat: FileStat;
}

/**
 * SHA-256 of a whole file, read once through `buffer`. Synchronous: for files above some MiB use the worker pool.
 *
 * @throws StudioError what `openRead` throws, `FILE_CHANGED` when the file changed under the reading twice (H10)
 */
export function hashFile(
  tree: ReadTree,
  path: string,
  buffer: Uint8Array = new Uint8Array(HASH_BUFFER_BYTES),
): FileDigest {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const digest = hashOnce(tree, path, buffer);
    if (digest !== undefined) return digest;
  }
  throw new StudioError('FILE_CHANGED', `"${path}" changed while it was read`, { path });
}

function hashOnce(tree: ReadTree, path: string, buffer: Uint8Array): FileDigest | undefined {
  const handle = tree.openRead(path);
  try {
    const hash = createHash('sha256');
    let position = 0;
    for (;;) {
      const count = handle.readAt(position, buffer, buffer.byteLength);
      if (count === 0) break;
      hash.update(count === buffer.byteLength ? buffer : buffer.subarray(0, count));
      position += count;
      if (count < buffer.byteLength) break;
    }
    if (position !== handle.stat.size || !sameFileStat(handle.stat, handle.restat())) return undefined;
    return { sha256: hash.digest('hex'), stat: handle.stat };
  } finally {
    handle.close();
  }
}
