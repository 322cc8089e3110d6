import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import type { DiagnosticCode } from '#schemas/errors/codes.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';

/** Errors that say nothing about the files of an asset: its content is worth a look all the same. */
const CONTENT_IS_READABLE: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'PRELOAD_SLOT_CONFLICT',
  'PRELOAD_OVERFLOW',
  'METADATA_COLLISION',
  'METADATA_NUMBER',
  'CODEC_UNSUPPORTED',
  'DUPLICATE_ASSET_ID',
  'DUPLICATE_ASSET_UUID',
  'DUPLICATE_ROOT',
  'IDENTITY_MISMATCH',
  'OWNERSHIP_AMBIGUOUS',
]);

/** Assets whose content can be looked at: none of their structural errors stands in the way. */
export function selectSoundAssets(
  assets: readonly RegisteredAsset[],
  structural: readonly Diagnostic[],
): readonly RegisteredAsset[] {
  const unsound = new Set<number>();
  for (const { severity, code, asset_id } of structural) {
    if (severity === 'error' && asset_id !== undefined && !CONTENT_IS_READABLE.has(code))
      unsound.add(asset_id);
  }
  return assets.filter(({ entry, scanned, bankFormat }) => {
    return !unsound.has(entry.asset_id) && scanned?.declaration.kind === 'ok' && bankFormat !== undefined;
  });
}
