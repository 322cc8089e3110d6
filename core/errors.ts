import { STUDIO_ERRORS, type StudioErrorCode } from '#schemas/errors/studio-errors.ts';
import type { ErrorDocument } from '#schemas/report/error.ts';

/** A broken precondition or an I/O failure, with its code and typed place (architecture "Errors"). */
export class StudioError extends Error {
  readonly code: StudioErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  /**
   * @param code one of the closed list
   * @param detail what and where, as a sentence; the catalogue's title when absent
   * @param data facts for programs, never absolute paths meant for a renderer
   */
  constructor(
    code: StudioErrorCode,
    detail?: string,
    data: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(detail ?? STUDIO_ERRORS[code].title, options);
    this.name = 'StudioError';
    this.code = code;
    this.data = data;
  }

  /** What a person does next. */
  get remedy(): string {
    return STUDIO_ERRORS[this.code].remedy;
  }

  /** The form in which hosts and the command line print it. */
  toDocument(): ErrorDocument {
    const document: ErrorDocument = { code: this.code, message: this.message, remedy: this.remedy };
    return Object.keys(this.data).length === 0 ? document : { ...document, data: { ...this.data } };
  }
}

/** Any thrown value as a `StudioError`; what is not one becomes `INTERNAL` with its cause. */
export function asStudioError(thrown: unknown): StudioError {
  if (thrown instanceof StudioError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError') return new StudioError('CANCELLED');
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new StudioError('INTERNAL', detail, {}, { cause: thrown });
}

/** For switches over closed unions: compiles only where every case is handled. */
export function assertNever(value: never): never {
  throw new StudioError('INTERNAL', `unexpected value ${JSON.stringify(value)}`);
}
