import { StudioError } from '#core/errors.ts';
import { canonicalJsonBytes } from '#core/json/canonical.ts';
import { readJson } from '#core/json/read-json.ts';
import { BUILD_FILES } from '#core/pack-format/layout.ts';
import type { PackPlan } from '#core/pack-format/layout-plan.ts';
import { packSourceOfHandle } from '#core/pack-format/pack-source.ts';
import { inspectPack } from '#core/pack-format/read-pack.ts';
import type { HashProvider } from '#core/ports/digest.ts';
import type { FileStat, ReadHandle, ReadTree } from '#core/ports/file-system.ts';
import { factsEqual, statsEqual } from '#core/workspace/file-facts.ts';
import type { AssetTableMetadata, AssetTableMetadataEntry } from '#schemas/pack/companions.ts';
import type { AssetTableEntry } from '#schemas/pack/pack-header.ts';
import type { FormatId } from '#schemas/scalars.ts';
import { validate } from '#schemas/validate.ts';
import type { Cache } from '#schemas/workspace/cache.ts';
import { OUTPUT_FILES, outputPath, type OutputFile } from './output-files.ts';

const MAX_METADATA_BYTES = 1024 * 1024 * 1024;

/** One payload that the previous pack holds. */
export interface HeldPayload {
  readonly sha256: string;
  readonly entry: AssetTableEntry;
  readonly metadata: AssetTableMetadataEntry;
}

/**
 * The outputs of the last pack run, as far as they belong together: what incremental packing reuses. The set is used
 * only where `asset_table_metadata.json` speaks of this very pack (asset-pack 3).
 */
export class PreviousSet {
  readonly packSha256: string;
  readonly sizeBytes: number;
  /** The pack file when the set was read; a copy from it stops where the file is another one. */
  readonly packStat: FileStat;
  readonly metadataStat: FileStat;
  /** The pack is by its facts the very file that was written: its digests need no second look (asset-workspace 6). */
  readonly trusted: boolean;
  /** Table and tooling metadata are what the cache says was written: what they tell of an asset may be taken over. */
  readonly #vouched: boolean;
  readonly payloadStart: number;
  readonly headerBytes: Uint8Array;
  readonly #held: ReadonlyMap<number, HeldPayload>;

  constructor(facts: {
    readonly packSha256: string;
    readonly packStat: FileStat;
    readonly metadataStat: FileStat;
    readonly trusted: boolean;
    readonly vouched: boolean;
    readonly payloadStart: number;
    readonly headerBytes: Uint8Array;
    readonly held: ReadonlyMap<number, HeldPayload>;
  }) {
    this.packSha256 = facts.packSha256;
    this.sizeBytes = facts.packStat.size;
    this.packStat = facts.packStat;
    this.metadataStat = facts.metadataStat;
    this.trusted = facts.trusted;
    this.#vouched = facts.vouched;
    this.payloadStart = facts.payloadStart;
    this.headerBytes = facts.headerBytes;
    this.#held = facts.held;
  }

  has(assetId: number): boolean {
    return this.#held.has(assetId);
  }

