import { planPreloadOfSnapshot } from '#core/workspace/preload-plan.ts';
import { isJsonObject } from '#core/json/json-value.ts';
import { GLYPH } from '#core/pack-format/layout.ts';
import type { AnalysedAsset } from '#core/packer/analyse-content.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import { BANK_TYPES } from '#schemas/scalars.ts';
import type { BankLane, BankOccupant } from '#schemas/contract/views.ts';
import type { PackedFacts } from './asset-views.ts';
import type { WorkspaceState } from './examine-workspace.ts';

/** The sixteen slots of each bank type as a pack of this workspace would fill them, and what loads on demand. */
export function listBankLanes(
  state: WorkspaceState,
  packed: ReadonlyMap<number, PackedFacts>,
): readonly BankLane[] {
  const plan = planPreloadOfSnapshot(state.snapshot);
  const assigned = new Map(plan.assignments.map((assignment) => [assignment.assetId, assignment]));
  const failing = new Set(
    state.diagnostics.filter(({ severity }) => severity === 'error').map(({ asset_id: assetId }) => assetId),
  );
  const occupants = state.snapshot.assets.flatMap(
    (asset): readonly (BankOccupant & { readonly bankType: BankLane['bank_type'] })[] => {
      const { entry, bankFormat, scanned } = asset;
      if (!entry.included_in_build || bankFormat === undefined || scanned?.declaration.kind !== 'ok')
        return [];
      const assignment = assigned.get(entry.asset_id);
      const content = state.contents.get(entry.asset_id);
      return [
        {
          bankType: bankFormat.bankType,
          asset_id: entry.asset_id,
          name: scanned.declaration.document.value.name,
          address: asset.address,
          format: bankFormat.format,
          slot: assignment?.slot ?? null,
          slot_declared: assignment?.explicit ?? false,
          resident_bytes: residentBytes(content, packed.get(entry.asset_id)),
          ...gauges(asset, content),
          has_errors: failing.has(entry.asset_id),
        },
      ];
    },
  );
  return BANK_TYPES.map((bankType) => {
    const lane = occupants.filter((occupant) => occupant.bankType === bankType);
    return {
      bank_type: bankType,
      occupants: lane.map(({ bankType: _, ...occupant }) => occupant),
      preloaded_bytes: lane.reduce(
        (sum, { slot, resident_bytes: bytes }) => sum + (slot === null ? 0 : (bytes ?? 0)),
        0,
      ),
      overflow: plan.overflows
        .filter((overflow) => overflow.bankType === bankType)
        .map(({ assetId }) => assetId),
    };
  });
}

function residentBytes(content: AnalysedAsset | undefined, packed: PackedFacts | undefined): number | null {
  if (content === undefined) return packed?.decodedSize ?? null;
  switch (content.outcome.kind) {
    case 'encoded':
    case 'copy':
      return content.outcome.decodedSize;
    case 'reused':
      return content.outcome.encoded?.decodedSize ?? packed?.decodedSize ?? null;
    case 'failed':
      return null;
  }
}

function gauges(
  asset: RegisteredAsset,
  content: AnalysedAsset | undefined,
): Pick<BankOccupant, 'tiles' | 'palettes' | 'samples'> {
  const declaration =
    asset.scanned?.declaration.kind === 'ok' ? asset.scanned.declaration.document.value : undefined;
  const outcome = content?.outcome;
  const encoded =
    outcome?.kind === 'encoded' ? outcome : outcome?.kind === 'reused' ? outcome.encoded : undefined;
  if (asset.bankFormat?.format === 'GLYPH/indexed_v1') {
    const size = declaration?.output.metadata?.['tile_size'];
    const perRow = typeof size === 'number' && size > 0 ? GLYPH.sheetSide / size : 0;
    const tiles = encoded?.tiles?.length ?? declaration?.artifacts.length ?? 0;
    const authored =
      encoded === undefined
        ? declaredPalettes(declaration?.output.pipeline)
        : encoded.metadata['palette_authored'];
    return {
      tiles: { used: tiles, capacity: Math.floor(perRow) ** 2 },
      palettes: { used: typeof authored === 'number' ? authored : 0, capacity: GLYPH.paletteCount },
      samples: null,
    };
  }
  const isSoundBank = asset.bankFormat?.format === 'SOUNDS/pcm16le_v1';
  return { tiles: null, palettes: null, samples: isSoundBank ? (declaration?.artifacts.length ?? 0) : null };
}

function declaredPalettes(pipeline: unknown): number {
  const palettes = isJsonObject(pipeline) ? pipeline['palettes'] : undefined;
  return Array.isArray(palettes) ? palettes.length : 0;
}
