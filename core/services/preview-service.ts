import { decodeSheet, expandPalette, readPaletteSlot } from '#core/banks/glyph/decode.ts';
import { decodeSamples, type DecodedSample } from '#core/banks/sound/decode.ts';
import { peaks } from '#core/banks/sound/peaks.ts';
import { StudioError } from '#core/errors.ts';
import { GLYPH } from '#core/pack-format/layout.ts';
import { readFrozen } from '#core/packer/frozen-read.ts';
import { factsOfStat } from '#core/workspace/file-facts.ts';
import { listPayloadInputs } from '#core/workspace/asset-inputs.ts';
import { projectPathOfFile } from '#core/workspace/workspace-paths.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import type { JsonObject } from '#schemas/scalars.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { isJsonObject } from '#core/json/json-value.ts';
import { encodeBase64 } from './base64.ts';
import type { AssetPreview } from '#schemas/contract/views.ts';
import type { WorkspaceState } from './examine-workspace.ts';
import type { ProjectSession } from './project-session.ts';

/** Previews that stay ready: a person flips between a few assets. */
const KEPT_PREVIEWS = 8;
/** Samples of all of them together, beside those of the latest. */
const KEPT_SAMPLE_BYTES = 64 * 1024 * 1024;
const HEAD_BYTES = 4096;
const PEAK_BUCKETS = 512;

interface ReadyPreview {
  readonly preview: AssetPreview;
  readonly samples: readonly DecodedSample[];
}

/** Live previews: the asset encoded from its sources as they are now, shown as the pack would hold it. */
export class PreviewService {
  readonly #session: ProjectSession;
  readonly #ready = new Map<string, ReadyPreview>();

  constructor(session: ProjectSession) {
    this.#session = session;
  }

  /** @throws StudioError `ASSET_NOT_FOUND` */
  async preview(state: WorkspaceState, assetId: number): Promise<AssetPreview> {
    const asset = state.snapshot.assets.find(({ entry }) => entry.asset_id === assetId);
    if (asset === undefined) throw new StudioError('ASSET_NOT_FOUND');
    return (await this.#make(asset)).preview;
  }

  /**
   * A range of the packed samples of one sound.
   * @throws StudioError `FILE_CHANGED` where the preview of this revision is gone
   */
  readSamples(revision: string, index: number, offset: number, length: number): Uint8Array {
    const sample = this.#ready.get(revision)?.samples.find((candidate) => candidate.index === index);
    if (sample === undefined)
      throw new StudioError('FILE_CHANGED', 'The sound changed; look at its preview again.');
    const bytes = new Uint8Array(sample.samples.buffer, sample.samples.byteOffset, sample.samples.byteLength);
    return bytes.subarray(offset, offset + length);
  }

  async #make(asset: RegisteredAsset): Promise<ReadyPreview> {
    const { tree, ports } = this.#session;
    const { bankFormat: format, scanned, entry } = asset;
    if (format === undefined || scanned?.declaration.kind !== 'ok')
      return unavailable('The declaration has errors.');
    const declaration = scanned.declaration.document.value;
    if (format.produce.kind === 'copy') return this.#makeRaw(asset, declaration);
    const inputs = new Map<string, Uint8Array>();
    try {
      for (const path of listPayloadInputs(declaration, format)) {
        const sizeBytes = scanned.files.get(path)?.size ?? 0;
        if (sizeBytes > format.maxInputBytes)
          return unavailable(`"${path}" has ${sizeBytes} bytes, more than ${format.format} reads.`);
        const { bytes } = readFrozen(tree, projectPathOfFile(entry.root, path), format.maxInputBytes, () =>
          ports.clock.nowNs(),
        );
        inputs.set(path, bytes);
      }
    } catch (error) {
      if (error instanceof StudioError) return unavailable(error.message);
      throw error;
    }
    const encoded = await ports.encoder.encode(format, declaration, inputs);
    if (!encoded.ok) return unavailable(encoded.diagnostics[0]?.message ?? 'The asset has errors.');
    const { payload, metadata, tiles } = encoded;
    return this.#keep(ports.hash.sha256Hex(payload), (revision) =>
      format.bankType === 'GLYPH'
        ? {
            preview: glyphPreview(revision, payload, declaration, authoredSlots(declaration, metadata), [
              ...(tiles ?? []),
            ]),
            samples: [],
          }
        : soundPreview(revision, decodeSamples(payload, metadata), declaration.artifacts),
    );
  }

  /** A raw file may be of any size: its beginning is read and nothing else. Its facts tell its versions apart. */
  #makeRaw({ entry }: RegisteredAsset, declaration: AssetDeclaration): ReadyPreview {
    const { tree, ports } = this.#session;
    const path = projectPathOfFile(entry.root, declaration.artifacts[0]?.file ?? '');
    try {
      const handle = tree.openRead(path);
      try {
        const { size } = handle.stat;
        const head = new Uint8Array(Math.min(HEAD_BYTES, size));
        let filled = 0;
        while (filled < head.length) {
          const count = handle.readAt(filled, head.subarray(filled), head.length - filled);
          if (count === 0) break;
          filled += count;
        }
        const facts = new TextEncoder().encode(JSON.stringify([path, factsOfStat(handle.stat)]));
        const revision = ports.hash.sha256Hex(facts);
        return {
          preview: {
            kind: 'raw',
            revision,
            size_bytes: size,
            head_base64: encodeBase64(head.subarray(0, filled)),
          },
          samples: [],
        };
      } finally {
        handle.close();
      }
    } catch (error) {
      if (error instanceof StudioError) return unavailable(error.message);
      throw error;
    }
  }

  #keep(revision: string, make: (revision: string) => ReadyPreview): ReadyPreview {
    const ready = this.#ready.get(revision) ?? make(revision);
    this.#ready.delete(revision);
    this.#ready.set(revision, ready);
    let heldBytes = [...this.#ready.values()].reduce((sum, { samples }) => sum + bytesOf(samples), 0);
    for (const [oldest, { samples }] of this.#ready) {
      const isEnough = this.#ready.size <= KEPT_PREVIEWS && heldBytes <= KEPT_SAMPLE_BYTES;
      if (isEnough || oldest === revision) break;
      heldBytes -= bytesOf(samples);
      this.#ready.delete(oldest);
    }
    return ready;
  }
}

