import { Play, RefreshCw, ShieldCheck, Square } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Job, WatchState } from '#schemas/contract/events.ts';
import type { ProjectStatus } from '#schemas/contract/views.ts';
import { runCommand, shortcutOf } from '../../app/commands/registry.ts';
import { packUnavailable } from '../../app/commands/availability.ts';
import { cancelJob, useJobs } from '../../app/state/jobs.ts';
import { setPackOnChange, useProject } from '../../app/state/project.ts';
import { Button } from '../../ui/button.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { formatBytes, formatCount } from '../../ui/byte-size.ts';
import { Digest } from '../../ui/digest.tsx';
import { Switch } from '../../ui/fields.tsx';
import { Name } from '../../ui/name.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { StateIcon, type StateKind } from '../../ui/state-icon.tsx';
import { Moment } from '../../ui/time-text.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { jobProgressText } from '../../app/parts/job-rate.ts';
import { freshnessWords, truthLine } from './truth-line.ts';

/** The running pack of the open project, if there is one. */
function useRunningPack(): Job | undefined {
  const project_id = useProject((state) => state.project?.project_id);
  return useJobs((state) =>
    [...state.jobs.values()].find(
      (job) => job.kind === 'pack' && job.state === 'running' && job.project_id === project_id,
    ),
  );
}

/** The line of truth, what can be done, and the facts of the pack that is there. */
export function PackHead({ status }: { readonly status: ProjectStatus }) {
  const job = useRunningPack();
  const line = truthLine(status);
  return (
    <section className="pack-head" aria-label="Pack">
      {job === undefined ? (
        <p className="pack-head__line" role="status">
          <StateIcon state={line.state} iconOnly size={22} />
          <span>{visibleName(line.text)}</span>
        </p>
      ) : (
        <PackProgress job={job} />
      )}
      <div className="pack-head__actions">
        <Button
          kind="primary"
          icon={<Play size={14} />}
          unavailable={packUnavailable()}
          title={shortcutOf('pack.start')}
          onPress={() => runCommand('pack.start')}
        >
          Pack
        </Button>
        <Button
          icon={<ShieldCheck size={14} />}
          unavailable={packUnavailable()}
          title="Packs, encodes everything again in a second process, and compares the bytes"
          onPress={() => runCommand('pack.verify')}
        >
          Pack and verify by rebuild
        </Button>
        <span className="grow" />
        <PackOnChange status={status} />
      </div>
      <PackFacts status={status} />
    </section>
  );
}

function PackProgress({ job }: { readonly job: Job }) {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="pack-head__progress">
      <p className="pack-head__line">
        <StateIcon state="busy" iconOnly size={22} />
        <span>Packing…</span>
      </p>
      <div className="grow stack">
        <ProgressBar
          label="Progress of the pack"
          value={job.progress?.done ?? 0}
          total={job.progress?.total ?? null}
        />
        <span className="small quiet">{jobProgressText(job, Math.max(nowMs, job.started_ms))}</span>
      </div>
      <Button icon={<Square size={12} />} onPress={() => void cancelJob(job.job_id)}>
        Cancel
      </Button>
    </div>
  );
}

const WATCH: Readonly<Record<WatchState['state'], { readonly state: StateKind; readonly word: string }>> = {
  off: { state: 'unknown', word: 'not watching' },
  watching: { state: 'on', word: 'watching' },
  settling: { state: 'busy', word: 'settling: files are still being written' },
  catching_up: { state: 'busy', word: 'catching up' },
  lost: { state: 'warning', word: 'watching lost' },
};

function PackOnChange({ status }: { readonly status: ProjectStatus }) {
  const readOnly = useProject((state) => state.project?.read_only === true);
  const watch = WATCH[status.watch.state];
  return (
    <div className="pack-watch">
      <Switch
        label="Pack on change"
        checked={status.pack_on_change}
        unavailable={readOnly ? 'The project is read-only.' : undefined}
        onChange={(enabled) => void setPackOnChange(enabled)}
      />
      <span className="small">
        <StateIcon state={watch.state} word={watch.word} />
      </span>
      {status.watch.reason !== null && (
        <span className="small quiet clip">{visibleName(status.watch.reason)}</span>
      )}
      {(status.watch.state === 'lost' || status.watch.state === 'off') && (
        <Button small icon={<RefreshCw size={12} />} onPress={() => runCommand('project.rescan')}>
          Rescan
        </Button>
      )}
    </div>
  );
}

function PackFacts({ status }: { readonly status: ProjectStatus }) {
  const { pack, last_report: report } = status;
  if (pack === null) return null;
  const fresh = freshnessWords(status);
  return (
    <dl className="pack-facts">
      <div className="pack-facts__wide">
        <dt>SHA-256</dt>
        <dd>
          <Digest value={pack.sha256} label="digest of the pack" />
        </dd>
      </div>
      <div>
        <dt>File</dt>
        <dd>
          <Name text={pack.path} mono />
        </dd>
      </div>
      <div>
        <dt>Size</dt>
        <dd>
          <ByteSize bytes={pack.size_bytes} />
        </dd>
      </div>
      <div>
        <dt>Written</dt>
        <dd>
          <Moment atMs={status.packed_ms} />
        </dd>
      </div>
      {report !== null && (report.status === 'packed' || report.status === 'unchanged') && (
        <div>
          <dt>Read</dt>
          <dd>
            {report.inputs.files_hashed === 0
              ? 'nothing had to be hashed'
              : `${report.inputs.files_hashed === 1 ? '1 file' : `${formatCount(report.inputs.files_hashed)} files`}, ${formatBytes(report.inputs.bytes_hashed)}`}
          </dd>
        </div>
      )}
      <div>
        <dt>State</dt>
        <dd>
          <StateIcon state={fresh.state} word={fresh.text} />
        </dd>
      </div>
    </dl>
  );
}
