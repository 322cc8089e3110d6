import type { CSSProperties } from 'react';
import { classNames } from './class-names.ts';
import './progress-bar.css';

/** How far something is: `value` of `total`, or unknown while `total` is null. `meter` is a fill level instead of progress. */
export function ProgressBar(props: {
  readonly label: string;
  readonly value: number;
  readonly total: number | null;
  readonly meter?: boolean;
  readonly hue?: string;
}) {
  const { label, value, total, meter = false, hue } = props;
  const share = total === null ? undefined : total === 0 ? 0 : Math.min(1, value / total);
  const style: CSSProperties & Record<'--progress-hue', string> = {
    '--progress-hue': hue ?? 'var(--accent)',
    ...(share === undefined ? {} : { transform: `scaleX(${share})` }),
  };
  return (
    <div
      className={classNames('progress', share === undefined && 'progress--unknown')}
      role={meter ? 'meter' : 'progressbar'}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={share === undefined ? undefined : (total ?? undefined)}
      aria-valuenow={share === undefined ? undefined : value}
    >
      <div className="progress__fill" style={style} />
    </div>
  );
}
