import { StudioError } from '#core/errors.ts';
import type { ReadTree } from '#core/ports/file-system.ts';
import type { HashProvider } from '#core/ports/digest.ts';
import type { TimeSlice } from '#core/ports/time-slice.ts';
import { listAssetInputs } from '#core/workspace/asset-inputs.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import { DECLARATION_FILE, projectPathOfFile } from '#core/workspace/workspace-paths.ts';
import type { AssetInputRecord, AssetTableMetadataEntry } from '#schemas/pack/companions.ts';
import type { AnalysedAsset } from './analyse-content.ts';
import { digestFrozen, type StreamedFile } from './frozen-read.ts';
import type { PreviousSet } from './previous-set.ts';

export interface DescribePorts {
  readonly tree: ReadTree;
  readonly hash: HashProvider;
  readonly slice: TimeSlice;
  readonly nowNs: () => bigint;
  readonly previous: PreviousSet | undefined;
}

/**
 * Tooling metadata of one packed asset (asset-pack 3): digests of `asset.json`, artifacts, palette files and declared
 * inputs. What the run has not hashed yet is hashed here.
 */
export async function describeAsset(
  analysed: AnalysedAsset,
  payloadSha256: string,
  scannedAtNs: bigint,
  ports: DescribePorts,
): Promise<AssetTableMetadataEntry> {
  const known = described.get(analysed);
  if (known !== undefined) return known;
  const entry = await describeAnew(analysed, payloadSha256, scannedAtNs, ports);
  if (analysed.outcome.kind === 'reused') described.set(analysed, entry);
  return entry;
}

/** What was said of reused assets, for as long as a running host finds them unchanged. */
const described = new WeakMap<AnalysedAsset, AssetTableMetadataEntry>();

async function describeAnew(
  analysed: AnalysedAsset,
  payloadSha256: string,
  scannedAtNs: bigint,
  ports: DescribePorts,
): Promise<AssetTableMetadataEntry> {
  const { asset, declaration, format, outcome } = analysed;
  const inputs: AssetInputRecord[] = [];
  for (const path of listAssetInputs(declaration, format))
    inputs.push(await digestInput(analysed, path, scannedAtNs, ports));
  const tiles =
    outcome.kind === 'encoded' ? outcome.tiles : ports.previous?.get(asset.entry.asset_id)?.metadata.tiles;
  return {
    asset_id: asset.entry.asset_id,
    asset_uuid: declaration.asset_uuid,
    root: asset.entry.root,
    format: format.format,
    ...(declaration.output.pipeline === undefined ? {} : { pipeline: declaration.output.pipeline }),
    inputs,
    payload_sha256: payloadSha256,
    ...(tiles === undefined || outcome.kind === 'copy' ? {} : { tiles: [...tiles] }),
  };
}

async function digestInput(
  analysed: AnalysedAsset,
  path: string,
  scannedAtNs: bigint,
  ports: DescribePorts,
): Promise<AssetInputRecord> {
  const { asset, digests } = analysed;
  const stat = asset.scanned?.files.get(path);
  if (stat === undefined)
    throw new StudioError('FILE_NOT_FOUND', `"${path}" is gone`, {
      asset_id: asset.entry.asset_id,
      file: path,
    });
  digests.known(path, stat);
  const seen = digests.of(path);
  if (seen !== undefined) return { path, sha256: seen.sha256, size_bytes: seen.size };
  if (path === DECLARATION_FILE && asset.scanned?.declaration.kind === 'ok') {
    // The bytes that were parsed are the ones that count, whatever stands in the file by now.
    const { bytes, stat: parsedStat } = asset.scanned.declaration.document;
    return { path, sha256: digests.observe(path, parsedStat, bytes, scannedAtNs), size_bytes: bytes.length };
  }
  const streamed = await digestNamed(asset, path, ports);
  return {
    path,
    sha256: digests.record(path, streamed.stat, streamed.sha256, streamed.observedAtNs),
    size_bytes: streamed.stat.size,
  };
}

/** A file that cannot be hashed is told with its asset, so that the run can make a finding of it. */
async function digestNamed(
  { entry }: RegisteredAsset,
  path: string,
  ports: DescribePorts,
): Promise<StreamedFile> {
  try {
    return await digestFrozen(ports.tree, projectPathOfFile(entry.root, path), ports);
  } catch (cause) {
    if (!(cause instanceof StudioError)) throw cause;
    const place = { ...cause.data, asset_id: entry.asset_id, file: path };
    throw new StudioError(cause.code, cause.message, place, { cause });
  }
}
