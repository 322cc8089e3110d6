import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { declarationPath } from '#core/workspace/workspace-paths.ts';
import { NO_DIAGNOSTICS, type AssetRule } from '../rule.ts';

/** An excluded asset never enters the pack, so its wish to be preloaded comes to nothing (asset-workspace 4). */
export const checkExcludedPreloaded: AssetRule = ({ entry, scanned }) => {
  if (entry.included_in_build || scanned?.declaration.kind !== 'ok') return NO_DIAGNOSTICS;
  if (!scanned.declaration.document.value.preload.enabled) return NO_DIAGNOSTICS;
  return [
    makeDiagnostic('EXCLUDED_PRELOADED', {
      assetId: entry.asset_id,
      file: declarationPath(entry.root),
      pointer: '/preload/enabled',
      message: 'The asset asks for preload and is excluded from the build.',
      fixId: 'disable-preload',
    }),
  ];
};
