import { StudioError } from '#core/errors.ts';
import type { BankDiagnostic } from '#core/banks/bank-format.ts';
import type { RegisteredAsset } from '#core/workspace/snapshot.ts';
import { projectPathOfRoot } from '#core/workspace/workspace-paths.ts';

/** A file that could be seen but not read is a finding of its asset; anything else is a failure of the run. */
export function readFailure(asset: RegisteredAsset, error: unknown): BankDiagnostic | undefined {
  if (!(error instanceof StudioError)) return undefined;
  const named = typeof error.data['path'] === 'string' ? error.data['path'] : undefined;
  const prefix = `${projectPathOfRoot(asset.entry.root)}/`;
  const place = named?.startsWith(prefix) === true ? { file: named.slice(prefix.length) } : {};
  switch (error.code) {
    case 'FILE_CHANGED':
      return { code: 'INPUT_CHANGED_WHILE_PACKING', message: error.message, ...place };
    case 'FILE_NOT_FOUND':
      return { code: 'INPUT_MISSING', message: error.message, ...place };
    case 'FILE_NOT_REGULAR':
      return { code: 'INPUT_NOT_REGULAR', message: error.message, ...place };
    case 'IO_DENIED':
      return { code: 'INPUT_UNREADABLE', message: error.message, ...place };
    default:
      return undefined;
  }
}
