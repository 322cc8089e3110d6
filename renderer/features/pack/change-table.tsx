import { ArrowUpDown, CircleMinus, CirclePlus, Equal, PencilLine, type LucideIcon } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { PackReport } from '#schemas/report/pack.ts';
import { revealAsset } from '../../app/state/selection.ts';
import { Badge } from '../../ui/badge.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { useRowHeight } from '../../ui/row-height.ts';
import { Table, type TableColumn, type TableSort } from '../../ui/table.tsx';
import { CHANGE_WORDS, changeRows, type ChangeRow } from './change-rows.ts';

const SHAPES: Readonly<Record<ChangeRow['change'], LucideIcon>> = {
  added: CirclePlus,
  changed: PencilLine,
  moved: ArrowUpDown,
  same: Equal,
  removed: CircleMinus,
};
const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;

const COLUMNS: readonly TableColumn<ChangeRow>[] = [
  {
    id: 'change',
    title: 'Change',
    width: '104px',
    compare: (a, b) => byText(a.change, b.change),
    cell: (row) => {
      const Shape = SHAPES[row.change];
      return (
        <span className={`state change change--${row.change}`}>
          <Shape size={14} aria-hidden="true" />
          {CHANGE_WORDS[row.change]}
        </span>
      );
    },
  },
  {
    id: 'name',
    title: 'Asset',
    width: 'minmax(140px, 1.4fr)',
    compare: (a, b) => byText(a.name, b.name),
    cell: (row) => <Name text={row.name} />,
  },
  {
    id: 'reason',
    title: 'Why',
    width: 'minmax(140px, 1fr)',
    compare: (a, b) => byText(a.reason, b.reason),
    cell: (row) => <span className="quiet">{row.reason}</span>,
  },
  {
    id: 'size',
    title: 'Size',
    width: '96px',
    align: 'end',
    compare: (a, b) => (a.sizeBytes ?? -1) - (b.sizeBytes ?? -1),
    cell: (row) => <ByteSize bytes={row.sizeBytes} />,
  },
  {
    id: 'id',
    title: 'Id',
    width: '64px',
    align: 'end',
    compare: (a, b) => a.assetId - b.assetId,
    cell: (row) => <span className="mono">{row.assetId}</span>,
  },
];

const SHOWN_ROWS = 12;

/** What differs from the pack before, and why it was encoded anew. */
export function ChangeTable({ report }: { readonly report: PackReport | null }) {
  const [sort, setSort] = useState<TableSort | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const rowHeight = useRowHeight();
  const rows = useMemo(() => (report === null ? [] : changeRows(report)), [report]);
  const done = report !== null && (report.status === 'packed' || report.status === 'unchanged');
  return (
    <section className="card" aria-labelledby="pack-changes">
      <div className="card__head">
        <h2 id="pack-changes">Since the pack before</h2>
        {done && (
          <>
            <Badge tone="accent">{report.assets.reused} reused</Badge>
            <Badge>{report.assets.packed} encoded</Badge>
            {report.removed.length > 0 && <Badge>{report.removed.length} removed</Badge>}
          </>
        )}
      </div>
      {!done ? (
        <EmptyState title="Nothing to compare yet">
          Pack the project, and what changed is listed here with its reason.
        </EmptyState>
      ) : rows.length === 0 ? (
        <EmptyState title="Nothing differs">Every asset was taken over from the pack before.</EmptyState>
      ) : (
        <div style={{ height: Math.min(rows.length, SHOWN_ROWS) * rowHeight + 28 }}>
          <Table<ChangeRow>
            label="Changes since the pack before"
            rows={rows}
            rowKey={(row) => `${row.change}/${row.assetId}`}
            columns={COLUMNS}
            sort={sort}
            onSort={setSort}
            selected={active === null ? new Set() : new Set([active])}
            active={active}
            onSelect={(_keys, key) => setActive(key)}
            onActivate={(row) => revealAsset(`id:${row.assetId}`)}
            single
            empty={null}
          />
        </div>
      )}
    </section>
  );
}
