import { describeUnsupportedFormat } from '#core/banks/registry.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { declarationPath } from '#core/workspace/workspace-paths.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { completeDiagnostic } from '../complete-diagnostic.ts';
import { NO_DIAGNOSTICS, type AssetRule } from '../rule.ts';

/** The only codec of version 1 (asset-pack 2). */
export const SUPPORTED_CODEC = 'NONE';

/** Type and format are a pair that can be packed, and the codec is one (asset-workspace 2 and 4). */
export const checkFormat: AssetRule = (asset) => {
  const { entry, scanned, bankFormat } = asset;
  if (scanned?.declaration.kind !== 'ok') return NO_DIAGNOSTICS;
  const { type, output } = scanned.declaration.document.value;
  if (bankFormat !== undefined && output.codec === SUPPORTED_CODEC) return NO_DIAGNOSTICS;
  const found: Diagnostic[] = [];
  if (bankFormat === undefined) {
    found.push(completeDiagnostic(describeUnsupportedFormat(type, output.format), asset));
  }
  if (output.codec !== SUPPORTED_CODEC) {
    found.push(
      makeDiagnostic('CODEC_UNSUPPORTED', {
        assetId: entry.asset_id,
        file: declarationPath(entry.root),
        pointer: '/output/codec',
        message: `The codec "${output.codec}" is not known.`,
        fixId: 'set-codec-none',
      }),
    );
  }
  return found;
};
