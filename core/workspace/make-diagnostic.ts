import type { Diagnostic, PixelPlace } from '#schemas/report/diagnostic.ts';
import { describeDiagnostic, type DiagnosticCode, type FixId } from '#schemas/errors/codes.ts';

/** Where a diagnostic is and what it says beyond its catalogue entry. */
export interface DiagnosticDetail {
  readonly message: string;
  readonly assetId?: number | undefined;
  /** POSIX path relative to the project folder. */
  readonly file?: string | undefined;
  /** JSON Pointer into `file`. */
  readonly pointer?: string | undefined;
  readonly pixel?: PixelPlace | undefined;
  readonly byteOffset?: number | undefined;
  /** A remedy better than the catalogue's. */
  readonly remedy?: string | undefined;
  /** Only where the fix applies in this very case. */
  readonly fixId?: FixId | undefined;
}

/** A diagnostic with severity and remedy from the catalogue (asset-workspace 4). */
export function makeDiagnostic(code: DiagnosticCode, detail: DiagnosticDetail): Diagnostic {
  const entry = describeDiagnostic(code);
  return {
    code,
    severity: entry.severity,
    ...(detail.assetId === undefined ? {} : { asset_id: detail.assetId }),
    ...(detail.file === undefined ? {} : { file: detail.file }),
    ...(detail.pointer === undefined ? {} : { pointer: detail.pointer }),
    ...(detail.pixel === undefined ? {} : { pixel: detail.pixel }),
    ...(detail.byteOffset === undefined ? {} : { byte_offset: detail.byteOffset }),
    message: detail.message,
    remedy: detail.remedy ?? entry.remedy,
    ...(detail.fixId === undefined ? {} : { fix_id: detail.fixId }),
  };
}

/** A name from a file inside a sentence: quoted, so that its end can be seen. Output adapters escape it (H11). */
export function quoted(name: string): string {
  return `"${name}"`;
}
