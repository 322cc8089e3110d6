import { useEffect, useState } from 'react';
import type { Job } from '#schemas/contract/events.ts';
import { cancelJob, useJobs } from '../../app/state/jobs.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { StateIcon, type StateKind } from '../../ui/state-icon.tsx';
import { formatDuration } from '../../ui/time-text.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { jobProgressText } from '../../app/parts/job-rate.ts';
import './jobs.css';

const STATES: Record<Job['state'], { readonly state: StateKind; readonly word: string }> = {
  running: { state: 'busy', word: 'running' },
  done: { state: 'fine', word: 'done' },
  failed: { state: 'tool', word: 'failed' },
  cancelled: { state: 'unknown', word: 'cancelled' },
};

/** Running jobs first, then those that ended, latest first. */
export function JobList() {
  const jobs = useJobs((state) => state.jobs);
  const ordered = [...jobs.values()].sort(
    (a, b) => Number(b.state === 'running') - Number(a.state === 'running') || b.started_ms - a.started_ms,
  );
  if (ordered.length === 0)
    return (
      <EmptyState title="No jobs yet">
        Pack the project, and the job is shown here with its progress.
      </EmptyState>
    );
  return (
    <ul className="jobs">
      {ordered.map((job) => (
        <JobRow key={job.job_id} job={job} />
      ))}
    </ul>
  );
}

function JobRow({ job }: { readonly job: Job }) {
  const running = job.state === 'running';
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, [running]);
  const { state, word } = STATES[job.state];
  return (
    <li className="job">
      <StateIcon state={state} word={word} />
      <span className="clip">{visibleName(job.title)}</span>
      {running ? (
        <ProgressBar
          label={`Progress of ${visibleName(job.title)}`}
          value={job.progress?.done ?? 0}
          total={job.progress?.total ?? null}
        />
      ) : (
        <span className="faint small">
          {job.finished_ms !== null && formatDuration(job.finished_ms - job.started_ms)}
        </span>
      )}
      {running ? (
        <Button small onPress={() => void cancelJob(job.job_id)} label={`Cancel ${visibleName(job.title)}`}>
          Cancel
        </Button>
      ) : (
        <span />
      )}
      {running && (
        <span className="job__message faint small">
          {jobProgressText(job, Math.max(nowMs, job.started_ms))}
        </span>
      )}
      {!running && job.message !== null && (
        <span className="job__message faint small">{visibleName(job.message)}</span>
      )}
    </li>
  );
}
