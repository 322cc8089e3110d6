import { StudioError } from '#core/errors.ts';
import type { PackPlan } from '#core/pack-format/layout-plan.ts';
import { PackWriter, type PackSink, type WrittenPack } from '#core/pack-format/pack-writer.ts';
import type { BatchReader } from '#core/ports/batch-reader.ts';
import type { HashProvider } from '#core/ports/digest.ts';
import type { ReadHandle, ReadTree } from '#core/ports/file-system.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';
import { projectPathOfFile } from '#core/workspace/workspace-paths.ts';
import type { AnalysedAsset } from './analyse-content.ts';
import { streamFrozen } from './frozen-read.ts';
import { ReadAhead } from './read-ahead.ts';
import type { PayloadStore } from './payload-store.ts';
import type { HeldPayload, PreviousSet } from './previous-set.ts';

const WINDOW_BYTES = 4 * 1024 * 1024;

export interface WritePorts {
  readonly tree: ReadTree;
  readonly hash: HashProvider;
  readonly slice: TimeSlice;
  readonly nowNs: () => bigint;
  readonly previous: PreviousSet | undefined;
  readonly store: PayloadStore;
  /** Reads copied payloads on workers, where there are some. */
  readonly batchReader: BatchReader | undefined;
  readonly onBytes: (doneBytes: number) => void;
}

export interface PackOutcome {
  readonly written: WrittenPack;
  /** SHA-256 of every payload by asset id. */
  readonly payloadDigests: ReadonlyMap<number, string>;
}

/** The previous pack is not what its companions say: nothing of it may be reused. */
export class PreviousPackUnusable extends Error {}

/**
 * Writes the pack: reused payloads from the previous one, encoded ones from the store, copied ones straight from
 * their source, each read once (asset-pack 1, asset-workspace 6).
 * @param assets in the order of the table
 * @throws PreviousPackUnusable; StudioError `FILE_CHANGED` with `asset_id` where a source changed under the writer
 */
export async function writePack(
  plan: PackPlan,
  assets: readonly AnalysedAsset[],
  sink: PackSink,
  ports: WritePorts,
): Promise<PackOutcome> {
  const writer = new PackWriter(plan, sink, ports.hash);
  const digests = new Map<number, string>();
  const reader = new PreviousReader(ports);
  const readAhead = ReadAhead.over(assets, ports.batchReader, ports.nowNs);
  let doneBytes = 0;
  try {
    for (const analysed of assets) {
      const assetId = analysed.asset.entry.asset_id;
      digests.set(assetId, await writePayload(analysed, assetId, { writer, reader, readAhead, ports }));
      doneBytes += analysed.outcome.kind === 'copy' ? analysed.outcome.stat.size : 0;
      ports.onBytes(doneBytes);
      if (ports.slice.due()) await ports.slice.pause();
    }
    return { written: writer.finish(), payloadDigests: digests };
  } finally {
    reader.close();
  }
}

interface Writing {
  readonly writer: PackWriter;
  readonly reader: PreviousReader;
  readonly readAhead: ReadAhead | undefined;
  readonly ports: WritePorts;
}

async function writePayload(analysed: AnalysedAsset, assetId: number, writing: Writing): Promise<string> {
  const { writer, reader, ports } = writing;
  const { outcome } = analysed;
  switch (outcome.kind) {
    case 'reused': {
      const held = ports.previous?.get(assetId);
      if (held === undefined) throw new PreviousPackUnusable();
      const checked = ports.previous?.trusted !== true;
      writer.beginPayload(assetId, checked);
      await reader.copy(held, writer);
      const sha256 = writer.endPayload();
      if (checked && sha256 !== outcome.payloadSha256) throw new PreviousPackUnusable();
      return outcome.payloadSha256;
    }
    case 'encoded': {
      const { stored } = outcome;
      if (stored === undefined)
        throw new StudioError('INTERNAL', `the payload of asset ${assetId} was not kept`);
      writer.beginPayload(assetId, false);
      ports.store.emit(stored, (piece) => {
        writer.write(piece);
      });
      writer.endPayload();
      return outcome.payloadSha256;
    }
    case 'copy':
      return await copySource(analysed, outcome.path, assetId, writing);
    case 'failed':
      throw new StudioError('INTERNAL', `asset ${assetId} has no payload`);
  }
}

async function copySource(
  analysed: AnalysedAsset,
  path: string,
  assetId: number,
  { writer, readAhead, ports }: Writing,
): Promise<string> {
  const ahead = await readAhead?.take(analysed);
  writer.beginPayload(assetId, false);
  try {
    if (ahead !== undefined) {
      writer.write(ahead.bytes);
      writer.endPayload();
      readAhead?.release(analysed, ahead);
      return analysed.digests.record(path, ahead.stat, ahead.sha256, ahead.observedAtNs);
    }
    const streamed = await streamFrozen(
      ports.tree,
      projectPathOfFile(analysed.asset.entry.root, path),
      ports,
      (chunk) => {
        writer.write(chunk);
      },
    );
    writer.endPayload();
    return analysed.digests.record(path, streamed.stat, streamed.sha256, streamed.observedAtNs);
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    throw new StudioError(
      error.code,
      error.message,
      { ...error.data, asset_id: assetId, file: path },
      { cause: error },
    );
  }
}

/** Reads the previous pack through one window: payloads that follow one another there cost few reads. */
class PreviousReader {
  readonly #ports: WritePorts;
  #handle: ReadHandle | undefined;
  #window: Uint8Array | undefined;
  #windowStart = 0;
  #windowLength = 0;

  constructor(ports: WritePorts) {
    this.#ports = ports;
  }

  async copy({ entry }: HeldPayload, writer: PackWriter): Promise<void> {
    const { previous, tree, slice } = this.#ports;
    if (previous === undefined) throw new PreviousPackUnusable();
    this.#handle ??= previous.open(tree);
    if (this.#handle === undefined) throw new PreviousPackUnusable();
    this.#window ??= new Uint8Array(WINDOW_BYTES);
    let position = previous.payloadStart + entry.offset;
    const end = position + entry.size;
    while (position < end) {
      const inside = position - this.#windowStart;
      if (inside < 0 || inside >= this.#windowLength) {
        this.#windowStart = position;
        this.#windowLength = this.#handle.readAt(position, this.#window, WINDOW_BYTES);
        if (this.#windowLength === 0) throw new PreviousPackUnusable();
        continue;
      }
      const piece = this.#window.subarray(inside, Math.min(this.#windowLength, inside + end - position));
      writer.write(piece);
      position += piece.length;
      if (slice.due()) await slice.pause();
    }
  }

  close(): void {
    this.#handle?.close();
  }
}
