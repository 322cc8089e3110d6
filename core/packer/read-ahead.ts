import type { BatchFile, BatchReader } from '#core/ports/batch-reader.ts';
import { projectPathOfFile } from '#core/workspace/workspace-paths.ts';
import type { AnalysedAsset } from './analyse-content.ts';

/** Below this in all, starting and feeding workers costs more than it gains. */
const WORTHWHILE_FILES = 1500;
const WORTHWHILE_BYTES = 48 * 1024 * 1024;
/** Larger files are streamed where they are written: they would only fill memory here. */
const LARGEST_FILE_BYTES = 4 * 1024 * 1024;
const BATCH_BYTES = 4 * 1024 * 1024;
const BATCH_FILES = 256;
/** Memory of one batch: fresh pages would cost as much as the reading, so it goes round. */
const MEMORY_BYTES = BATCH_BYTES + LARGEST_FILE_BYTES;

/** A copied payload that was read ahead. */
export interface ReadAheadFile {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly stat: Extract<BatchFile, { ok: true }>['stat'];
  readonly observedAtNs: bigint;
}

interface Batch {
  readonly assets: readonly AnalysedAsset[];
  outcome: Promise<ReadonlyMap<AnalysedAsset, ReadAheadFile>> | undefined;
}

/**
 * Reads and hashes copied payloads some batches before the writer needs them, on workers: the writing thread is left
 * with the digest of the pack and the write. Memory is bounded by the batches under way.
 */
export class ReadAhead {
  readonly #reader: BatchReader;
  readonly #nowNs: () => bigint;
  readonly #batches: readonly Batch[];
  readonly #batchOf = new Map<AnalysedAsset, number>();
  readonly #free: ArrayBuffer[] = [];

  private constructor(reader: BatchReader, nowNs: () => bigint, batches: readonly Batch[]) {
    this.#reader = reader;
    this.#nowNs = nowNs;
    this.#batches = batches;
    for (const [position, batch] of batches.entries()) {
      for (const asset of batch.assets) this.#batchOf.set(asset, position);
    }
  }

  /** Undefined where there is too little to read for it to pay. */
  static over(
    assets: readonly AnalysedAsset[],
    reader: BatchReader | undefined,
    nowNs: () => bigint,
  ): ReadAhead | undefined {
    const small = assets.filter(
      ({ outcome }) => outcome.kind === 'copy' && outcome.stat.size <= LARGEST_FILE_BYTES,
    );
    const totalBytes = small.reduce((sum, asset) => sum + sizeOf(asset), 0);
    if (reader === undefined || (small.length < WORTHWHILE_FILES && totalBytes < WORTHWHILE_BYTES))
      return undefined;
    return new ReadAhead(reader, nowNs, inBatches(small));
  }

  /** The payload, if it was read ahead; undefined where the writer has to read it itself and say what is wrong. */
  async take(asset: AnalysedAsset): Promise<ReadAheadFile | undefined> {
    const position = this.#batchOf.get(asset);
    if (position === undefined) return undefined;
    for (let ahead = 0; ahead <= this.#reader.concurrency; ahead += 1)
      this.#start(this.#batches[position + ahead]);
    return (await this.#batches[position]?.outcome)?.get(asset);
  }

  /** Told when the writer is done with the bytes of an asset: after the last of a batch its memory is used again. */
  release(asset: AnalysedAsset, { bytes }: ReadAheadFile): void {
    const batch = this.#batches[this.#batchOf.get(asset) ?? -1];
    if (batch === undefined || batch.assets.at(-1) !== asset) return;
    batch.outcome = EMPTY;
    if (bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === MEMORY_BYTES)
      this.#free.push(bytes.buffer);
  }

  #start(batch: Batch | undefined): void {
    if (batch === undefined || batch.outcome !== undefined) return;
    const observedAtNs = this.#nowNs();
    const paths = batch.assets.map(({ asset, outcome }) =>
      projectPathOfFile(asset.entry.root, outcome.kind === 'copy' ? outcome.path : ''),
    );
    batch.outcome = this.#reader
      .read(paths, this.#free.pop() ?? new ArrayBuffer(MEMORY_BYTES))
      .then(({ files, bytes }) => {
        const read = new Map<AnalysedAsset, ReadAheadFile>();
        for (const [position, asset] of batch.assets.entries()) {
          const file = files[position];
          if (file?.ok !== true) continue;
          const { sha256, stat, offset } = file;
          read.set(asset, { bytes: bytes.subarray(offset, offset + stat.size), sha256, stat, observedAtNs });
        }
        return read;
      });
    // Whoever takes a file of the batch is told; until then a failure must not count as unhandled.
    batch.outcome.catch(() => undefined);
  }
}

const EMPTY: Promise<ReadonlyMap<AnalysedAsset, ReadAheadFile>> = Promise.resolve(new Map());

function sizeOf({ outcome }: AnalysedAsset): number {
  return outcome.kind === 'copy' ? outcome.stat.size : 0;
}

function inBatches(assets: readonly AnalysedAsset[]): readonly Batch[] {
  const batches: Batch[] = [];
  let current: AnalysedAsset[] = [];
  let bytes = 0;
  for (const asset of assets) {
    if (current.length > 0 && (bytes + sizeOf(asset) > BATCH_BYTES || current.length >= BATCH_FILES)) {
      batches.push({ assets: current, outcome: undefined });
      current = [];
      bytes = 0;
    }
    current.push(asset);
    bytes += sizeOf(asset);
  }
  if (current.length > 0) batches.push({ assets: current, outcome: undefined });
  return batches;
}
