import { encodeSheetPng } from '#core/banks/glyph/decode.ts';
import { GLYPH_PAYLOAD_BYTES } from '#core/banks/glyph/glyph-layout.ts';
import { decodeSamples } from '#core/banks/sound/decode.ts';
import { encodeWav } from '#core/banks/sound/encode-wav.ts';
import { StudioError } from '#core/errors.ts';
import { isJsonObject } from '#core/json/json-value.ts';
import { replaceTempPath } from '#core/node/durable-replace.ts';
import { hashFile } from '#core/node/node-hash.ts';
import type { ReadEntry } from '#core/pack-format/entry.ts';
import type { PackSource } from '#core/pack-format/pack-source.ts';
import { inspectPack, type InspectedPack } from '#core/pack-format/read-pack.ts';
import type { HashProvider } from '#core/ports/digest.ts';
import type { WriteTree } from '#core/ports/file-system.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';
import type { FormatId } from '#schemas/scalars.ts';
import type { ExtractedFile } from '#schemas/report/extract.ts';

const CHUNK_BYTES = 4 * 1024 * 1024;
/** A bank of sounds that is decoded is held in memory; more than a runtime could is refused (reliability H4). */
const MAX_DECODED_BYTES = 1024 * 1024 * 1024;

export interface ExtractRequest {
  /** As the table of the pack names them. */
  readonly assetIds: readonly number[];
  /** Sheets as PNG and samples as WAV instead of the stored bytes (asset-pack 4.1, 4.2). */
  readonly decoded: boolean;
  /** Palette slot that a sheet is shown in, 0…63. */
  readonly palette: number;
  /** Replaces files that hold something else. */
  readonly force: boolean;
}

export interface ExtractPorts {
  /** Where the files go; no link in it is followed (reliability H8). */
  readonly target: WriteTree;
  readonly hash: HashProvider;
  readonly slice: TimeSlice;
  /** Told of each file once it is there whole. */
  readonly onFile: (file: ExtractedFile) => void;
}

interface FoundAsset {
  readonly assetId: number;
  readonly entry: ReadEntry;
  readonly format: FormatId | undefined;
  /** Of the stored bytes in the file. */
  readonly start: number;
  readonly sizeBytes: number;
}

/** One file to be written: its bytes come in pieces, so that a raw asset of any size needs no memory. */
interface Output {
  readonly name: string;
  readonly content: ExtractedFile['content'];
  pieces(): Iterable<Uint8Array>;
}

/**
 * Takes assets out of a pack: `<id>.bin` with the stored bytes, or decoded `<id>.png`, `<id>-<index>.wav`, and for
 * raw assets `<id>.bin`. Each file appears whole under its name or not at all.
 * @throws StudioError `ASSET_NOT_FOUND`, `ASSET_AMBIGUOUS`, `PACK_UNREADABLE`, `TARGET_EXISTS`, `FILE_CHANGED`,
 *   `CANCELLED`, `IO_*`
 */
export async function extractAssets(
  source: PackSource,
  request: ExtractRequest,
  ports: ExtractPorts,
): Promise<void> {
  const pack = inspectPack(source);
  if (pack.header === undefined)
    throw new StudioError('PACK_UNREADABLE', 'The header of the pack cannot be read.');
  const found = [...new Set(request.assetIds)].map((assetId) => findAsset(pack, source, assetId));
  for (const asset of found) {
    for (const output of outputsOf(source, asset, request)) {
      ports.onFile(await writeOutput(asset.assetId, output, request.force, ports));
    }
  }
  if (source.hasChanged?.() === true)
    throw new StudioError('FILE_CHANGED', 'The pack changed while it was read.');
}

function findAsset(pack: InspectedPack, source: PackSource, assetId: number): FoundAsset {
  const found = pack.entries.flatMap((entry, at) =>
    entry.assetId === assetId ? [{ entry, format: pack.formats[at] }] : [],
  );
  const [only, ...others] = found;
  if (only === undefined)
    throw new StudioError('ASSET_NOT_FOUND', `The pack has no asset with the id ${assetId}.`, {
      asset_id: assetId,
    });
  if (others.length > 0)
    throw new StudioError('ASSET_AMBIGUOUS', `The pack has ${found.length} assets with the id ${assetId}.`, {
      asset_id: assetId,
    });
  const { offset, size } = only.entry;
  const payloadStart = pack.placement?.payloadStart ?? 0;
  if (offset === undefined || size === undefined || offset + size > source.size - payloadStart) {
    throw new StudioError('PACK_UNREADABLE', `The slice of asset ${assetId} is not inside the pack.`, {
      asset_id: assetId,
    });
  }
  return { assetId, entry: only.entry, format: only.format, start: payloadStart + offset, sizeBytes: size };
}

