import type { PlacedSlice } from '#core/pack-format/coverage.ts';
import type { PackSource } from '#core/pack-format/pack-source.ts';
import type { HashProvider, Sha256 } from '#core/ports/digest.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';

/** Bytes done of bytes in all. */
export type ProgressListener = (doneBytes: number, totalBytes: number) => void;

export interface PackDigests {
  readonly sha256: string;
  /** Bytes that could be read: fewer than the size where the file was cut meanwhile. */
  readonly readBytes: number;
  /** SHA-256 of each payload that was asked for, by index in the asset table. */
  readonly payloads: ReadonlyMap<number, string>;
}

const CHUNK_BYTES = 4 * 1024 * 1024;

/** Follows the slices along the file and hashes each of them. Slices that share bytes with one before are left out. */
class PayloadHasher {
  readonly digests = new Map<number, string>();
  readonly #slices: readonly PlacedSlice[];
  readonly #payloadStart: number;
  readonly #hashes: HashProvider;
  #next = 0;
  #hashedUpTo = 0;
  #open: { readonly slice: PlacedSlice; readonly hash: Sha256 } | undefined;

  constructor(slices: readonly PlacedSlice[], payloadStart: number, hashes: HashProvider) {
    this.#slices = slices;
    this.#payloadStart = payloadStart;
    this.#hashes = hashes;
  }

  /** @param offset of the bytes in the file; they follow those of the call before */
  update(offset: number, bytes: Uint8Array): void {
    const end = offset + bytes.length;
    for (let open = this.#current(); open !== undefined; open = this.#current()) {
      const start = this.#payloadStart + open.slice.start;
      const stop = this.#payloadStart + open.slice.end;
      if (start < end)
        open.hash.update(bytes.subarray(Math.max(0, start - offset), Math.min(end, stop) - offset));
      if (stop > end) return;
      this.digests.set(open.slice.entry.index, open.hash.hex());
      this.#open = undefined;
    }
  }

  #current(): { readonly slice: PlacedSlice; readonly hash: Sha256 } | undefined {
    while (this.#open === undefined) {
      const slice = this.#slices[this.#next];
      if (slice === undefined) return undefined;
      this.#next += 1;
      const { start, end } = slice;
      if (end - start !== slice.entry.size || (end > start && start < this.#hashedUpTo)) continue;
      this.#hashedUpTo = Math.max(this.#hashedUpTo, end);
      this.#open = { slice, hash: this.#hashes.create() };
    }
    return this.#open;
  }
}

/**
 * Reads the whole pack once, in pieces, for its SHA-256 and that of payloads.
 * @param slices payloads to hash, ascending by start; empty where none is wanted
 */
export async function digestPack(
  source: PackSource,
  slices: readonly PlacedSlice[],
  payloadStart: number,
  hashes: HashProvider,
  slice: TimeSlice,
  onProgress?: ProgressListener,
): Promise<PackDigests> {
  const whole = hashes.create();
  const payloads = new PayloadHasher(slices, payloadStart, hashes);
  const buffer = new Uint8Array(Math.min(CHUNK_BYTES, source.size));
  let position = 0;
  while (position < source.size) {
    const wanted = Math.min(buffer.length, source.size - position);
    const bytes = readChunk(source, position, buffer.subarray(0, wanted));
    if (bytes.length === 0) break;
    whole.update(bytes);
    if (slices.length > 0) payloads.update(position, bytes);
    position += bytes.length;
    onProgress?.(position, source.size);
    if (slice.due()) await slice.pause();
  }
  return { sha256: whole.hex(), readBytes: position, payloads: payloads.digests };
}

function readChunk(source: PackSource, position: number, target: Uint8Array): Uint8Array {
  if (source.readInto === undefined) return source.readAt(position, target.length);
  return target.subarray(0, source.readInto(position, target));
}
