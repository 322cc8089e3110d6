import type { DiagnosticCode } from '#schemas/errors/codes.ts';

/** Why a WAV file cannot be used, without the name of its file. */
export interface WavFailure {
  readonly code: Extract<DiagnosticCode, `SOUND_${string}`>;
  readonly message: string;
  readonly byteOffset?: number;
}

/** Carries a failure out of the reader; never leaves `readWav` and `convertSamples`. */
export class WavError extends Error {
  readonly failure: WavFailure;

  constructor(code: WavFailure['code'], message: string, byteOffset?: number) {
    super(message);
    this.failure = { code, message, ...(byteOffset === undefined ? {} : { byteOffset }) };
  }
}
