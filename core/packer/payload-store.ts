import { StudioError } from '#core/errors.ts';
import type { ReadHandle, WriteHandle, WriteTree } from '#core/ports/file-system.ts';

/** Encoded payloads stay in memory up to this many bytes in all; what goes beyond waits in a file. */
const MEMORY_LIMIT_BYTES = 64 * 1024 * 1024;
const COPY_BYTES = 4 * 1024 * 1024;

/** A payload that was put into the store. */
export interface StoredPayload {
  readonly sizeBytes: number;
  readonly place:
    | { readonly kind: 'memory'; readonly bytes: Uint8Array }
    | { readonly kind: 'spilled'; readonly offset: number };
}

/**
 * Holds encoded payloads between the gate and the writing of the pack in bounded memory: the header comes first in
 * the file and needs every size, so nothing can be written before everything is encoded.
 */
export class PayloadStore {
  readonly #tree: WriteTree | undefined;
  readonly #spillPath: string;
  readonly #memoryLimitBytes: number;
  #memoryBytes = 0;
  #spill: WriteHandle | undefined;
  #spilledBytes = 0;
  #reader: ReadHandle | undefined;

  /** @param tree where to spill; without one (a doctor run) payloads are not kept at all */
  constructor(tree: WriteTree | undefined, spillPath: string, memoryLimitBytes = MEMORY_LIMIT_BYTES) {
    this.#tree = tree;
    this.#spillPath = spillPath;
    this.#memoryLimitBytes = memoryLimitBytes;
  }

  put(bytes: Uint8Array): StoredPayload | undefined {
    if (this.#tree === undefined) return undefined;
    if (this.#memoryBytes + bytes.length <= this.#memoryLimitBytes) {
      this.#memoryBytes += bytes.length;
      return { sizeBytes: bytes.length, place: { kind: 'memory', bytes } };
    }
    this.#spill ??= this.#tree.createFile(this.#spillPath);
    const offset = this.#spilledBytes;
    this.#spill.write(bytes);
    this.#spilledBytes += bytes.length;
    return { sizeBytes: bytes.length, place: { kind: 'spilled', offset } };
  }

  /** Hands the bytes of a payload to `sink`, in pieces. */
  emit(payload: StoredPayload, sink: (piece: Uint8Array) => void): void {
    if (payload.place.kind === 'memory') {
      sink(payload.place.bytes);
      return;
    }
    if (this.#tree === undefined) return;
    this.#reader ??= this.#tree.openRead(this.#spillPath);
    const buffer = new Uint8Array(Math.min(COPY_BYTES, payload.sizeBytes));
    let done = 0;
    while (done < payload.sizeBytes) {
      const count = this.#reader.readAt(
        payload.place.offset + done,
        buffer,
        Math.min(buffer.length, payload.sizeBytes - done),
      );
      if (count === 0) throw new StudioError('IO_FAILED', 'encoded payloads that were put aside are gone');
      sink(buffer.subarray(0, count));
      done += count;
    }
  }

  /** Closes and removes what was spilled. */
  close(): void {
    this.#reader?.close();
    this.#spill?.close();
    if (this.#spill !== undefined) this.#tree?.removeFile(this.#spillPath);
  }
}
