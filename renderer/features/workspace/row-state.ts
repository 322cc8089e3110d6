import type { AssetRow } from '#schemas/report/assets.ts';
import type { StateKind } from '../../ui/state-icon.tsx';

const count = (n: number, word: string) => (n === 1 ? `1 ${word}` : `${n} ${word}s`);

/** State of a row as shape and word: broken before excluded before warnings. */
export function rowState(row: AssetRow): { readonly state: StateKind; readonly word: string } {
  const { error, warning } = row.counts;
  switch (row.state) {
    case 'broken':
      return { state: 'error', word: error > 0 ? count(error, 'error') : 'broken' };
    case 'excluded':
      return { state: 'excluded', word: error > 0 ? `excluded, ${count(error, 'error')}` : 'excluded' };
    case 'unregistered':
      return { state: 'unknown', word: 'unregistered' };
    case 'registered':
      if (error > 0) return { state: 'error', word: count(error, 'error') };
      return warning > 0
        ? { state: 'warning', word: count(warning, 'warning') }
        : { state: 'fine', word: 'fine' };
  }
}
