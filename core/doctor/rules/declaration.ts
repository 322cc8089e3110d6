import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { declarationPath } from '#core/workspace/workspace-paths.ts';
import { NO_DIAGNOSTICS, type AssetRule } from '../rule.ts';

/** `asset.json` missing, invalid or newer, and what its bytes tell besides (asset-workspace 4). */
export const checkDeclaration: AssetRule = ({ entry, scanned }) => {
  if (scanned === undefined) return NO_DIAGNOSTICS;
  const { declaration } = scanned;
  if (declaration.kind === 'missing') {
    const file = declarationPath(entry.root);
    return [
      makeDiagnostic('DECLARATION_MISSING', {
        assetId: entry.asset_id,
        file,
        message: `There is no "${file}".`,
      }),
    ];
  }
  if (declaration.diagnostics.length === 0) return NO_DIAGNOSTICS;
  return declaration.diagnostics.map((diagnostic) => ({ ...diagnostic, asset_id: entry.asset_id }));
};
