import type { PlanEntry, PlanResult } from '#core/pack-format/layout-plan.ts';
import { planPack } from '#core/pack-format/layout-plan.ts';
import { mergeHeaderMetadata } from '#core/workspace/header-metadata.ts';
import { planPreloadOfSnapshot } from '#core/workspace/preload-plan.ts';
import type { WorkspaceSnapshot } from '#core/workspace/snapshot.ts';
import { StudioError } from '#core/errors.ts';
import type { AnalysedAsset } from './analyse-content.ts';
import type { PreviousSet } from './previous-set.ts';

/** Lays out the pack of a build set whose gate has passed: every size is known, no payload is written yet. */
export function planBuild(
  snapshot: WorkspaceSnapshot,
  assets: readonly AnalysedAsset[],
  previous: PreviousSet | undefined,
): PlanResult {
  const preload = planPreloadOfSnapshot(snapshot).assignments.map(({ assetId, slot }) => ({
    asset_id: assetId,
    slot,
  }));
  return planPack(
    assets.map((analysed) => planEntry(analysed, previous)),
    preload,
  );
}

function planEntry(
  { asset, declaration, format, outcome }: AnalysedAsset,
  previous: PreviousSet | undefined,
): PlanEntry {
  const assetId = asset.entry.asset_id;
  const named = { assetId, assetName: declaration.name, bankType: format.bankType };
  switch (outcome.kind) {
    case 'reused': {
      const held = previous?.get(assetId);
      if (held === undefined) throw new StudioError('INTERNAL', `nothing to reuse for asset ${assetId}`);
      const { size, decoded_size, metadata } = held.entry;
      return { ...named, sizeBytes: size, decodedSizeBytes: decoded_size, metadata };
    }
    case 'encoded':
      return {
        ...named,
        sizeBytes: outcome.stored?.sizeBytes ?? 0,
        decodedSizeBytes: outcome.decodedSize,
        metadata: mergeHeaderMetadata(declaration, format, outcome.metadata),
      };
    case 'copy':
      return {
        ...named,
        sizeBytes: outcome.stat.size,
        decodedSizeBytes: outcome.decodedSize,
        metadata: mergeHeaderMetadata(declaration, format, {}),
      };
    case 'failed':
      throw new StudioError('INTERNAL', `asset ${assetId} has no payload`);
  }
}
