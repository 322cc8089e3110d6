import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { declarationPath } from '#core/workspace/workspace-paths.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { NO_DIAGNOSTICS, type AssetRule } from '../rule.ts';

/** The only codec of version 1 (asset-pack 2). */
export const SUPPORTED_CODEC = 'NONE';

/** Type and format are a pair that can be packed, and the codec is one (asset-workspace 2 and 4). */
export const checkFormat: AssetRule = ({ entry, scanned, bankFormat }) => {
  if (scanned?.declaration.kind !== 'ok') return NO_DIAGNOSTICS;
  const { type, output } = scanned.declaration.document.value;
  if (bankFormat !== undefined && output.codec === SUPPORTED_CODEC) return NO_DIAGNOSTICS;
  const place = { assetId: entry.asset_id, file: declarationPath(entry.root) };
  const found: Diagnostic[] = [];
  if (bankFormat === undefined) {
    const message = `The type "${type}" does not go with the format "${output.format}".`;
    found.push(makeDiagnostic('FORMAT_UNSUPPORTED', { ...place, pointer: '/output/format', message }));
  }
  if (output.codec !== SUPPORTED_CODEC) {
    const message = `The codec "${output.codec}" is not known.`;
    const fixId = 'set-codec-none';
    found.push(makeDiagnostic('CODEC_UNSUPPORTED', { ...place, pointer: '/output/codec', message, fixId }));
  }
  return found;
};
