import { StudioError } from '#core/errors.ts';
import type { FileStat, ReadTree } from '#core/ports/file-system.ts';
import type { HashProvider } from '#core/ports/digest.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';
import { statsEqual } from '#core/workspace/file-facts.ts';

/** How often a file that changes under the reader is read before that becomes a finding (reliability H10). */
const READ_ATTEMPTS = 3;
const CHUNK_BYTES = 4 * 1024 * 1024;

/** Bytes that belong together: the file had these facts before and after they were read. */
export interface FrozenFile {
  readonly bytes: Uint8Array;
  readonly stat: FileStat;
  readonly observedAtNs: bigint;
}

/**
 * Reads a whole file so that its bytes are of one version.
 * @throws StudioError `FILE_CHANGED` where it kept changing, and what the tree throws
 */
export function readFrozen(tree: ReadTree, path: string, maxBytes: number, nowNs: () => bigint): FrozenFile {
  for (let attempt = 1; attempt <= READ_ATTEMPTS; attempt += 1) {
    const observedAtNs = nowNs();
    const handle = tree.openRead(path);
    try {
      const { size } = handle.stat;
      if (size > maxBytes)
        throw new StudioError('FILE_CHANGED', `${path} grew past ${maxBytes} bytes`, { path });
      const bytes = new Uint8Array(size);
      let filled = 0;
      while (filled < size) {
        const count = handle.readAt(filled, filled === 0 ? bytes : bytes.subarray(filled), size - filled);
        if (count === 0) break;
        filled += count;
      }
      if (filled === size && statsEqual(handle.stat, handle.restat()))
        return { bytes, stat: handle.stat, observedAtNs };
    } finally {
      handle.close();
    }
  }
  throw new StudioError('FILE_CHANGED', `${path} changed while it was read`, { path });
}

let chunkBuffer: Uint8Array | undefined;

/** One buffer for all streams: `onChunk` has done with the bytes when it returns, and no stream reads while it waits. */
function sharedBuffer(): Uint8Array {
  chunkBuffer ??= new Uint8Array(CHUNK_BYTES);
  return chunkBuffer;
}

/** What streaming needs of its surroundings. */
export interface StreamPorts {
  readonly hash: HashProvider;
  readonly slice: TimeSlice;
  readonly nowNs: () => bigint;
}

/** What streaming one file gave. */
export interface StreamedFile {
  readonly sha256: string;
  readonly stat: FileStat;
  readonly observedAtNs: bigint;
}

/**
 * Streams a file of any size through SHA-256 and, chunk by chunk, to `onChunk`.
 * @throws StudioError `FILE_CHANGED` where the file was not of one version
 */
export async function streamFrozen(
  tree: ReadTree,
  path: string,
  ports: StreamPorts,
  onChunk: (chunk: Uint8Array) => void,
): Promise<StreamedFile> {
  const observedAtNs = ports.nowNs();
  const handle = tree.openRead(path);
  try {
    const { size } = handle.stat;
    const buffer = sharedBuffer();
    if (size <= buffer.length) {
      let filled = 0;
      while (filled < size) {
        const count = handle.readAt(filled, filled === 0 ? buffer : buffer.subarray(filled), size - filled);
        if (count === 0) break;
        filled += count;
      }
      const bytes = buffer.subarray(0, filled);
      requireUnchanged(path, filled, handle.stat, handle.restat());
      onChunk(bytes);
      return { sha256: ports.hash.sha256Hex(bytes), stat: handle.stat, observedAtNs };
    }
    const sha256 = ports.hash.create();
    let position = 0;
    // Never past the size that it had: a file that grows as fast as it is read would have no end.
    while (position < size) {
      const count = handle.readAt(position, buffer, Math.min(buffer.length, size - position));
      if (count === 0) break;
      const chunk = buffer.subarray(0, count);
      sha256.update(chunk);
      onChunk(chunk);
      position += count;
      if (ports.slice.due()) await ports.slice.pause();
    }
    requireUnchanged(path, position, handle.stat, handle.restat());
    return { sha256: sha256.hex(), stat: handle.stat, observedAtNs };
  } finally {
    handle.close();
  }
}

/**
 * Digest of a file of any size; one that changes while it is read is read again before that is a finding
 * (reliability H10).
 * @throws StudioError `FILE_CHANGED` where it kept changing
 */
export async function digestFrozen(tree: ReadTree, path: string, ports: StreamPorts): Promise<StreamedFile> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await streamFrozen(tree, path, ports, () => undefined);
    } catch (error) {
      const mayRest = error instanceof StudioError && error.code === 'FILE_CHANGED';
      if (!mayRest || attempt === READ_ATTEMPTS) throw error;
    }
  }
}

function requireUnchanged(path: string, readBytes: number, before: FileStat, after: FileStat): void {
  if (readBytes === before.size && statsEqual(before, after)) return;
  throw new StudioError('FILE_CHANGED', `${path} changed while it was read`, { path });
}
