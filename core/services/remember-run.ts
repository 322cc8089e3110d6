import { equalBytes } from '#core/bytes/equal.ts';
import { StudioError } from '#core/errors.ts';
import type { AnalysedAsset } from '#core/packer/analyse-content.ts';
import { OUTPUT_FILES, outputPath, type OutputFile } from '#core/packer/output-files.ts';
import { PACKER_VERSION } from '#core/packer/packer-version.ts';
import type { HashProvider } from '#core/ports/digest.ts';
import type { FileStat, WriteTree } from '#core/ports/file-system.ts';
import { computeBuildKey } from '#core/workspace/build-key.ts';
import { emptyCache, writeCache } from '#core/workspace/cache-document.ts';
import { factsOfStat } from '#core/workspace/file-facts.ts';
import type { WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import { CACHE_PATH } from '#core/workspace/workspace-paths.ts';
import type { Cache, CachedAsset, DigestedFile } from '#schemas/workspace/cache.ts';
import type { PackedRun } from './pack-run.ts';
import type { ProjectSession } from './project-session.ts';

const NO_CHANGES: PackedRun['changes'] = { changes: [], removed: [] };

/** What a run that packed, or found everything equal, leaves for the next one. */
export interface FinishedRun {
  readonly snapshot: WorkspaceSnapshot;
  readonly analysed: readonly AnalysedAsset[];
  readonly payloadDigests: ReadonlyMap<number, string>;
  readonly outputDigests: ReadonlyMap<OutputFile, string>;
  readonly result: PackedRun;
}

/**
 * Keeps facts and digests of a run, in this process and in `cache.json` (asset-workspace 6). Losing them costs time,
 * never a result.
 * @param later a running host: the cache is written when packing has been quiet for a while
 */
export function rememberRun(session: ProjectSession, run: FinishedRun, later: boolean): void {
  const { tree, packMemory, contentMemory, ports } = session;
  const assets: Record<string, CachedAsset> = {};
  for (const asset of run.analysed) {
    const assetId = asset.asset.entry.asset_id;
    const payloadSha256 = run.payloadDigests.get(assetId);
    const buildKey = buildKeyOf(asset, ports.hash);
    if (payloadSha256 === undefined || buildKey === undefined) continue;
    assets[String(assetId)] = cachedAsset(asset, buildKey, payloadSha256);
    contentMemory.settle(asset, buildKey, payloadSha256);
  }
  const outputs: Record<string, DigestedFile> = {};
  const outputStats = new Map<OutputFile, FileStat>();
  for (const file of OUTPUT_FILES) {
    const stat = tree.stat(outputPath(file));
    const sha256 = run.outputDigests.get(file);
    if (stat === undefined || sha256 === undefined) continue;
    outputStats.set(file, stat);
    outputs[file] = { ...factsOfStat(stat), sha256 };
  }
  const cache: Cache = { ...emptyCache(PACKER_VERSION), assets, outputs };
  const write = (): void => {
    storeCache(tree, cache, run.snapshot);
  };
  if (later) session.writeCacheLater(write);
  else write();
  session.replaceCache(cache);
  const { included } = run.result.counts;
  packMemory.remember(run.snapshot, outputStats, {
    ...run.result,
    status: 'unchanged',
    counts: { included, packed: 0, reused: included },
    tally: { filesHashed: 0, bytesHashed: 0 },
    changes: NO_CHANGES,
  });
}

/** Entries of assets that stay the same object from run to run. */
const cachedAssets = new WeakMap<AnalysedAsset, CachedAsset>();

function cachedAsset(asset: AnalysedAsset, buildKey: string, payloadSha256: string): CachedAsset {
  const known = cachedAssets.get(asset);
  if (known !== undefined) return known;
  const made = { files: asset.digests.toCache(), build_key: buildKey, payload_sha256: payloadSha256 };
  if (asset.digests.isSettled) cachedAssets.set(asset, made);
  return made;
}

/** The build key of what was packed; a copied asset has one only after it was read. */
function buildKeyOf(
  { outcome, declaration, format, digests }: AnalysedAsset,
  hash: HashProvider,
): string | undefined {
  if (outcome.kind === 'encoded' || outcome.kind === 'reused') return outcome.buildKey;
  const path = declaration.artifacts[0]?.file;
  const seen = path === undefined ? undefined : digests.of(path);
  if (path === undefined || seen === undefined) return undefined;
  return computeBuildKey({ declaration, format, digests: new Map([[path, seen.sha256]]), hash });
}

function storeCache(tree: WriteTree, cache: Cache, snapshot: WorkspaceSnapshot): void {
  try {
    const bytes = writeCache(
      cache,
      snapshot.assets.map(({ entry }) => entry.asset_id),
    );
    const stored =
      tree.stat(CACHE_PATH)?.size === bytes.length
        ? tree.readFile(CACHE_PATH, bytes.length).bytes
        : undefined;
    if (stored === undefined || !equalBytes(stored, bytes)) tree.replaceFile(CACHE_PATH, bytes);
  } catch (error) {
    // The pack stands; only the next run is slower.
    if (!(error instanceof StudioError)) throw error;
  }
}
