import { ChevronDown, ChevronRight } from 'lucide-react';
import {
  useEffect,
  useId,
  useMemo,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { movedRow } from './grid-keys.ts';
import { useRowHeight } from './row-height.ts';
import './tree-grid.css';
import { useRowWindow } from './windowed-rows.ts';

export interface TreeNode<D> {
  readonly key: string;
  readonly data: D;
  readonly children: readonly TreeNode<D>[];
}

interface FlatNode<D> {
  readonly node: TreeNode<D>;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly parent: number;
}

/** The rows that are visible when the nodes of `collapsed` are shut, in order. */
export function flattenTree<D>(
  roots: readonly TreeNode<D>[],
  collapsed: ReadonlySet<string>,
): readonly FlatNode<D>[] {
  const flat: FlatNode<D>[] = [];
  const visit = (nodes: readonly TreeNode<D>[], level: number, parent: number) => {
    nodes.forEach((node, index) => {
      const own = flat.length;
      flat.push({ node, level, position: index + 1, siblings: nodes.length, parent });
      if (!collapsed.has(node.key)) visit(node.children, level + 1, own);
    });
  };
  visit(roots, 1, -1);
  return flat;
}

export interface TreeGridProps<D> {
  readonly label: string;
  readonly roots: readonly TreeNode<D>[];
  readonly collapsed: ReadonlySet<string>;
  readonly onCollapse: (collapsed: ReadonlySet<string>) => void;
  readonly active: string | null;
  /** The row that the keyboard is on became another one, or a row was pressed. */
  readonly onSelect: (key: string, data: D, by: 'key' | 'pointer') => void;
  readonly onActivate?: (key: string, data: D) => void;
  /** Enter activates branches too, which → and ← open and shut; otherwise Enter opens and shuts them. */
  readonly activatesBranches?: boolean;
  readonly onMenu?: (key: string, data: D, x: number, y: number) => void;
  /** First cell: the name; second: what stands at the end of the row. */
  readonly name: (data: D, expanded: boolean | undefined) => ReactNode;
  readonly end?: (data: D) => ReactNode;
  readonly empty: ReactNode;
}

/** A tree grid after the ARIA pattern: → opens or goes in, ← shuts or goes out; virtual like the table. */
export function TreeGrid<D>(props: TreeGridProps<D>) {
  const { label, roots, collapsed, onCollapse, active } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const rowHeight = useRowHeight();
  const flat = useMemo(() => flattenTree(roots, collapsed), [roots, collapsed]);
  const shown = useRowWindow(scroller, flat.length, rowHeight);
  const activeIndex = useMemo(
    () => (active === null ? -1 : flat.findIndex((row) => row.node.key === active)),
    [flat, active],
  );
  const { scrollToRow } = shown;
  // Brings the active row into view when it becomes another one, not when rows around it come and go.
  const reveal = useRef<() => void>(() => undefined);
  reveal.current = () => {
    if (activeIndex >= 0) scrollToRow(activeIndex);
  };
  const isListed = activeIndex >= 0;
  useEffect(() => reveal.current(), [active, isListed]);
  if (flat.length === 0) return <>{props.empty}</>;

  const select = (index: number, by: 'key' | 'pointer' = 'key') => {
    const row = flat[index];
    if (row !== undefined) props.onSelect(row.node.key, row.node.data, by);
  };
  const setOpen = (key: string, open: boolean) => {
    const next = new Set(collapsed);
    if (open) next.delete(key);
    else next.add(key);
    onCollapse(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = flat[activeIndex];
    const moved = movedRow(event.key, activeIndex, flat.length, shown.pageRows);
    if (moved !== undefined) select(moved);
    else if (row === undefined) return;
    else if (event.key === 'ArrowRight') {
      if (row.node.children.length === 0) return;
      if (collapsed.has(row.node.key)) setOpen(row.node.key, true);
      else select(activeIndex + 1);
    } else if (event.key === 'ArrowLeft') {
      if (row.node.children.length > 0 && !collapsed.has(row.node.key)) setOpen(row.node.key, false);
      else if (row.parent >= 0) select(row.parent);
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (row.node.children.length > 0 && (event.key === ' ' || props.activatesBranches !== true))
        setOpen(row.node.key, collapsed.has(row.node.key));
      else props.onActivate?.(row.node.key, row.node.data);
    } else if (
      (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) &&
      props.onMenu !== undefined
    ) {
      const box = event.currentTarget.querySelector('[data-active]')?.getBoundingClientRect();
      props.onMenu(row.node.key, row.node.data, (box?.left ?? 0) + 24, box?.bottom ?? 0);
    } else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className="tree"
      role="treegrid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={flat.length}
      aria-activedescendant={
        activeIndex >= shown.start && activeIndex < shown.end ? `${id}-${activeIndex}` : undefined
      }
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (activeIndex < 0 && event.currentTarget.matches(':focus-visible')) select(0);
      }}
    >
      <div role="rowgroup" className="tree__body" style={{ height: shown.heightPx }}>
        {flat.slice(shown.start, shown.end).map((row, offset) => {
          const index = shown.start + offset;
          const branch = row.node.children.length > 0;
          const open = branch ? !collapsed.has(row.node.key) : undefined;
          const Twist = open === true ? ChevronDown : ChevronRight;
          return (
            <div
              key={row.node.key}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 1}
              aria-level={row.level}
              aria-posinset={row.position}
              aria-setsize={row.siblings}
              aria-expanded={open}
              aria-selected={row.node.key === active}
              data-active={index === activeIndex ? '' : undefined}
              className="tree__row"
              style={{
                transform: `translateY(${shown.topOf(index)}px)`,
                paddingInlineStart: (row.level - 1) * 14 + 2,
              }}
              onMouseDown={() => select(index, 'pointer')}
              onDoubleClick={() =>
                branch
                  ? setOpen(row.node.key, open === false)
                  : props.onActivate?.(row.node.key, row.node.data)
              }
              onContextMenu={(event: MouseEvent) => {
                if (props.onMenu === undefined) return;
                event.preventDefault();
                props.onMenu(row.node.key, row.node.data, event.clientX, event.clientY);
              }}
            >
              <div role="gridcell" className="tree__cell">
                <span
                  className="tree__twist"
                  aria-hidden="true"
                  onClick={() => branch && setOpen(row.node.key, open === false)}
                >
                  {branch && <Twist size={14} />}
                </span>
                {props.name(row.node.data, open)}
              </div>
              {props.end !== undefined && (
                <div role="gridcell" className="tree__cell tree__cell--end">
                  {props.end(row.node.data)}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
