import { Archive, Folder, FolderOpen } from 'lucide-react';
import { useMemo } from 'react';
import { useProject } from '../../app/state/project.ts';
import { assetKey, selectAssets, useSelection } from '../../app/state/selection.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { TreeGrid } from '../../ui/tree-grid.tsx';
import { isBelow } from './asset-filter.ts';
import { buildAssetTree, type AssetTreeData } from './asset-tree.ts';
import { rowState } from './row-state.ts';
import { setWorkspace, useWorkspace } from './workspace-store.ts';
import './workspace.css';

/** The folders of `assets/`: pressing a folder, or Enter on it, limits the table to it; moving over it does not. */
export function AssetTreePane() {
  const assets = useProject((state) => state.assets);
  const collapsed = useWorkspace((state) => state.collapsed);
  const treeActive = useWorkspace((state) => state.treeActive);
  const folder = useWorkspace((state) => state.folder);
  const selected = useSelection((state) => state.active);
  const tree = useMemo(() => buildAssetTree(assets?.assets ?? []), [assets]);
  const choose = (key: string, data: AssetTreeData, by: 'key' | 'pointer') => {
    if (data.kind === 'folder')
      return setWorkspace({ treeActive: key, ...(by === 'pointer' ? { folder: data.path } : {}) });
    setWorkspace({ treeActive: key, ...(isBelow(data.row.root, folder) ? {} : { folder: null }) });
    selectAssets(new Set([assetKey(data.row)]), assetKey(data.row));
  };
  const activate = (_key: string, data: AssetTreeData) => {
    if (data.kind === 'folder') setWorkspace({ folder: data.path === folder ? null : data.path });
    else document.querySelector<HTMLElement>('[data-pane=details]')?.focus();
  };
  return (
    <>
      <div className="grow asset-tree">
        <TreeGrid
          label="Folders and assets"
          roots={tree}
          collapsed={collapsed}
          onCollapse={(next) => setWorkspace({ collapsed: next })}
          active={treeActive?.startsWith('dir:') === true ? treeActive : selected}
          onSelect={choose}
          onActivate={activate}
          activatesBranches
          name={(data, open) => <TreeName data={data} open={open} />}
          end={(data) => <TreeEnd data={data} />}
          empty={<EmptyState title="assets/ is empty">Drop files to make the first asset.</EmptyState>}
        />
      </div>
      {assets !== null && assets.quarantine.length > 0 && (
        <div className="asset-tree__foot">
          <Button
            kind="quiet"
            icon={<Archive size={14} />}
            onPress={() => setWorkspace({ dialog: 'quarantine-list' })}
          >
            Quarantine ({assets.quarantine.length})…
          </Button>
        </div>
      )}
    </>
  );
}

function TreeName({ data, open }: { readonly data: AssetTreeData; readonly open: boolean | undefined }) {
  if (data.kind === 'asset')
    return (
      <Name
        text={data.name}
        className={data.row.state === 'excluded' || data.row.state === 'unregistered' ? 'clip faint' : 'clip'}
      />
    );
  const Icon = open === true ? FolderOpen : Folder;
  return (
    <>
      <Icon size={14} aria-hidden="true" className="faint" />
      <Name text={data.name} className="clip" />
    </>
  );
}

function TreeEnd({ data }: { readonly data: AssetTreeData }) {
  if (data.kind === 'asset') {
    const { state, word } = rowState(data.row);
    return <StateIcon state={state} word={word} iconOnly size={12} />;
  }
  if (data.errors > 0)
    return <StateIcon state="error" word={`${data.errors} errors below`} iconOnly size={12} />;
  if (data.warnings > 0)
    return <StateIcon state="warning" word={`${data.warnings} warnings below`} iconOnly size={12} />;
  return <span className="faint">{data.assets}</span>;
}
