import type { BankDiagnostic } from '#core/banks/bank-format.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import { DECLARATION_FILE, projectPathOfFile } from '#core/workspace/workspace-paths.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';

/** What a bank found, with asset, project-relative file, severity and remedy (asset-workspace 4). */
export function completeDiagnostic(
  found: BankDiagnostic,
  { entry }: Pick<RegisteredAsset, 'entry'>,
): Diagnostic {
  return makeDiagnostic(found.code, {
    assetId: entry.asset_id,
    file: projectPathOfFile(entry.root, found.file ?? DECLARATION_FILE),
    pointer: found.pointer,
    pixel: found.pixel,
    byteOffset: found.byteOffset,
    message: found.message,
    remedy: found.remedy,
    fixId: found.fixId,
  });
}