function* outputsOf(
  source: PackSource,
  asset: FoundAsset,
  { decoded, palette }: ExtractRequest,
): Generator<Output> {
  const { assetId, format, entry } = asset;
  const stored = (content: Output['content']): Output => ({
    name: `${assetId}.bin`,
    content,
    pieces: () => storedPieces(source, asset),
  });
  if (!decoded) {
    yield stored('stored');
  } else if (format === 'GLYPH/indexed_v1') {
    const png = encodeSheetPng(readPayload(source, asset, GLYPH_PAYLOAD_BYTES), palette);
    yield { name: `${assetId}.png`, content: 'sheet', pieces: () => [png] };
  } else if (format === 'SOUNDS/pcm16le_v1') {
    const payload = readPayload(source, asset, MAX_DECODED_BYTES);
    for (const sample of decodeSamples(payload, isJsonObject(entry.metadata) ? entry.metadata : {})) {
      const wav = encodeWav(sample.samples, sample.sampleRate, sample.loop);
      yield { name: `${assetId}-${sample.index}.wav`, content: 'sample', pieces: () => [wav] };
    }
  } else {
    yield stored('raw');
  }
}

function readPayload(
  source: PackSource,
  { assetId, start, sizeBytes }: FoundAsset,
  maxBytes: number,
): Uint8Array {
  if (sizeBytes > maxBytes) {
    throw new StudioError(
      'PACK_UNREADABLE',
      `Asset ${assetId} has ${sizeBytes} bytes, too many to be decoded.`,
      { asset_id: assetId },
    );
  }
  const payload = source.readAt(start, sizeBytes);
  if (payload.length < sizeBytes)
    throw new StudioError('FILE_CHANGED', 'The pack became shorter while it was read.');
  return payload;
}

function* storedPieces(source: PackSource, { start, sizeBytes }: FoundAsset): Generator<Uint8Array> {
  for (let done = 0; done < sizeBytes; done += CHUNK_BYTES) {
    const wanted = Math.min(CHUNK_BYTES, sizeBytes - done);
    const piece = source.readAt(start + done, wanted);
    if (piece.length < wanted)
      throw new StudioError('FILE_CHANGED', 'The pack became shorter while it was read.');
    yield piece;
  }
}

async function writeOutput(
  assetId: number,
  output: Output,
  force: boolean,
  ports: ExtractPorts,
): Promise<ExtractedFile> {
  const { target, hash, slice } = ports;
  const { name, content } = output;
  const tempPath = replaceTempPath(name);
  const handle = target.createFile(tempPath);
  let isOpen = true;
  try {
    const digest = hash.create();
    let sizeBytes = 0;
    for (const piece of output.pieces()) {
      handle.write(piece);
      digest.update(piece);
      sizeBytes += piece.length;
      if (slice.due()) await slice.pause();
    }
    handle.sync();
    isOpen = false;
    handle.close();
    await slice.pause();
    const sha256 = digest.hex();
    const written = { asset_id: assetId, name, content, size_bytes: sizeBytes, sha256 };
    const there = target.stat(name);
    if (there?.kind === 'file' && there.size === sizeBytes && hashFile(target, name).sha256 === sha256) {
      target.removeFile(tempPath);
      return { ...written, state: 'kept' };
    }
    if (there !== undefined && (there.kind !== 'file' || !force)) {
      throw new StudioError('TARGET_EXISTS', `There is something else at "${name}" already.`, { path: name });
    }
    target.rename(tempPath, name);
    target.syncFolder('');
    return { ...written, state: there === undefined ? 'written' : 'replaced' };
  } catch (error) {
    if (isOpen) handle.close();
    target.removeFile(tempPath);
    throw error;
  }
}
