import { StudioError } from '#core/errors.ts';
import type { HashProvider, Sha256 } from '#core/ports/digest.ts';
import type { AssetTableEntry } from '#schemas/pack/pack-header.ts';
import type { PackPlan } from './layout-plan.ts';

/** Where the bytes of a pack go, in order. The bytes belong to the writer again when `write` returns. */
export interface PackSink {
  write(bytes: Uint8Array): void;
}

export interface WrittenPack {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Small pieces are gathered to this size before they are hashed and written: 20,000 files are not 20,000 writes. */
const BUFFER_BYTES = 1024 * 1024;
const PASS_THROUGH_BYTES = 256 * 1024;

/**
 * Writes a planned pack front to back: prelude and header at once, then each payload in table order, in pieces of any
 * size. Every size must be the planned one; a file that grew or shrank meanwhile is `FILE_CHANGED`. Digests of the
 * whole pack, and of a payload where it is asked for, run along.
 */
export class PackWriter {
  readonly #plan: PackPlan;
  readonly #sink: PackSink;
  readonly #hashes: HashProvider;
  readonly #packHash: Sha256;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #buffered = 0;
  #written = 0;
  #nextIndex = 0;
  #open: { readonly entry: AssetTableEntry; readonly hash: Sha256 | undefined; done: number } | undefined;

  constructor(plan: PackPlan, sink: PackSink, hashes: HashProvider) {
    this.#plan = plan;
    this.#sink = sink;
    this.#hashes = hashes;
    this.#packHash = hashes.create();
    this.#put(plan.preludeBytes);
    this.#put(plan.headerBytes);
  }

  /**
   * Begins the payload of the next entry of the table.
   * @param assetId must be that entry's id
   * @param digest true to get the digest of this payload from `endPayload`
   */
  beginPayload(assetId: number, digest: boolean): void {
    const entry = this.#plan.header.asset_table[this.#nextIndex];
    if (this.#open !== undefined || entry?.asset_id !== assetId) {
      throw new StudioError('INTERNAL', `payload of asset ${assetId} is not the next one`);
    }
    this.#nextIndex += 1;
    this.#open = { entry, hash: digest ? this.#hashes.create() : undefined, done: 0 };
  }

  write(piece: Uint8Array): void {
    const open = this.#open;
    if (open === undefined) throw new StudioError('INTERNAL', 'no payload is open');
    open.done += piece.length;
    if (open.done > open.entry.size) throw wrongSize(open.entry);
    open.hash?.update(piece);
    this.#put(piece);
  }

  /** Ends the payload; its SHA-256 where it was asked for. */
  endPayload(): string | undefined {
    const open = this.#open;
    if (open === undefined) throw new StudioError('INTERNAL', 'no payload is open');
    if (open.done !== open.entry.size) throw wrongSize(open.entry);
    this.#open = undefined;
    return open.hash?.hex();
  }

  /** Writes what is still buffered; the pack is complete, not yet durable. */
  finish(): WrittenPack {
    if (this.#open !== undefined || this.#nextIndex !== this.#plan.header.asset_table.length) {
      throw new StudioError('INTERNAL', 'payloads are missing');
    }
    this.#flush();
    if (this.#written !== this.#plan.fileSizeBytes)
      throw new StudioError('INTERNAL', 'the pack does not have its planned size');
    return { sha256: this.#packHash.hex(), sizeBytes: this.#written };
  }

  #put(bytes: Uint8Array): void {
    if (bytes.length >= PASS_THROUGH_BYTES) {
      this.#flush();
      this.#emit(bytes);
      return;
    }
    if (bytes.length > BUFFER_BYTES - this.#buffered) this.#flush();
    this.#buffer.set(bytes, this.#buffered);
    this.#buffered += bytes.length;
  }

  #flush(): void {
    if (this.#buffered === 0) return;
    const bytes = this.#buffer.subarray(0, this.#buffered);
    this.#buffered = 0;
    this.#emit(bytes);
  }

  #emit(bytes: Uint8Array): void {
    this.#packHash.update(bytes);
    this.#sink.write(bytes);
    this.#written += bytes.length;
  }
}

function wrongSize(entry: AssetTableEntry): StudioError {
  return new StudioError(
    'FILE_CHANGED',
    `The payload of asset ${entry.asset_id} does not have the planned ${entry.size} bytes.`,
    {
      asset_id: entry.asset_id,
    },
  );
}
