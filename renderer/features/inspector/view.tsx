import { FileSearch, FolderOpen, Package, RefreshCw, Upload, X } from 'lucide-react';
import { useEffect, useState, type DragEvent, type ReactNode } from 'react';
import { registerCommands, runCommand } from '../../app/commands/registry.ts';
import { useHost } from '../../app/state/host.ts';
import { useProject } from '../../app/state/project.ts';
import type { ViewModule } from '../../app/views.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { formatBytes } from '../../ui/byte-size.ts';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { EntryTable } from './entry-table.tsx';
import { FileMap } from './file-map.tsx';
import { FindingList } from './finding-list.tsx';
import { HexPane } from './hex-pane.tsx';
import { choosePack, INSPECTOR_COMMANDS, projectPackUnavailable, TAB_TITLES } from './inspector-commands.ts';
import {
  checkChanged,
  INSPECTOR_TABS,
  openDropped,
  openProjectPack,
  setInspector,
  useInspector,
  type InspectorTab,
  type PackInView,
} from './inspector-store.ts';
import './inspector.css';
import { Overview } from './overview.tsx';
import { PackBrowser } from './pack-browser.tsx';
import { PreloadTable } from './preload-table.tsx';
import { VerifyPane } from './verify-pane.tsx';

/** How often the host is asked whether the open file is still the same, ms. */
const CHECK_EVERY_MS = 4000;

function InspectorMain() {
  const { pack, upload, browsing, opening } = useInspector();
  useEffect(() => registerCommands(INSPECTOR_COMMANDS), []);
  useEffect(() => {
    const { pack: open, opening: busy } = useInspector.getState();
    if (open === null && !busy && projectPackUnavailable() === undefined) void openProjectPack();
  }, []);
  const projectSha256 = useProject((state) => state.status?.pack?.sha256);
  useEffect(() => void checkChanged(), [projectSha256]);
  useEffect(() => {
    const check = () => {
      if (document.visibilityState === 'visible') void checkChanged();
    };
    const timer = setInterval(check, CHECK_EVERY_MS);
    window.addEventListener('focus', check);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', check);
    };
  }, []);
  return (
    <DropZone>
      {upload !== null ? (
        <div className="inspector-upload" role="status">
          <span>
            Sending the pack to the host: {formatBytes(upload.sentBytes)} of {formatBytes(upload.totalBytes)}
          </span>
          <ProgressBar label="Sending the pack" value={upload.sentBytes} total={upload.totalBytes} />
        </div>
      ) : pack === null ? (
        <NothingOpen busy={opening} />
      ) : (
        <PackInspector pack={pack} />
      )}
      {browsing && <PackBrowser />}
    </DropZone>
  );
}

/** A pack can be dropped anywhere on the view. */
function DropZone({ children }: { readonly children: ReactNode }) {
  const [over, setOver] = useState(false);
  const isFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    <div
      className={classNames('inspector', over && 'inspector--drop')}
      onDragOver={(event) => {
        if (!isFile(event)) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
          setOver(false);
      }}
      onDrop={(event) => {
        if (!isFile(event)) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file !== undefined) void openDropped(file);
      }}
    >
      {children}
    </div>
  );
}

function NothingOpen({ busy }: { readonly busy: boolean }) {
  useProject((state) => state.status);
  const native = useHost((state) => state.info?.native_dialogs === true);
  if (busy) return <div className="pane__body" aria-busy="true" />;
  return (
    <EmptyState
      icon={FileSearch}
      title="Inspect a pack"
      actions={
        <>
          <Button
            kind="primary"
            icon={<Package size={14} />}
            unavailable={projectPackUnavailable()}
            onPress={() => runCommand('inspector.open-project-pack')}
          >
            The pack of this project
          </Button>
          <Button icon={<FolderOpen size={14} />} onPress={() => void choosePack()}>
            Open a pack…
          </Button>
          {!native && (
            <Button icon={<Upload size={14} />} onPress={() => runCommand('inspector.upload')}>
              From this browser…
            </Button>
          )}
        </>
      }
    >
      Any assets.pa, however large: it is read in ranges and never changed. A pack can also be dropped here.
    </EmptyState>
  );
}

function PackInspector({ pack }: { readonly pack: PackInView }) {
  const tab = useInspector((state) => state.tab);
  const { report } = pack.inspected;
  const errors = report.findings.filter((finding) => finding.severity === 'error').length;
  const titles: Readonly<Record<InspectorTab, ReactNode>> = {
    ...TAB_TITLES,
    findings: (
      <>
        Findings{' '}
        {report.findings.length > 0 && (
          <Badge tone={errors > 0 ? 'error' : 'warning'}>{report.findings.length}</Badge>
        )}
      </>
    ),
  };
  const panels: Readonly<Record<InspectorTab, () => ReactNode>> = {
    overview: () => <Overview pack={pack} />,
    assets: () => <EntryTable pack={pack} />,
    preload: () => <PreloadTable pack={pack} />,
    coverage: () => <CoverageTable pack={pack} />,
    findings: () => <FindingList findings={report.findings} omitted={report.findings_omitted} />,
    verify: () => <VerifyPane />,
  };
  return (
    <>
      <div className="inspector-head">
        <strong className="clip">
          <Name text={pack.opened.name} />
        </strong>
        <span className="quiet small">
          <ByteSize bytes={pack.opened.size_bytes} />
        </span>
        <StateIcon
          state={pack.inspected.boots ? 'fine' : 'error'}
          word={pack.inspected.boots ? 'boots' : 'does not boot'}
        />
        <span className="grow" />
        <Button small icon={<FolderOpen size={12} />} onPress={() => void choosePack()}>
          Open another…
        </Button>
        {pack.source.kind === 'file' && projectPackUnavailable() === undefined && (
          <Button
            small
            icon={<Package size={12} />}
            onPress={() => runCommand('inspector.open-project-pack')}
          >
            Project&apos;s pack
          </Button>
        )}
        <IconButton
          small
          label="Close the pack"
          icon={<X size={14} />}
          onPress={() => runCommand('inspector.close')}
        />
      </div>
      {pack.changed && (
        <div className="banner" role="alert">
          <StateIcon state="warning" word={<strong>The file changed</strong>} />
          <span className="grow">What you see is how it was when it was opened.</span>
          <Button small icon={<RefreshCw size={12} />} onPress={() => runCommand('inspector.reopen')}>
            Open it anew
          </Button>
        </div>
      )}
      <div className="inspector-body">
        <FileMap pack={pack} />
        <div className="inspector-tabs">
          <Tabs
            label="Parts of the pack"
            chosen={tab}
            onChoose={(next) => setInspector({ tab: next })}
            tabs={INSPECTOR_TABS.map((id) => ({ id, title: titles[id], panel: panels[id] }))}
          />
        </div>
      </div>
    </>
  );
}

export default { Main: InspectorMain, Details: HexPane, detailsTitle: 'Bytes' } satisfies ViewModule;
