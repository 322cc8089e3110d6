import type { BankDiagnostic } from '#core/banks/bank-format.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { DECLARATION_FILE, projectPathOfFile } from '#core/workspace/workspace-paths.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';

/** Identity of the asset that a bank looked at. */
export interface DiagnosedAsset {
  readonly assetId: number;
  /** Root relative to `assets/`. */
  readonly root: string;
}

/** What a bank found, with asset, project-relative file, severity and remedy (asset-workspace 4). */
export function completeDiagnostic(found: BankDiagnostic, asset: DiagnosedAsset): Diagnostic {
  return makeDiagnostic(found.code, {
    assetId: asset.assetId,
    file: projectPathOfFile(asset.root, found.file ?? DECLARATION_FILE),
    pointer: found.pointer,
    pixel: found.pixel,
    byteOffset: found.byteOffset,
    message: found.message,
    remedy: found.remedy,
    fixId: found.fixId,
  });
}
