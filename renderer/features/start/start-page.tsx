import { FolderOpen, Keyboard, Lightbulb, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RecentProject } from '#schemas/contract/views.ts';
import { chooseProject } from '../../app/commands/choose-project.ts';
import { shortcutOf } from '../../app/commands/registry.ts';
import { ask } from '../../app/state/errors.ts';
import { useHost } from '../../app/state/host.ts';
import { openExample, openFolder, useProject } from '../../app/state/project.ts';
import { setOverlay } from '../../app/state/view.ts';
import { client } from '../../app/studio.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Name } from '../../ui/name.tsx';
import { Moment } from '../../ui/time-text.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { Mark } from './mark.tsx';
import './start.css';

/** What stands there before a project is open: a folder, the example, recent projects. */
export function StartPage() {
  const exampleAvailable = useHost((state) => state.info?.example_available === true);
  const version = useHost((state) => state.info?.app_version);
  const opening = useProject((state) => state.opening);
  const [recent, setRecent] = useState<readonly RecentProject[]>([]);
  const load = () =>
    void client()
      .listRecentProjects({})
      .then((listed) => setRecent(listed.ok ? listed.value.projects : []));
  useEffect(load, []);
  const forget = async (folder: string) => {
    await ask('Forgetting the project', client().forgetRecentProject({ folder }));
    load();
  };
  return (
    <main className="pane pane--main start" aria-label="Start" aria-busy={opening}>
      <div className="start__inner">
        <div className="start__head">
          <Mark />
          <div>
            <h1>Pack Studio</h1>
            <p className="quiet">Drop art and sound, see what fits, get one deterministic assets.pa.</p>
          </div>
        </div>
        <div className="start__choices">
          <button type="button" className="start__choice" autoFocus onClick={() => void chooseProject()}>
            <FolderOpen size={20} aria-hidden="true" />
            <span>
              <strong>Open a folder</strong>
              <span className="small quiet">A project is any folder; its assets live in assets/.</span>
            </span>
          </button>
          {exampleAvailable && (
            <button type="button" className="start__choice" onClick={() => void openExample()}>
              <Lightbulb size={20} aria-hidden="true" />
              <span>
                <strong>Open the example</strong>
                <span className="small quiet">Lantern Cave: small, complete, and it packs.</span>
              </span>
            </button>
          )}
        </div>
        <section className="stack">
          <h2>Recent projects</h2>
          {recent.length === 0 ? (
            <p className="quiet">Projects that you open are listed here.</p>
          ) : (
            <ul className="start__recent">
              {recent.map((project) => (
                <li key={project.folder}>
                  <button
                    type="button"
                    className="start__project"
                    disabled={!project.exists}
                    onClick={() => void openFolder(project.folder)}
                  >
                    <strong className="clip">
                      <Name text={project.name} />{' '}
                      {!project.exists && <Badge tone="warning">not there any more</Badge>}
                    </strong>
                    <span className="faint small">
                      <Moment atMs={project.opened_ms} />
                    </span>
                    <span className="faint small clip">
                      <Name text={project.location} />
                    </span>
                  </button>
                  <IconButton
                    small
                    label={`Forget ${visibleName(project.name)}`}
                    icon={<X size={14} />}
                    onPress={() => void forget(project.folder)}
                  />
                </li>
              ))}
            </ul>
          )}
        </section>
        <div className="row-flex wrap">
          <Button kind="quiet" icon={<Keyboard size={14} />} onPress={() => setOverlay('keyboard-help')}>
            Keyboard help <kbd className="kbd">{shortcutOf('help.keyboard')}</kbd>
          </Button>
          <span className="grow" />
          {version !== undefined && <span className="faint small">Version {version}</span>}
        </div>
      </div>
    </main>
  );
}
