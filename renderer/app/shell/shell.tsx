import { lazy, Suspense } from 'react';
import { SplitHandle } from '../../ui/split-pane.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ToastRegion } from '../../ui/toast.tsx';
import { StartPage } from '../../features/start/start-page.tsx';
import { useActions } from '../state/actions.ts';
import { useErrors } from '../state/errors.ts';
import { useHost } from '../state/host.ts';
import { useProject } from '../state/project.ts';
import { setDrawer, setLayout, useView } from '../state/view.ts';
import { VIEWS } from '../views.ts';
import { Banners } from './banners.tsx';
import { CommandPalette } from './command-palette.tsx';
import { BottomPanel } from './bottom-panel.tsx';
import { ProjectSwitch } from './project-switch.tsx';
import { Rail } from './rail.tsx';
import './shell.css';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useViewModule } from './use-view-module.ts';
import { useWidthClass } from './window-width.ts';

const KeyboardHelp = lazy(() => import('./keyboard-help.tsx'));
const FolderBrowser = lazy(() => import('../../features/start/folder-browser.tsx'));
const ImportTray = lazy(() => import('../../features/workspace/import-tray.tsx'));
const ActionDialog = lazy(() => import('./action-dialog.tsx'));
const ErrorDialog = lazy(() => import('./error-dialog.tsx'));

/** The frame of visual.md: rail, list, main, details, bottom panel and status bar around the view that is shown. */
export function Shell() {
  return (
    <div className="shell">
      <Banners />
      <Columns />
      <StatusBar />
      <ToastRegion />
      <Overlays />
    </div>
  );
}

function Columns() {
  const view = useView((state) => state.view);
  const project = useProject((state) => state.project);
  const connected = useHost((state) => state.info !== null);
  const entry = VIEWS.find((each) => each.id === view);
  const started = project !== null || entry?.needsProject === false;
  return (
    <div className="shell__columns">
      <Rail />
      {!connected ? (
        <main className="pane pane--main" aria-busy="true" aria-label="Pack Studio" />
      ) : started && entry !== undefined ? (
        <ViewPanes key={view} />
      ) : (
        <StartPage />
      )}
    </div>
  );
}

function ViewPanes() {
  const { view, listPx, detailsPx, panelPx, panelOpen, drawer } = useView();
  const hasProject = useProject((state) => state.project !== null);
  // Views that also work without a project have nothing to do with its problems.
  const hasPanel = VIEWS.find((entry) => entry.id === view)?.needsProject === true;
  const width = useWidthClass();
  const module = useViewModule(view);
  const List = module?.List;
  const Details = module?.Details;
  const Main = module?.Main;
  const detailsTitle = module?.detailsTitle ?? 'Details';
  const listInline = List !== undefined && width !== 'narrow';
  const detailsInline = Details !== undefined && width === 'full';
  return (
    <>
      {List !== undefined && listInline && (
        <nav className="side" aria-label="Project and list">
          <div className="pane" style={{ width: listPx }}>
            <div className="pane__head">
              <ProjectSwitch />
            </div>
            <div className="pane__body">
              <List />
            </div>
          </div>
          <SplitHandle
            label="Width of the list"
            orientation="vertical"
            side="start"
            sizePx={listPx}
            minPx={160}
            maxPx={480}
            onResize={(size) => setLayout({ listPx: size })}
          />
        </nav>
      )}
      <main className="pane pane--main" aria-label={VIEWS.find((entry) => entry.id === view)?.title}>
        <TopBar
          showsProject={!listInline && hasProject}
          onList={List !== undefined && !listInline ? () => setDrawer('list') : undefined}
          onDetails={Details !== undefined && !detailsInline ? () => setDrawer('details') : undefined}
        />
        <div className="pane__body" aria-busy={Main === undefined}>
          {Main !== undefined && <Main />}
        </div>
        {hasProject && panelOpen && hasPanel && (
          <>
            <SplitHandle
              label="Height of the panel"
              orientation="horizontal"
              side="end"
              sizePx={panelPx}
              minPx={96}
              maxPx={640}
              onResize={(size) => setLayout({ panelPx: size })}
            />
            <section
              className="panel"
              aria-label="Panel"
              style={{ height: `min(${panelPx}px, max(96px, 100vh - 400px))` }}
            >
              <BottomPanel />
            </section>
          </>
        )}
      </main>
      {Details !== undefined && detailsInline && (
        <aside className="side" aria-label={detailsTitle}>
          <SplitHandle
            label="Width of the details"
            orientation="vertical"
            side="end"
            sizePx={detailsPx}
            minPx={280}
            maxPx={640}
            onResize={(size) => setLayout({ detailsPx: size })}
          />
          <div className="pane" style={{ width: detailsPx }}>
            <div className="pane__body">
              <Details />
            </div>
          </div>
        </aside>
      )}
      {List !== undefined && !listInline && drawer === 'list' && (
        <Drawer title="List" side="start" onClose={() => setDrawer(null)}>
          <List />
        </Drawer>
      )}
      {Details !== undefined && !detailsInline && drawer === 'details' && (
        <Drawer title={detailsTitle} side="end" onClose={() => setDrawer(null)}>
          <Details />
        </Drawer>
      )}
    </>
  );
}

function Overlays() {
  const overlay = useView((state) => state.overlay);
  const hasProject = useProject((state) => state.project !== null);
  const pending = useActions((state) => state.pending);
  const error = useErrors((state) => state.shown);
  // The inspector takes dropped packs itself.
  const takesFiles = useView((state) => state.view !== 'inspector') && hasProject;
  return (
    <Suspense fallback={null}>
      {overlay === 'palette' && <CommandPalette />}
      {overlay === 'keyboard-help' && <KeyboardHelp />}
      {overlay === 'browse-folder' && <FolderBrowser />}
      {takesFiles && <ImportTray />}
      {pending !== null && <ActionDialog pending={pending} />}
      {error !== null && <ErrorDialog shown={error} />}
    </Suspense>
  );
}
