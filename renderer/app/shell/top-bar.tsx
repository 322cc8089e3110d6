import { PanelLeft, PanelRight, Play, RefreshCw, Search } from 'lucide-react';
import { Button, IconButton } from '../../ui/button.tsx';
import { runCommand, shortcutOf } from '../commands/registry.ts';
import { packUnavailable } from '../commands/availability.ts';
import { useHost } from '../state/host.ts';
import { useJobs } from '../state/jobs.ts';
import { useProject } from '../state/project.ts';
import { setOverlay, useView } from '../state/view.ts';
import { VIEWS } from '../views.ts';
import { ProjectSwitch } from './project-switch.tsx';

/** Title of the view, and what is always at hand: panes, palette, rescan, pack. */
export function TopBar(props: {
  readonly showsProject: boolean;
  readonly onList: (() => void) | undefined;
  readonly onDetails: (() => void) | undefined;
}) {
  const view = useView((state) => state.view);
  const hasProject = useProject((state) => state.project !== null);
  useProject((state) => state.status);
  useJobs((state) => state.jobs);
  useHost((state) => state.connection);
  const title = VIEWS.find((entry) => entry.id === view)?.title ?? '';
  return (
    <header className="pane__head topbar">
      {props.onList !== undefined && (
        <IconButton label="Show the list" icon={<PanelLeft size={16} />} onPress={props.onList} />
      )}
      {props.showsProject && <ProjectSwitch />}
      <h1 className={props.showsProject ? 'clip topbar__second' : 'clip'}>{title}</h1>
      <span className="grow" />
      <Button
        kind="quiet"
        icon={<Search size={14} />}
        title="Command palette"
        onPress={() => setOverlay('palette')}
      >
        <span className="hide-narrow">Commands</span> <kbd className="kbd">{shortcutOf('view.palette')}</kbd>
      </Button>
      {hasProject && (
        <>
          <IconButton
            label="Scan again"
            shortcut={shortcutOf('project.rescan') ?? ''}
            icon={<RefreshCw size={16} />}
            onPress={() => runCommand('project.rescan')}
          />
          <Button
            kind="primary"
            icon={<Play size={14} />}
            unavailable={packUnavailable()}
            title={shortcutOf('pack.start')}
            onPress={() => runCommand('pack.start')}
          >
            Pack
          </Button>
        </>
      )}
      {props.onDetails !== undefined && (
        <IconButton label="Show the details" icon={<PanelRight size={16} />} onPress={props.onDetails} />
      )}
    </header>
  );
}
