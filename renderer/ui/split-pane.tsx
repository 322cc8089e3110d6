import type { KeyboardEvent, PointerEvent } from 'react';
import './split-pane.css';

/**
 * The line between two panes, after the ARIA window-splitter pattern: drag it, or use the arrow keys (Home and End for
 * the bounds). `sizePx` is the size of the pane at its `side`.
 */
export function SplitHandle(props: {
  readonly label: string;
  readonly orientation: 'vertical' | 'horizontal';
  readonly side: 'start' | 'end';
  readonly sizePx: number;
  readonly minPx: number;
  readonly maxPx: number;
  readonly onResize: (sizePx: number) => void;
}) {
  const { label, orientation, side, sizePx, minPx, maxPx, onResize } = props;
  const resize = (next: number) => onResize(Math.round(Math.max(minPx, Math.min(maxPx, next))));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const handle = event.currentTarget;
    const place = (moved: globalThis.PointerEvent | PointerEvent) =>
      orientation === 'vertical' ? moved.clientX : moved.clientY;
    const from = place(event);
    const before = sizePx;
    const onMove = (moved: globalThis.PointerEvent) =>
      resize(before + (place(moved) - from) * (side === 'start' ? 1 : -1));
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', onMove), {
      once: true,
    });
    event.preventDefault();
    handle.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const grow = side === 'start' ? 1 : -1;
    const step = event.shiftKey ? 64 : 16;
    const deltas: Record<string, number> =
      orientation === 'vertical'
        ? { ArrowRight: step * grow, ArrowLeft: -step * grow }
        : { ArrowDown: step * grow, ArrowUp: -step * grow };
    const delta = deltas[event.key];
    if (delta !== undefined) resize(sizePx + delta);
    else if (event.key === 'Home') resize(minPx);
    else if (event.key === 'End') resize(maxPx);
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={sizePx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      className={`split-handle split-handle--${orientation}`}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
