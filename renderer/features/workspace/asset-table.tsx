import { FilePlus2, Package, SearchX, X } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { AssetRow } from '#schemas/report/assets.ts';
import { runAction } from '../../app/state/actions.ts';
import { useProject } from '../../app/state/project.ts';
import { assetKey, selectAssets, useSelection } from '../../app/state/selection.ts';
import { setDrawer } from '../../app/state/view.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField, Select } from '../../ui/fields.tsx';
import { MenuAt, type MenuPlace } from '../../ui/menu.tsx';
import { Name } from '../../ui/name.tsx';
import { Table } from '../../ui/table.tsx';
import { ASSET_COLUMNS } from './asset-columns.tsx';
import { filterAssets, type StateFilter } from './asset-filter.ts';
import { assetMenuItems } from './asset-commands.tsx';
import { chooseFilesToAdd } from './import-files.ts';
import { setWorkspace, useWorkspace } from './workspace-store.ts';

const STATES: readonly { readonly value: StateFilter; readonly title: string }[] = [
  { value: 'all', title: 'All states' },
  { value: 'problems', title: 'With problems' },
  { value: 'registered', title: 'Registered' },
  { value: 'broken', title: 'Broken' },
  { value: 'excluded', title: 'Excluded' },
  { value: 'unregistered', title: 'Unregistered' },
];

/** The flat table of all assets with its filter: picture 1 of visual.md. */
export function AssetTablePane() {
  const assets = useProject((state) => state.assets);
  const project = useProject((state) => state.project);
  const { query, stateFilter, folder, sort } = useWorkspace();
  const { selected, active } = useSelection();
  const table = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<MenuPlace>();
  const rows = useMemo(
    () => filterAssets(assets?.assets ?? [], query, stateFilter, folder),
    [assets, query, stateFilter, folder],
  );
  if (assets === null) return <div className="pane__body" aria-busy="true" />;
  if (!assets.initialised)
    return (
      <EmptyState
        icon={Package}
        title="This folder is no project yet"
        actions={
          <Button
            kind="primary"
            unavailable={project?.read_only === true ? 'The folder is read-only.' : undefined}
            onPress={() => void runAction({ kind: 'init_workspace' }, 'always')}
            autoFocus
          >
            Initialise the project…
          </Button>
        }
      >
        Initialising writes assets/.prometeu/index.json, the registry of what is packed. Nothing else is
        touched.
      </EmptyState>
    );
  return (
    <>
      <div className="asset-bar">
        <SearchField
          label="Filter assets"
          value={query}
          onChange={(value) => setWorkspace({ query: value })}
          onLeave={() => table.current?.focus()}
        />
        {folder !== null && (
          <span className="asset-bar__crumb">
            <Name text={folder} className="clip small" />
            <IconButton
              small
              label="Show all folders"
              icon={<X size={12} />}
              onPress={() => setWorkspace({ folder: null, treeActive: null })}
            />
          </span>
        )}
        <Select
          label="State"
          hideLabel
          value={stateFilter}
          options={STATES}
          onChange={(value) => setWorkspace({ stateFilter: value })}
        />
        <span className="grow" />
        <span className="faint small">
          {rows.length === assets.assets.length ? rows.length : `${rows.length} of ${assets.assets.length}`}
        </span>
        <AddFilesButton />
      </div>
      <div className="asset-table">
        <Table<AssetRow>
          ref={table}
          label="Assets"
          rows={rows}
          rowKey={assetKey}
          columns={ASSET_COLUMNS}
          sort={sort}
          onSort={(next) => setWorkspace({ sort: next })}
          selected={selected}
          active={active}
          onSelect={(keys, key) => {
            selectAssets(keys, key);
            setWorkspace({ treeActive: null });
          }}
          onActivate={openDetails}
          onMenu={(_row, x, y) => setMenu({ x, y })}
          empty={assets.assets.length === 0 ? <NothingYet /> : <NothingFound />}
        />
      </div>
      {menu !== undefined && (
        <MenuAt label="Asset" items={assetMenuItems()} at={menu} onClose={() => setMenu(undefined)} />
      )}
    </>
  );
}

function openDetails(): void {
  setDrawer('details');
  setTimeout(() => document.querySelector<HTMLElement>('[data-pane=details]')?.focus());
}

function AddFilesButton() {
  const readOnly = useProject((state) => state.project?.read_only === true);
  return (
    <Button
      icon={<FilePlus2 size={14} />}
      unavailable={readOnly ? 'The project is read-only.' : undefined}
      onPress={chooseFilesToAdd}
    >
      Add files…
    </Button>
  );
}

function NothingYet() {
  return (
    <EmptyState icon={Package} title="No assets yet" actions={<AddFilesButton />}>
      Drop PNG and WAV files anywhere in this window, and the studio suggests what to make of them.
    </EmptyState>
  );
}

function NothingFound() {
  return (
    <EmptyState
      icon={SearchX}
      title="Nothing matches"
      actions={
        <Button
          onPress={() => setWorkspace({ query: '', stateFilter: 'all', folder: null, treeActive: null })}
        >
          Show everything
        </Button>
      }
    >
      No asset fits this filter.
    </EmptyState>
  );
}
