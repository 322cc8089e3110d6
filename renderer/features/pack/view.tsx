import { Package } from 'lucide-react';
import { useEffect } from 'react';
import { registerCommands } from '../../app/commands/registry.ts';
import { useProject } from '../../app/state/project.ts';
import { showView } from '../../app/state/view.ts';
import type { ViewModule } from '../../app/views.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { BootPane } from './boot-pane.tsx';
import { ChangeTable } from './change-table.tsx';
import { BlockingPane, GatePane } from './gate-pane.tsx';
import { PACK_COMMANDS } from './pack-commands.ts';
import './pack.css';
import { PackHead } from './pack-head.tsx';

function PackMain() {
  const status = useProject((state) => state.status);
  const initialised = useProject((state) => state.assets?.initialised);
  useEffect(() => registerCommands(PACK_COMMANDS), []);
  if (initialised === false)
    return (
      <EmptyState
        icon={Package}
        title="This folder is no project yet"
        actions={
          <Button kind="primary" onPress={() => showView('workspace')}>
            Go to the Workspace
          </Button>
        }
      >
        Initialise it in the Workspace; then it can be packed here.
      </EmptyState>
    );
  if (status === null) return <div className="pane__body" aria-busy="true" />;
  return (
    <div
      className="pane__body pane__body--scroll pack-view"
      role="region"
      aria-label="Pack of the project"
      tabIndex={0}
    >
      <PackHead status={status} />
      <div className="pack-columns">
        <div className="pack-columns__main">
          <BlockingPane />
          <ChangeTable report={status.last_report} />
        </div>
        <div className="pack-columns__side">
          <GatePane status={status} />
          <BootPane />
        </div>
      </div>
    </div>
  );
}

export default { Main: PackMain } satisfies ViewModule;
