import { useEffect } from 'react';
import { registerCommands } from '../../app/commands/registry.ts';
import type { ViewModule } from '../../app/views.ts';
import { ASSET_COMMANDS } from './asset-commands.tsx';
import { AssetTreePane } from './asset-list.tsx';
import { AssetTablePane } from './asset-table.tsx';
import { DetailsPane } from './details-pane.tsx';
import { QuarantineDialog } from './quarantine-dialog.tsx';
import { RootDialog } from './root-dialog.tsx';
import { useWorkspace } from './workspace-store.ts';

function WorkspaceMain() {
  const dialog = useWorkspace((state) => state.dialog);
  useEffect(() => registerCommands(ASSET_COMMANDS), []);
  return (
    <>
      <AssetTablePane />
      {(dialog === 'duplicate' || dialog === 'relocate') && <RootDialog kind={dialog} />}
      {dialog === 'quarantine-list' && <QuarantineDialog />}
    </>
  );
}

export default {
  Main: WorkspaceMain,
  List: AssetTreePane,
  Details: DetailsPane,
  detailsTitle: 'Details of the asset',
} satisfies ViewModule;
