import { Button } from '../../ui/button.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { dismissSettingsNotice, useHost } from '../state/host.ts';
import { useProject, rescan } from '../state/project.ts';

/** What concerns the whole window: the host is gone, the project is read-only, watching was lost, settings set aside. */
export function Banners() {
  const connection = useHost((state) => state.connection);
  const notice = useHost((state) => state.settings?.notice ?? null);
  const project = useProject((state) => state.project);
  const watch = useProject((state) => state.status?.watch);
  return (
    <div className="shell__banners">
      {connection.state === 'gone' && (
        <div className="banner banner--gone" role="alert">
          <StateIcon state="tool" word={<strong>Host gone</strong>} />
          <span>{connection.reason} What you see is the last that was known; the studio keeps trying.</span>
        </div>
      )}
      {notice !== null && (
        <div className="banner" role="status">
          <StateIcon state="warning" word={<strong>Settings</strong>} />
          <span className="grow">{notice}</span>
          <Button small onPress={dismissSettingsNotice}>
            Understood
          </Button>
        </div>
      )}
      {project?.read_only === true && (
        <div className="banner" role="status">
          <StateIcon state="warning" word={<strong>Read-only</strong>} />
          <span>
            {project.read_only_reason ?? 'This project cannot be written.'} It can be listed, diagnosed and
            inspected.
          </span>
        </div>
      )}
      {watch?.state === 'lost' && project?.initialised === true && (
        <div className="banner" role="status">
          <StateIcon state="warning" word={<strong>Watching lost</strong>} />
          <span className="grow">{watch.reason ?? 'Changes on disk are not noticed.'}</span>
          <Button small onPress={() => void rescan()}>
            Scan again
          </Button>
        </div>
      )}
    </div>
  );
}
