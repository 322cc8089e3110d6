import { memo, type ReactElement } from 'react';
import { classNames } from './class-names.ts';
import type { TableColumn } from './table.tsx';

interface TableRowProps<R> {
  readonly row: R;
  readonly rowKey: string;
  readonly id: string;
  readonly index: number;
  readonly topPx: number;
  readonly selected: boolean;
  readonly active: boolean;
  readonly columns: readonly TableColumn<R>[];
}

function PlainTableRow<R>({
  row,
  rowKey,
  id,
  index,
  topPx,
  selected,
  active,
  columns,
}: TableRowProps<R>): ReactElement {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-active={active ? '' : undefined}
      data-row={rowKey}
      data-index={index}
      className="table__row"
      style={{ transform: `translateY(${topPx}px)` }}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={classNames('table__cell', column.align === 'end' && 'table__cell--end')}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** One row; while the table scrolls, rows that stay in view are not drawn again. (`memo` loses the type parameter.) */
export const TableRow = memo(PlainTableRow) as typeof PlainTableRow;
