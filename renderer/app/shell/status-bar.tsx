import { Activity, OctagonX, TriangleAlert } from 'lucide-react';
import type { WatchState } from '#schemas/contract/events.ts';
import type { ProjectStatus } from '#schemas/contract/views.ts';
import { formatBytes, formatCount } from '../../ui/byte-size.ts';
import { StateIcon, type StateKind } from '../../ui/state-icon.tsx';
import { formatMoment } from '../../ui/time-text.tsx';
import { runningJobs, useJobs } from '../state/jobs.ts';
import { useProject } from '../state/project.ts';
import { showPanel } from '../state/view.ts';

const WATCH: Record<WatchState['state'], { readonly state: StateKind; readonly word: string }> = {
  off: { state: 'unknown', word: 'not watching' },
  watching: { state: 'on', word: 'watching' },
  settling: { state: 'busy', word: 'settling' },
  catching_up: { state: 'busy', word: 'catching up' },
  lost: { state: 'warning', word: 'watching lost' },
};

/** Always true: watch state, size of the build set, last pack and whether it is stale, problems, jobs. */
export function StatusBar() {
  const project = useProject((state) => state.project);
  const status = useProject((state) => state.status);
  const assets = useProject((state) => state.assets);
  const counts = useProject((state) => state.doctor?.counts);
  const running = useJobs((state) => runningJobs(state.jobs).length);
  if (project === null)
    return (
      <footer className="statusbar" aria-label="Status">
        No project is open.
      </footer>
    );
  const watch = WATCH[status?.watch.state ?? 'off'];
  const included = assets?.assets.filter((row) => row.asset_id !== null && row.included_in_build) ?? [];
  return (
    <footer className="statusbar" aria-label="Status">
      <span className="statusbar__item" title={status?.watch.reason ?? undefined}>
        <StateIcon state={watch.state} word={watch.word} size={12} />
        {status?.pack_on_change === true && <span className="hide-narrow">· packs on change</span>}
      </span>
      <span className="statusbar__item hide-narrow">
        {formatCount(included.length)} assets ·{' '}
        {formatBytes(included.reduce((sum, row) => sum + row.source_bytes, 0))}
      </span>
      <PackFact status={status} />
      <span className="grow" />
      <button
        type="button"
        className="statusbar__item"
        onClick={() => showPanel('problems')}
        title="Show the problems"
      >
        <TriangleAlert size={12} aria-hidden="true" /> {counts?.warning ?? 0}
        <span className="visually-hidden"> warnings,</span>
        <OctagonX size={12} aria-hidden="true" /> {counts?.error ?? 0}
        <span className="visually-hidden"> errors</span>
      </button>
      <button type="button" className="statusbar__item" onClick={() => showPanel('jobs')}>
        <Activity size={12} aria-hidden="true" /> {running === 1 ? '1 job' : `${running} jobs`}
      </button>
    </footer>
  );
}

function PackFact({ status }: { readonly status: ProjectStatus | null }) {
  if (status === null) return null;
  const { pack, packed_ms, freshness } = status;
  if (pack === null) return <span className="statusbar__item">not packed yet</span>;
  return (
    <span className="statusbar__item" title={`${pack.path} · ${pack.sha256}`}>
      pack <span className="mono">{pack.sha256.slice(0, 8)}…</span>
      <StateIcon
        state={freshness === 'fresh' ? 'fine' : 'warning'}
        word={freshness === 'fresh' ? 'fresh' : 'stale'}
        size={12}
      />
      {packed_ms !== null && <span className="hide-narrow">{formatMoment(packed_ms)}</span>}
    </span>
  );
}
