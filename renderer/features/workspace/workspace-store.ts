import { create } from 'zustand';
import type { TableSort } from '../../ui/table.tsx';
import type { StateFilter } from './asset-filter.ts';

/** View state of the Workspace: what is filtered, sorted, folded. Facts are in the project store. */
interface WorkspaceState {
  readonly query: string;
  readonly stateFilter: StateFilter;
  /** Folder below `assets/` that the table is limited to. */
  readonly folder: string | null;
  readonly sort: TableSort | null;
  readonly collapsed: ReadonlySet<string>;
  readonly treeActive: string | null;
  /** Zoom of the preview; null fits the tiles to the pane. */
  readonly zoom: number | null;
  readonly dialog: 'duplicate' | 'relocate' | 'quarantine-list' | null;
}

export const useWorkspace = create<WorkspaceState>(() => ({
  query: '',
  stateFilter: 'all',
  folder: null,
  sort: null,
  collapsed: new Set(),
  treeActive: null,
  zoom: null,
  dialog: null,
}));

export const setWorkspace: (part: Partial<WorkspaceState>) => void = (part) => useWorkspace.setState(part);
