import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';

/** Elements above 33.5 million px do not exist in Chromium: beyond this the scrollbar is scaled. */
const TALLEST_PX = 16_000_000;
const OVERSCAN_ROWS = 6;

export interface RowWindow {
  /** First row to render, and the one after the last. */
  readonly start: number;
  readonly end: number;
  /** Height of the element that carries the rows, px. */
  readonly heightPx: number;
  /** Where row `index` stands inside that element, px. */
  readonly topOf: (index: number) => number;
  readonly scrollToRow: (index: number) => void;
  /** Whole rows that fit the view: one page. */
  readonly pageRows: number;
}

interface Geometry {
  readonly scrollTop: number;
  readonly viewPx: number;
}

/** Which rows stand in view when `count` rows share one height: pure, so that the last row is reachable by test. */
export function windowRows(
  count: number,
  rowPx: number,
  { scrollTop, viewPx }: Geometry,
): Pick<RowWindow, 'start' | 'end' | 'heightPx'> & { readonly shiftPx: number } {
  const fullPx = count * rowPx;
  const heightPx = Math.min(fullPx, TALLEST_PX);
  const scale = heightPx > viewPx ? (fullPx - viewPx) / (heightPx - viewPx) : 1;
  const top = Math.min(scrollTop, Math.max(0, heightPx - viewPx)) * scale;
  const start = Math.max(0, Math.floor(top / rowPx) - OVERSCAN_ROWS);
  const end = Math.min(count, Math.ceil((top + viewPx) / rowPx) + OVERSCAN_ROWS);
  return { start, end, heightPx, shiftPx: top - Math.min(scrollTop, Math.max(0, heightPx - viewPx)) };
}

/** Renders only the rows in view of `scroller`. `headPx` is the height of a head that sticks to its top. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowPx: number,
  headPx = 0,
): RowWindow {
  const [geometry, setGeometry] = useState<Geometry>({ scrollTop: 0, viewPx: 600 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () =>
      setGeometry((before) => {
        const next = { scrollTop: element.scrollTop, viewPx: Math.max(0, element.clientHeight - headPx) };
        return before.scrollTop === next.scrollTop && before.viewPx === next.viewPx ? before : next;
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroller, headPx]);

  const shown = windowRows(count, rowPx, geometry);
  const topOf = (index: number) => index * rowPx - shown.shiftPx;
  const scrollToRow = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (element === null || index < 0) return;
      const viewPx = Math.max(0, element.clientHeight - headPx);
      const fullPx = count * rowPx;
      const heightPx = Math.min(fullPx, TALLEST_PX);
      const scale = heightPx > viewPx ? (fullPx - viewPx) / (heightPx - viewPx) : 1;
      const top = element.scrollTop * scale;
      const rowTop = index * rowPx;
      if (rowTop < top) element.scrollTop = rowTop / scale;
      else if (rowTop + rowPx > top + viewPx) element.scrollTop = (rowTop + rowPx - viewPx) / scale;
    },
    [scroller, count, rowPx, headPx],
  );
  return {
    start: shown.start,
    end: shown.end,
    heightPx: shown.heightPx,
    topOf,
    scrollToRow,
    pageRows: Math.max(1, Math.floor(geometry.viewPx / rowPx) - 1),
  };
}
