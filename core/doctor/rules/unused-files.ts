import { listDeclaredPaths } from '#core/workspace/asset-inputs.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { DECLARATION_FILE, projectPathOfFile } from '#core/workspace/workspace-paths.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { NO_DIAGNOSTICS, type AssetRule } from '../rule.ts';

/** From this size on an unused file is a warning: it is rarely a note and often a forgotten source (4 MiB). */
export const LARGE_UNUSED_BYTES = 4 * 1024 * 1024;

/** Files of an asset root that its declaration does not name (asset-workspace 4, advisory). */
export const checkUnusedFiles: AssetRule = ({ entry, scanned, bankFormat }) => {
  if (scanned?.declaration.kind !== 'ok' || scanned.files.size <= 1) return NO_DIAGNOSTICS;
  const used = new Set([DECLARATION_FILE]);
  for (const { path } of listDeclaredPaths(scanned.declaration.document.value, bankFormat)) used.add(path);
  let found: Diagnostic[] | undefined;
  for (const [path, stat] of scanned.files) {
    if (used.has(path)) continue;
    const isLarge = stat.kind === 'file' && stat.size >= LARGE_UNUSED_BYTES;
    found ??= [];
    found.push(
      makeDiagnostic(isLarge ? 'FILE_UNUSED_LARGE' : 'FILE_UNUSED', {
        assetId: entry.asset_id,
        file: projectPathOfFile(entry.root, path),
        message: isLarge ? `"${path}" has ${stat.size} bytes and is not used.` : `"${path}" is not used.`,
      }),
    );
  }
  return found ?? NO_DIAGNOSTICS;
};
