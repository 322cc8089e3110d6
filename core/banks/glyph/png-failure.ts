import type { PixelPlace } from '#schemas/report/diagnostic.ts';

/** Why an image cannot be used, without the name of its file. */
export interface PngFailure {
  readonly code: 'PNG_UNREADABLE' | 'GLYPH_IMAGE_TOO_LARGE';
  readonly message: string;
  readonly byteOffset?: number;
  readonly pixel?: PixelPlace;
}

/** Carries a failure out of the reader; never leaves `readPngImage`. */
export class PngError extends Error {
  readonly failure: PngFailure;

  constructor(failure: PngFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** A damaged or foreign file. */
export function unreadable(message: string, byteOffset?: number): PngError {
  return new PngError({
    code: 'PNG_UNREADABLE',
    message,
    ...(byteOffset === undefined ? {} : { byteOffset }),
  });
}