function bytesOf(samples: readonly DecodedSample[]): number {
  return samples.reduce((sum, sample) => sum + sample.samples.byteLength, 0);
}

function unavailable(reason: string): ReadyPreview {
  return { preview: { kind: 'unavailable', reason }, samples: [] };
}

type GlyphPreview = Extract<AssetPreview, { kind: 'glyph' }>;

/** Palette slots that the author declares, or that `auto` derives from 0 on (asset-pack 4.1). */
function authoredSlots(declaration: AssetDeclaration, metadata: JsonObject): readonly number[] {
  const declared = declaration.output.pipeline?.['palettes'];
  if (!Array.isArray(declared)) {
    const count = metadata['palette_authored'];
    return typeof count === 'number' ? Array.from({ length: count }, (_, slot) => slot) : [];
  }
  return declared
    .flatMap((palette: unknown) =>
      isJsonObject(palette) && typeof palette['index'] === 'number' ? [palette['index']] : [],
    )
    .sort((left, right) => left - right);
}

function glyphPreview(
  revision: string,
  payload: Uint8Array,
  declaration: AssetDeclaration,
  authored: readonly number[],
  tiles: GlyphPreview['tiles'],
): AssetPreview {
  const palettes = new Uint8Array(GLYPH.paletteCount * GLYPH.colorsPerPalette * 3);
  for (let slot = 0; slot < GLYPH.paletteCount; slot += 1) {
    const rgba = expandPalette(readPaletteSlot(payload, slot));
    for (let entry = 0; entry < GLYPH.colorsPerPalette; entry += 1) {
      palettes.set(rgba.subarray(entry * 4, entry * 4 + 3), (slot * GLYPH.colorsPerPalette + entry) * 3);
    }
  }
  const size = declaration.output.metadata?.['tile_size'];
  return {
    kind: 'glyph',
    revision,
    tile_size: size === 8 || size === 32 ? size : 16,
    tile_count: tiles.length,
    palette_count: authored.length,
    sheet_base64: encodeBase64(decodeSheet(payload)),
    palettes_base64: encodeBase64(palettes),
    authored: [...authored],
    tiles,
  };
}

function soundPreview(
  revision: string,
  samples: readonly DecodedSample[],
  artifacts: readonly { readonly file: string; readonly index: number }[],
): ReadyPreview {
  const fileOf = new Map(artifacts.map(({ file, index }) => [index, file]));
  return {
    samples,
    preview: {
      kind: 'sound',
      revision,
      samples: samples.map((sample) => ({
        index: sample.index,
        file: fileOf.get(sample.index) ?? '',
        sample_rate: sample.sampleRate,
        frames: sample.samples.length,
        loop: sample.loop === undefined ? null : { ...sample.loop },
        peaks_base64: encodeBase64(interleavedPeaks(sample.samples)),
      })),
    },
  };
}

function interleavedPeaks(samples: Int16Array): Uint8Array {
  const buckets = Math.max(1, Math.min(PEAK_BUCKETS, samples.length));
  const { lowest, highest } = peaks(samples, buckets);
  const view = new DataView(new ArrayBuffer(buckets * 4));
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    view.setInt16(bucket * 4, lowest[bucket] ?? 0, true);
    view.setInt16(bucket * 4 + 2, highest[bucket] ?? 0, true);
  }
  return new Uint8Array(view.buffer);
}
