const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric' });
const FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** Clock time for today, the day for anything older. */
export function formatMoment(atMs: number, nowMs: number = Date.now()): string {
  return new Date(atMs).toDateString() === new Date(nowMs).toDateString()
    ? CLOCK.format(atMs)
    : DAY.format(atMs);
}

/** A moment, short; the full date and time is its tooltip. */
export function Moment({ atMs }: { readonly atMs: number | null }) {
  if (atMs === null) return <span className="faint">–</span>;
  return (
    <time dateTime={new Date(atMs).toISOString()} title={FULL.format(atMs)}>
      {formatMoment(atMs)}
    </time>
  );
}

/** A duration in the unit that reads best: `84 ms`, `3.2 s`, `2 min 05 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