  /** The payload of an asset, if it has this format and may be reused. */
  payloadOf(assetId: number, format: FormatId): HeldPayload | undefined {
    if (!this.#vouched) return undefined;
    const held = this.#held.get(assetId);
    return held?.metadata.format === format ? held : undefined;
  }

  get(assetId: number): HeldPayload | undefined {
    return this.#held.get(assetId);
  }

  /** How many assets the pack holds. */
  get count(): number {
    return this.#held.size;
  }

  all(): Iterable<HeldPayload> {
    return this.#held.values();
  }

  /** True where both files of the set are still the ones that it was made from. */
  isCurrent(tree: ReadTree): boolean {
    const packStat = tree.stat(outputPath(BUILD_FILES.pack));
    const metadataStat = tree.stat(outputPath(BUILD_FILES.assetTableMetadata));
    return (
      packStat !== undefined &&
      metadataStat !== undefined &&
      statsEqual(this.packStat, packStat) &&
      statsEqual(this.metadataStat, metadataStat)
    );
  }

  /** Opens the pack for copying; undefined where it is no longer the file that was read. */
  open(tree: ReadTree): ReadHandle | undefined {
    const handle = tree.openRead(outputPath(BUILD_FILES.pack));
    if (statsEqual(handle.stat, this.packStat)) return handle;
    handle.close();
    return undefined;
  }
}

/** Digests of outputs that are by their facts the very files that were written. */
export function knownOutputDigests(tree: ReadTree, cache: Cache): ReadonlyMap<OutputFile, string> {
  const known = new Map<OutputFile, string>();
  for (const file of OUTPUT_FILES) {
    const recorded = cache.outputs[file];
    const stat = recorded === undefined ? undefined : tree.stat(outputPath(file));
    if (recorded !== undefined && stat !== undefined && factsEqual(recorded, stat))
      known.set(file, recorded.sha256);
  }
  return known;
}

/** The previous set, or undefined where there is none that can be relied on. */
export function readPreviousSet(tree: ReadTree, cache: Cache, hash: HashProvider): PreviousSet | undefined {
  try {
    const read = readMetadata(tree);
    return read === undefined ? undefined : readPack(tree, cache, read, hash);
  } catch (error) {
    if (error instanceof StudioError && error.code !== 'CANCELLED') return undefined;
    throw error;
  }
}

interface ReadMetadata {
  readonly metadata: AssetTableMetadata;
  readonly bytes: Uint8Array;
  readonly stat: FileStat;
}

function readMetadata(tree: ReadTree): ReadMetadata | undefined {
  const path = outputPath(BUILD_FILES.assetTableMetadata);
  if (tree.stat(path) === undefined) return undefined;
  const { bytes, stat } = tree.readFile(path, MAX_METADATA_BYTES);
  const read = readJson(bytes, { maxBytes: MAX_METADATA_BYTES });
  const checked = read.ok ? validate('asset-table-metadata', read.value) : undefined;
  return checked?.ok === true ? { metadata: checked.value, bytes, stat } : undefined;
}

function readPack(
  tree: ReadTree,
  cache: Cache,
  { metadata, bytes, stat: metadataStat }: ReadMetadata,
  hash: HashProvider,
): PreviousSet | undefined {
  const handle = tree.openRead(outputPath(BUILD_FILES.pack));
  try {
    const { stat } = handle;
    if (stat.size !== metadata.pack.size_bytes) return undefined;
    const source = packSourceOfHandle(handle);
    const pack = inspectPack(source);
    if (pack.placement === undefined || pack.log.list().some(({ severity }) => severity === 'error'))
      return undefined;
    const ofAsset = new Map(metadata.assets.map((asset) => [asset.asset_id, asset]));
    const held = new Map<number, HeldPayload>();
    for (const { wellFormed: entry } of pack.entries) {
      const about = entry === undefined ? undefined : ofAsset.get(entry.asset_id);
      if (entry === undefined || about === undefined) return undefined;
      held.set(entry.asset_id, { sha256: about.payload_sha256, entry, metadata: about });
    }
    const recorded = cache.outputs[BUILD_FILES.pack];
    const trusted =
      recorded !== undefined && recorded.sha256 === metadata.pack.sha256 && factsEqual(recorded, stat);
    return new PreviousSet({
      packSha256: metadata.pack.sha256,
      packStat: stat,
      metadataStat,
      trusted,
      vouched:
        (trusted || isRecordedTable([...held.values()], cache, hash)) &&
        isRecordedMetadata(bytes, metadataStat, cache, hash),
      payloadStart: pack.placement.payloadStart,
      headerBytes: source.readAt(pack.placement.headerStart, pack.placement.headerLength),
      held,
    });
  } finally {
    handle.close();
  }
}

/**
 * The digests of payloads say nothing of the header, and metadata and sizes of reused assets come from there
 * (asset-pack 2: equal effective inputs give equal bytes). A pack that is by its facts another file is asked by the
 * digest of its table, which `asset_table.json` mirrors.
 */
function isRecordedTable(held: readonly HeldPayload[], cache: Cache, hash: HashProvider): boolean {
  const recorded = cache.outputs[BUILD_FILES.assetTable]?.sha256;
  if (recorded === undefined) return false;
  return hash.sha256Hex(canonicalJsonBytes(held.map(({ entry }) => entry))) === recorded;
}

function isRecordedMetadata(bytes: Uint8Array, stat: FileStat, cache: Cache, hash: HashProvider): boolean {
  const recorded = cache.outputs[BUILD_FILES.assetTableMetadata];
  if (recorded === undefined) return false;
  return factsEqual(recorded, stat) || hash.sha256Hex(bytes) === recorded.sha256;
}

/** The set that was just written, without reading it again. Undefined where somebody removed it meanwhile. */
export function previousSetOf(
  tree: ReadTree,
  plan: PackPlan,
  packSha256: string,
  described: readonly AssetTableMetadataEntry[],
): PreviousSet | undefined {
  const packStat = tree.stat(outputPath(BUILD_FILES.pack));
  const metadataStat = tree.stat(outputPath(BUILD_FILES.assetTableMetadata));
  if (packStat?.size !== plan.fileSizeBytes || metadataStat === undefined) return undefined;
  const held = new Map<number, HeldPayload>();
  for (const [position, entry] of plan.header.asset_table.entries()) {
    const metadata = described[position];
    if (metadata?.asset_id !== entry.asset_id) return undefined;
    held.set(entry.asset_id, { sha256: metadata.payload_sha256, entry, metadata });
  }
  return new PreviousSet({
    packSha256,
    packStat,
    metadataStat,
    trusted: true,
    vouched: true,
    payloadStart: plan.payloadOffset,
    headerBytes: plan.headerBytes,
    held,
  });
}
