import type { Job } from '#schemas/contract/events.ts';
import { formatBytes, formatCount } from '../../ui/byte-size.ts';
import { formatDuration } from '../../ui/time-text.tsx';

/** What a running job says of itself: done of total, rate, time left. */
export function jobProgressText(job: Job, nowMs: number): string {
  const { progress } = job;
  if (progress === null) return 'starting';
  const format = progress.unit === 'bytes' ? formatBytes : formatCount;
  const parts = [
    progress.phase,
    progress.total === null ? format(progress.done) : `${format(progress.done)} of ${format(progress.total)}`,
  ];
  const elapsedMs = nowMs - job.started_ms;
  if (elapsedMs >= 500 && progress.done > 0) {
    const perMs = progress.done / elapsedMs;
    parts.push(`${format(Math.round(perMs * 1000))}/s`);
    if (progress.total !== null && progress.total > progress.done)
      parts.push(`${formatDuration((progress.total - progress.done) / perMs)} left`);
  }
  return parts.join(' · ');
}
