import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { PackRange } from '#schemas/report/inspect.ts';
import { visibleName } from '../../ui/visible-name.ts';
import { formatBytes } from '../../ui/byte-size.ts';
import { selectBytes, useInspector, type PackInView } from './inspector-store.ts';
import { hexOffset, mapCells, rangeAt, RANGE_WORDS, type MapCell, type MapPaint } from './ranges.ts';

/** Tokens of the paints; the canvas reads what they are in the theme that is shown. */
const PAINT_TOKENS: Readonly<Record<MapPaint, string>> = {
  prelude: '--slate-7',
  header: '--bank-header',
  GLYPH: '--bank-glyph',
  SOUNDS: '--bank-sounds',
  SCENE: '--bank-scene',
  payload: '--bank-none',
  overlap: '--error',
  slack: '--slate-6',
  gap: '--slate-6',
  trailing: '--slate-6',
  none: '--slate-2',
};

/** Selects a range, with the name of its asset where it has one. */
export function selectRange(pack: PackInView, range: PackRange): void {
  const entry = range.asset_id === undefined ? undefined : pack.byId.get(range.asset_id);
  selectBytes(
    range.start,
    range.length,
    entry?.asset_name ?? RANGE_WORDS[range.kind].word,
    range.asset_id ?? null,
  );
}

/** The whole file as a thin strip, painted by what owns each byte; what nothing explains is hatched. */
export function FileMap({ pack }: { readonly pack: PackInView }) {
  const selection = useInspector((state) => state.selection);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [heightPx, setHeightPx] = useState(0);
  const { ranges } = pack.inspected.report.coverage;
  const sizeBytes = pack.inspected.report.file_size ?? pack.opened.size_bytes;
  const { byId } = pack;
  const cells = useMemo(
    () => mapCells(ranges, sizeBytes, heightPx, (id) => byId.get(id)?.bank_type),
    [ranges, sizeBytes, heightPx, byId],
  );
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const sizes = new ResizeObserver(() => setHeightPx(element.clientHeight));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = () => drawMap(element, cells, ranges.length);
    draw();
    const themes = new MutationObserver(draw);
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => {
      themes.disconnect();
      scheme.removeEventListener('change', draw);
    };
  }, [cells, ranges.length]);

  const at = selection === null ? -1 : rangeAt(ranges, selection.start);
  const shown = ranges[at];
  const choose = (index: number) => {
    const range = ranges[Math.max(0, Math.min(ranges.length - 1, index))];
    if (range !== undefined) selectRange(pack, range);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const offset = Math.floor(((event.clientY - box.top) / box.height) * sizeBytes);
    const found = rangeAt(ranges, Math.max(0, Math.min(sizeBytes - 1, offset)));
    if (found >= 0) choose(found);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = {
      ArrowDown: at + 1,
      ArrowRight: at + 1,
      ArrowUp: at - 1,
      ArrowLeft: at - 1,
      PageDown: at + 10,
      PageUp: at - 10,
      Home: 0,
      End: ranges.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
  };
  const entry = shown?.asset_id === undefined ? undefined : byId.get(shown.asset_id);
  const words =
    shown === undefined
      ? 'nothing chosen'
      : `${RANGE_WORDS[shown.kind].word}${entry === undefined ? '' : ` of ${visibleName(entry.asset_name)}`}, ${formatBytes(shown.length)} at ${hexOffset(shown.start)}`;
  const share = (offset: number) => `${sizeBytes === 0 ? 0 : (offset / sizeBytes) * 100}%`;
  return (
    <div
      className="file-map"
      role="slider"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Map of the file"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, ranges.length - 1)}
      aria-valuenow={Math.max(0, at)}
      aria-valuetext={words}
      title={words}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    >
      <canvas ref={canvas} aria-hidden="true" />
      {selection !== null && (
        <div
          className="file-map__window"
          style={{ top: share(selection.start), height: share(Math.max(1, selection.length)) }}
        />
      )}
    </div>
  );
}

function drawMap(canvas: HTMLCanvasElement, cells: readonly MapCell[], rangeCount: number): void {
  const width = canvas.clientWidth;
  if (cells.length === 0 || width === 0) return;
  canvas.width = width;
  canvas.height = cells.length;
  const drawing = canvas.getContext('2d');
  if (drawing === null) return;
  const style = getComputedStyle(canvas);
  const colors = new Map<MapPaint, string>();
  const colorOf = (paint: MapPaint) => {
    const known = colors.get(paint) ?? resolve(canvas, style, PAINT_TOKENS[paint]);
    colors.set(paint, known);
    return known;
  };
  const drawsLines = rangeCount < cells.length / 4;
  cells.forEach(({ paint, begins }, y) => {
    drawing.fillStyle = colorOf(paint);
    if (paint === 'slack' || paint === 'gap' || paint === 'trailing') {
      for (let x = y % 6; x < width; x += 6) drawing.fillRect(x, y, 3, 1);
    } else drawing.fillRect(0, y, width, 1);
    if (drawsLines && begins && y > 0) {
      drawing.fillStyle = colorOf('none');
      drawing.fillRect(0, y, width, 1);
    }
  });
}

/** The colour that a token is now; `light-dark()` is resolved by the property `color`. */
function resolve(canvas: HTMLCanvasElement, style: CSSStyleDeclaration, token: string): string {
  canvas.style.color = `var(${token})`;
  return style.color;
}
