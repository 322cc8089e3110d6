import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  useEffect,
  useId,
  useMemo,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { classNames } from './class-names.ts';
import { movedRow } from './grid-keys.ts';
import { useRowHeight } from './row-height.ts';
import { TableRow } from './table-row.tsx';
import './table.css';
import { useRowWindow } from './windowed-rows.ts';

export interface TableColumn<R> {
  readonly id: string;
  readonly title: string;
  /** Track of the CSS grid, such as `minmax(160px, 2fr)` or `88px`. */
  readonly width: string;
  readonly align?: 'end';
  readonly cell: (row: R) => ReactNode;
  /** Ascending order; a column without it cannot be sorted. */
  readonly compare?: (a: R, b: R) => number;
}

export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

export interface TableProps<R> {
  readonly label: string;
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string;
  readonly columns: readonly TableColumn<R>[];
  readonly sort: TableSort | null;
  readonly onSort: (sort: TableSort) => void;
  /** Keys of the selected rows, and the one that the keyboard is on. */
  readonly selected: ReadonlySet<string>;
  readonly active: string | null;
  readonly onSelect: (selected: ReadonlySet<string>, active: string) => void;
  /** Enter or double press. */
  readonly onActivate?: (row: R) => void;
  /** The menu key or the second button, with the place for the menu, px. */
  readonly onMenu?: (row: R, x: number, y: number) => void;
  /** One row alone can be selected. */
  readonly single?: boolean;
  /** Shown instead of rows where there are none. */
  readonly empty: ReactNode;
  readonly ref?: RefObject<HTMLDivElement | null>;
}

const HEAD_PX = 28;

/** Rows in the order of `sort`; the order given breaks ties. */
export function sortRows<R>(
  rows: readonly R[],
  columns: readonly TableColumn<R>[],
  sort: TableSort | null,
): readonly R[] {
  const compare = columns.find((column) => column.id === sort?.column)?.compare;
  if (compare === undefined) return rows;
  const sign = sort?.descending === true ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a, b));
}

/** Sum of the least widths that the tracks name, px. */
function leastWidthPx(columns: readonly { readonly width: string }[]): number {
  return columns.reduce((sum, column) => sum + Number(/(\d+)px/.exec(column.width)?.[1] ?? 0), 0);
}

/** Index of the row that an event of the body is about; −1 for none. */
function indexUnder(event: MouseEvent): number {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
  return Number(row?.dataset['index'] ?? -1);
}

