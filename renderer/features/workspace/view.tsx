import { useEffect } from 'react';
import { registerCommands } from '../../app/commands/registry.ts';
import type { ViewModule } from '../../app/views.ts';
import { ASSET_COMMANDS } from './asset-commands.tsx';
import { AssetTreePane } from './asset-list.tsx';
import { AssetTablePane } from './asset-table.tsx';

function WorkspaceMain() {
  useEffect(() => registerCommands(ASSET_COMMANDS), []);
  return <AssetTablePane />;
}

export default { Main: WorkspaceMain, List: AssetTreePane } satisfies ViewModule;
