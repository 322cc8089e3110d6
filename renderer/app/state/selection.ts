import { create } from 'zustand';
import type { AssetRow } from '#schemas/report/assets.ts';
import { showView } from './view.ts';

/** Key of a row: `id:12` for registered assets, `root:art/hero` for unregistered ones. */
export type AssetKey = string;

export function assetKey(row: Pick<AssetRow, 'asset_id' | 'root'>): AssetKey {
  return row.asset_id === null ? `root:${row.root}` : `id:${row.asset_id}`;
}

/** What is selected among the assets, the same in every view that shows them. */
interface SelectionState {
  readonly selected: ReadonlySet<AssetKey>;
  readonly active: AssetKey | null;
}

export const useSelection = create<SelectionState>(() => ({ selected: new Set(), active: null }));

export function selectAssets(selected: ReadonlySet<AssetKey>, active: AssetKey | null): void {
  useSelection.setState({ selected, active });
}

/** Selects an asset and shows the Workspace view. */
export function revealAsset(key: AssetKey): void {
  selectAssets(new Set([key]), key);
  showView('workspace');
}
