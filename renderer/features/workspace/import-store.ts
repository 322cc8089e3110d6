import { create } from 'zustand';
import type { CreateSuggestion } from '#schemas/contract/views.ts';

/** Files on their way into the project: sent, guessed at, then waiting for a person. */
export type ImportState =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'sending';
      readonly fileCount: number;
      readonly sentBytes: number;
      readonly totalBytes: number;
    }
  | {
      readonly phase: 'review';
      readonly fileCount: number;
      readonly suggestions: readonly CreateSuggestion[];
    };

export const useImport = create<{ readonly state: ImportState }>(() => ({ state: { phase: 'idle' } }));

export function setImport(state: ImportState): void {
  useImport.setState({ state });
}