/** A virtual grid: 100,000 rows scroll as ten do; ARIA grid, one tab stop, sorted by its heads. */
export function Table<R>(props: TableProps<R>) {
  const { label, rowKey, columns, sort, selected, active, onSelect, single = false } = props;
  const own = useRef<HTMLDivElement>(null);
  const scroller = props.ref ?? own;
  const anchor = useRef<string | null>(null);
  const id = useId();
  const rowHeight = useRowHeight();
  const rows = useMemo(() => sortRows(props.rows, columns, sort), [props.rows, columns, sort]);
  const indexes = useMemo(() => new Map(rows.map((row, index) => [rowKey(row), index])), [rows, rowKey]);
  const shown = useRowWindow(scroller, rows.length, rowHeight, HEAD_PX);
  const activeIndex = active === null ? -1 : (indexes.get(active) ?? -1);
  const { scrollToRow } = shown;
  const empty = rows.length === 0;

  // Brings the active row into view when it becomes another one, not when rows around it come and go.
  const reveal = useRef<() => void>(() => undefined);
  reveal.current = () => {
    if (activeIndex >= 0) scrollToRow(activeIndex);
  };
  const isListed = activeIndex >= 0;
  useEffect(() => reveal.current(), [active, isListed, sort]);

  const select = (index: number, how: { readonly extend: boolean; readonly toggle: boolean }) => {
    const row = rows[index];
    if (row === undefined) return;
    const key = rowKey(row);
    if (how.extend && !single) {
      const from = indexes.get(anchor.current ?? key) ?? index;
      const [low, high] = from < index ? [from, index] : [index, from];
      onSelect(new Set(rows.slice(low, high + 1).map(rowKey)), key);
      return;
    }
    anchor.current = key;
    if (how.toggle && !single) {
      const next = new Set(selected);
      if (!next.delete(key)) next.add(key);
      onSelect(next, key);
      return;
    }
    onSelect(new Set([key]), key);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const control = event.ctrlKey || event.metaKey;
    const moved = control ? undefined : movedRow(event.key, activeIndex, rows.length, shown.pageRows);
    const row = rows[activeIndex];
    if (moved !== undefined) select(moved, { extend: event.shiftKey, toggle: false });
    else if (event.key === ' ' && row !== undefined)
      select(activeIndex, { extend: false, toggle: control || selected.size > 1 });
    else if (event.key === 'a' && control && !single && row !== undefined)
      onSelect(new Set(rows.map(rowKey)), rowKey(row));
    else if (event.key === 'Enter' && row !== undefined) props.onActivate?.(row);
    else if (
      (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) &&
      row !== undefined &&
      props.onMenu !== undefined
    ) {
      const box = event.currentTarget.querySelector('[data-active]')?.getBoundingClientRect();
      props.onMenu(row, (box?.left ?? 0) + 24, box?.bottom ?? 0);
    } else return;
    event.preventDefault();
  };

  const style: CSSProperties & Record<'--table-columns' | '--table-least', string> = {
    '--table-columns': columns.map((column) => column.width).join(' '),
    '--table-least': `${leastWidthPx(columns)}px`,
  };

  return (
    <div
      ref={scroller}
      className="table"
      style={style}
      role={empty ? 'region' : 'grid'}
      tabIndex={0}
      aria-label={label}
      aria-rowcount={empty ? undefined : rows.length + 1}
      aria-colcount={empty ? undefined : columns.length}
      aria-multiselectable={empty || single ? undefined : true}
      aria-activedescendant={
        activeIndex >= shown.start && activeIndex < shown.end ? `${id}-${activeIndex}` : undefined
      }
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (
          event.target === event.currentTarget &&
          activeIndex < 0 &&
          rows.length > 0 &&
          event.currentTarget.matches(':focus-visible')
        )
          select(0, { extend: false, toggle: false });
      }}
    >
      {empty ? (
        props.empty
      ) : (
        <>
          <div role="rowgroup" className="table__head">
            <div role="row" aria-rowindex={1} className="table__row">
              {columns.map((column) => (
                <TableHead key={column.id} column={column} sort={sort} onSort={props.onSort} />
              ))}
            </div>
          </div>
          <div
            role="rowgroup"
            className="table__body"
            style={{ height: shown.heightPx }}
            onMouseDown={(event) => {
              const index = indexUnder(event);
              const row = rows[index];
              if (row === undefined) return;
              if (event.button === 0)
                select(index, { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey });
              else if (!selected.has(rowKey(row))) select(index, { extend: false, toggle: false });
            }}
            onDoubleClick={(event) => {
              const row = rows[indexUnder(event)];
              if (row !== undefined) props.onActivate?.(row);
            }}
            onContextMenu={(event) => {
              const row = rows[indexUnder(event)];
              if (row === undefined || props.onMenu === undefined) return;
              event.preventDefault();
              props.onMenu(row, event.clientX, event.clientY);
            }}
          >
            {rows.slice(shown.start, shown.end).map((row, offset) => {
              const index = shown.start + offset;
              const key = rowKey(row);
              return (
                <TableRow<R>
                  key={key}
                  rowKey={key}
                  id={`${id}-${index}`}
                  row={row}
                  index={index}
                  topPx={shown.topOf(index)}
                  selected={selected.has(key)}
                  active={index === activeIndex}
                  columns={columns}
                />
              );
            })}
          </div>
        </>
      )}
    </div>
  );
}

function TableHead<R>({
  column,
  sort,
  onSort,
}: {
  readonly column: TableColumn<R>;
  readonly sort: TableSort | null;
  readonly onSort: (sort: TableSort) => void;
}) {
  const sorted = sort?.column === column.id;
  const Arrow = sort?.descending === true ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      className={classNames('table__cell', column.align === 'end' && 'table__cell--end')}
      aria-sort={
        column.compare === undefined
          ? undefined
          : sorted
            ? sort.descending
              ? 'descending'
              : 'ascending'
            : 'none'
      }
    >
      {column.compare === undefined ? (
        <span className="table__title">{column.title}</span>
      ) : (
        <button
          type="button"
          className="table__sort"
          onClick={() => onSort({ column: column.id, descending: sorted ? !sort.descending : false })}
        >
          <span className="clip">{column.title}</span>
          {sorted && <Arrow size={12} aria-hidden="true" />}
        </button>
      )}
    </div>
  );
}
