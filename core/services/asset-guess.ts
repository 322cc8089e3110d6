import type { CreateOptions } from '#schemas/contract/actions.ts';
import type { AssetType } from '#schemas/scalars.ts';
import type { OfferedFile } from './source-facts.ts';

/** What files are taken for, before they have a name and a place. */
export interface Guess {
  readonly type: AssetType;
  readonly files: readonly OfferedFile[];
  readonly options: CreateOptions;
  readonly reason: string;
  readonly concerns: readonly string[];
}
