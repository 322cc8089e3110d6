import { Minus, Plus } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { IconButton } from '../button.tsx';
import { SHEET_PX, sheetPixels, tileAt, type GlyphSheetData, type PaletteChoice } from './glyph-pixels.ts';
import './preview.css';

export const ZOOMS = [1, 2, 3, 4, 6, 8] as const;

/** Next whole-number zoom in a direction; the same at either end. */
export function steppedZoom(zoom: number, direction: 1 | -1): number {
  const at = ZOOMS.findIndex((each) => each >= zoom);
  return ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, at + direction))] ?? 1;
}

/** Buttons that zoom in whole pixels. */
export function ZoomButtons({
  zoom,
  onZoom,
}: {
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
}) {
  const least = zoom <= ZOOMS[0];
  const most = zoom >= (ZOOMS.at(-1) ?? 1);
  return (
    <span className="row-flex" role="group" aria-label="Zoom">
      <IconButton
        small
        label="Zoom out"
        shortcut="−"
        icon={<Minus size={12} />}
        unavailable={least ? 'Smallest zoom' : undefined}
        onPress={() => onZoom(steppedZoom(zoom, -1))}
      />
      <span className="mono" aria-live="polite">
        {zoom}×
      </span>
      <IconButton
        small
        label="Zoom in"
        shortcut="+"
        icon={<Plus size={12} />}
        unavailable={most ? 'Largest zoom' : undefined}
        onPress={() => onZoom(steppedZoom(zoom, 1))}
      />
    </span>
  );
}

/**
 * The 256 × 256 sheet with hard edges at whole-number zoom on a checkerboard. The tile under the pointer, or the one the
 * arrow keys chose, is marked and told to `onTile`. Ctrl+wheel and the keys + − zoom.
 */
export function GlyphSheet(props: {
  readonly label: string;
  readonly data: GlyphSheetData;
  readonly palette: PaletteChoice;
  readonly zoom: number;
  readonly onZoom?: (zoom: number) => void;
  readonly tile: number | null;
  readonly onTile: (tile: number | null) => void;
  readonly maxHeightPx?: number;
  /** Shows the cells that are in use instead of the whole sheet. */
  readonly crop?: boolean;
  /** Draws the lines between tiles. */
  readonly showsGrid?: boolean;
}) {
  const { label, data, palette, zoom, onZoom, tile, onTile } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const pixels = useMemo(() => sheetPixels(data, palette), [data, palette]);
  useLayoutEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, SHEET_PX, SHEET_PX), 0, 0);
  }, [pixels]);
  useEffect(() => {
    const element = frame.current;
    if (element === null || onZoom === undefined) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      onZoom(steppedZoom(zoom, event.deltaY < 0 ? 1 : -1));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [zoom, onZoom]);

  const columns = SHEET_PX / data.tileSize;
  const rows = Math.ceil(data.tileCount / columns);
  const cellPx = data.tileSize * zoom;
  const crop = props.crop === true && data.tileCount > 0;
  const widthPx = (crop ? Math.min(columns, data.tileCount) : columns) * cellPx;
  const heightPx = (crop ? Math.min(columns, rows) : columns) * cellPx;
  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = tileAt((event.clientX - box.left) / zoom, (event.clientY - box.top) / zoom, data.tileSize);
    onTile(at >= 0 && at < columns * columns ? at : null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (step !== undefined) {
      const next = tile === null ? 0 : Math.max(0, Math.min(columns * columns - 1, tile + step));
      onTile(next);
      scrollTo(next);
    } else if ((event.key === '+' || event.key === '-') && onZoom !== undefined)
      onZoom(steppedZoom(zoom, event.key === '+' ? 1 : -1));
    else return;
    event.preventDefault();
  };
  const scrollTo = (to: number) => {
    const element = frame.current;
    if (element === null) return;
    const left = (to % columns) * cellPx;
    const top = Math.floor(to / columns) * cellPx;
    element.scrollLeft = Math.max(left + cellPx - element.clientWidth, Math.min(element.scrollLeft, left));
    element.scrollTop = Math.max(top + cellPx - element.clientHeight, Math.min(element.scrollTop, top));
  };
  return (
    <div
      ref={frame}
      className="sheet"
      role="application"
      aria-roledescription="glyph sheet"
      aria-label={`${label}: ${data.tileCount} tiles of ${data.tileSize} pixels. Arrow keys move over tiles.`}
      tabIndex={0}
      style={props.maxHeightPx === undefined ? undefined : { maxHeight: props.maxHeightPx }}
      onKeyDown={onKeyDown}
    >
      <div
        className="sheet__inner"
        style={{ width: widthPx, height: heightPx }}
        onPointerMove={point}
        onPointerLeave={() => onTile(null)}
      >
        <canvas
          ref={canvas}
          width={SHEET_PX}
          height={SHEET_PX}
          style={{ width: SHEET_PX * zoom, height: SHEET_PX * zoom }}
          aria-hidden="true"
        />
        {props.showsGrid === true && cellPx >= 24 && (
          <div className="sheet__grid" style={{ backgroundSize: `${cellPx}px ${cellPx}px` }} />
        )}
        <div className="sheet__bounds" style={{ top: Math.min(columns, rows) * cellPx }} />
        {tile !== null && (
          <div
            className="sheet__tile"
            style={{
              left: (tile % columns) * cellPx,
              top: Math.floor(tile / columns) * cellPx,
              width: cellPx,
              height: cellPx,
            }}
          />
        )}
      </div>
    </div>
  );
}
