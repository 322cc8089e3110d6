import type { BankFormat, EncodeResult, FrozenInputs } from '#core/banks/bank-format.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';

/** Where encoding happens: in this thread, or in a bounded pool of workers. Results never depend on which. */
export interface Encoder {
  /** How many assets are worth encoding at once. */
  readonly concurrency: number;
  /** @throws StudioError `CANCELLED` at once where `signal` is aborted and the work is on a worker */
  encode(
    format: BankFormat,
    declaration: AssetDeclaration,
    inputs: FrozenInputs,
    signal?: AbortSignal,
  ): Promise<EncodeResult>;
}

/** Encodes in the calling thread. */
export const inlineEncoder: Encoder = {
  concurrency: 1,
  encode(format, declaration, inputs) {
    if (format.produce.kind !== 'encode') return Promise.resolve({ ok: false, diagnostics: [] });
    return Promise.resolve(format.produce.encode(declaration, inputs));
  },
};
