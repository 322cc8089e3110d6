import { create } from 'zustand';
import type { Reply } from '#schemas/contract/contract.ts';
import type { ErrorDocument } from '#schemas/report/error.ts';

export interface ShownError {
  /** What was being done, as the start of a sentence: “Opening the project”. */
  readonly doing: string;
  readonly error: ErrorDocument;
}

export const useErrors = create<{ readonly shown: ShownError | null }>(() => ({ shown: null }));

export function showError(doing: string, error: ErrorDocument): void {
  useErrors.setState({ shown: { doing, error } });
}

export function dismissError(): void {
  useErrors.setState({ shown: null });
}

/** The value of a reply; an error is shown and gives undefined. Cancelling is nobody's fault and is not shown. */
export async function ask<T>(doing: string, reply: Promise<Reply<T>>): Promise<T | undefined> {
  const answered = await reply;
  if (answered.ok) return answered.value;
  if (answered.error.code !== 'CANCELLED' && answered.error.code !== 'GESTURE_DECLINED')
    showError(doing, answered.error);
  return undefined;
}
