import type { ProjectStatus } from '#schemas/contract/views.ts';
import type { PackReport } from '#schemas/report/pack.ts';
import { formatBytes, formatCount } from '../../ui/byte-size.ts';
import type { StateKind } from '../../ui/state-icon.tsx';
import { formatDuration } from '../../ui/time-text.tsx';

/** One line of truth about the pack, with its state as a shape (picture 3 of visual.md). */
export interface TruthLine {
  readonly state: StateKind;
  readonly text: string;
}

const assetsOf = (count: number) => (count === 1 ? '1 asset' : `${formatCount(count)} assets`);

export function truthLine(status: Pick<ProjectStatus, 'pack' | 'freshness' | 'last_report'>): TruthLine {
  const { pack, last_report: report } = status;
  if (report !== null) return lineOfReport(report);
  if (pack === null) return { state: 'unknown', text: 'Not packed yet' };
  return {
    state: 'unknown',
    text: `${pack.path} is there: ${formatBytes(pack.size_bytes)}, not packed since it was opened`,
  };
}

function lineOfReport(report: PackReport): TruthLine {
  const { assets, duration_ms: durationMs } = report;
  const size = report.pack === undefined ? '' : `, ${formatBytes(report.pack.size_bytes)}`;
  const rebuilt =
    report.rebuild === 'identical'
      ? '; identical to a clean build'
      : report.rebuild === 'different'
        ? '; NOT identical to a clean build'
        : '';
  switch (report.status) {
    case 'packed':
      return {
        state: report.rebuild === 'different' ? 'error' : 'fine',
        text: `Packed ${assetsOf(assets.included)}${size}, in ${formatDuration(durationMs)}: ${formatCount(assets.reused)} reused, ${formatCount(assets.packed)} encoded${rebuilt}`,
      };
    case 'unchanged':
      return {
        state: report.rebuild === 'different' ? 'error' : 'fine',
        text: `Nothing changed: ${assetsOf(assets.included)}${size}, checked in ${formatDuration(durationMs)}${rebuilt}`,
      };
    case 'blocked': {
      const errors = report.diagnostics.filter(({ severity }) => severity === 'error').length;
      return {
        state: 'error',
        text: `Not packed: ${errors === 1 ? '1 error stands' : `${formatCount(errors)} errors stand`} in the way`,
      };
    }
    case 'failed':
      return { state: 'tool', text: `Packing failed: ${report.error?.message ?? 'the reason is not known'}` };
    case 'cancelled':
      return { state: 'unknown', text: 'Packing was cancelled; the pack before it is untouched' };
  }
}

/** Whether the pack still says what the sources say. */
export function freshnessWords(status: Pick<ProjectStatus, 'freshness'>): TruthLine {
  switch (status.freshness) {
    case 'fresh':
      return { state: 'fine', text: 'fresh: packing now would change nothing' };
    case 'stale':
      return { state: 'warning', text: 'stale: the sources may have changed since' };
    case 'none':
      return { state: 'unknown', text: 'there is no pack' };
  }
}
