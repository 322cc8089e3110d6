import { ListX, SearchX } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { AssetTableEntry } from '#schemas/pack/pack-header.ts';
import { BankBadge } from '../../ui/badge.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { formatCount } from '../../ui/byte-size.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/fields.tsx';
import { MenuAt, type MenuPlace } from '../../ui/menu.tsx';
import { Name } from '../../ui/name.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { filterEntries } from './entry-filter.ts';
import { copyPayloadDigest } from './payload-digest.ts';
import { selectEntry, setInspector, useInspector, type PackInView } from './inspector-store.ts';

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const COLUMNS: readonly TableColumn<AssetTableEntry>[] = [
  {
    id: 'id',
    title: 'Id',
    width: '84px',
    align: 'end',
    compare: (a, b) => a.asset_id - b.asset_id,
    cell: (row) => <span className="mono">{row.asset_id}</span>,
  },
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(140px, 2fr)',
    compare: (a, b) => byText(a.asset_name, b.asset_name),
    cell: (row) => <Name text={row.asset_name} />,
  },
  {
    id: 'bank',
    title: 'Bank',
    width: '96px',
    compare: (a, b) => byText(a.bank_type, b.bank_type),
    cell: (row) => <BankBadge bank={row.bank_type} />,
  },
  {
    id: 'offset',
    title: 'Offset',
    width: '112px',
    align: 'end',
    compare: (a, b) => a.offset - b.offset,
    cell: (row) => <span className="mono">{formatCount(row.offset)}</span>,
  },
  {
    id: 'size',
    title: 'Stored',
    width: '92px',
    align: 'end',
    compare: (a, b) => a.size - b.size,
    cell: (row) => <ByteSize bytes={row.size} />,
  },
  {
    id: 'decoded',
    title: 'Resident',
    width: '92px',
    align: 'end',
    compare: (a, b) => a.decoded_size - b.decoded_size,
    cell: (row) => <ByteSize bytes={row.decoded_size} />,
  },
  { id: 'codec', title: 'Codec', width: '68px', cell: (row) => row.codec },
];

/** One function for all renders: the table keeps an index by key, which a new function would make it build anew. */
const keyOf = (row: AssetTableEntry) => String(row.asset_id);

async function copyOf(text: string, what: string): Promise<void> {
  const copied = await copyText(text);
  showToast(copied ? 'fine' : 'tool', copied ? `Copied the ${what}.` : 'The clipboard is not available.');
}

/** The asset table of the header: sorted, filtered, however many entries it has. */
export function EntryTable({ pack }: { readonly pack: PackInView }) {
  const { query, sort, selection } = useInspector();
  const table = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<MenuPlace & { readonly row: AssetTableEntry }>();
  const rows = useMemo(() => filterEntries(pack.rows, query), [pack.rows, query]);
  const active = selection?.assetId === null || selection === null ? null : String(selection.assetId);
  return (
    <div className="inspector-pane">
      <div className="inspector-bar">
        <SearchField
          label="Filter by name, bank or id"
          value={query}
          onChange={(value) => setInspector({ query: value })}
          onLeave={() => table.current?.focus()}
        />
        <span className="grow" />
        {!pack.rowsDone && !pack.changed && (
          <div className="inspector-bar__progress">
            <ProgressBar label="Reading the asset table" value={pack.rows.length} total={null} />
          </div>
        )}
        <span className="faint small">
          {rows.length === pack.inspected.entry_count
            ? formatCount(rows.length)
            : `${formatCount(rows.length)} of ${formatCount(pack.inspected.entry_count)}`}
        </span>
      </div>
      <div className="inspector-fill">
        <Table<AssetTableEntry>
          ref={table}
          label="Asset table"
          rows={rows}
          rowKey={keyOf}
          columns={COLUMNS}
          sort={sort}
          onSort={(next) => setInspector({ sort: next })}
          selected={active === null ? new Set() : new Set([active])}
          active={active}
          onSelect={(_keys, key) => {
            const entry = pack.byId.get(Number(key)) ?? pack.rows.find((row) => String(row.asset_id) === key);
            if (entry !== undefined) selectEntry(entry);
          }}
          onMenu={(row, x, y) => setMenu({ x, y, row })}
          single
          empty={
            pack.rows.length === 0 ? (
              <EmptyState icon={ListX} title={pack.rowsDone ? 'The table is empty' : 'Reading the table…'}>
                {pack.rowsDone
                  ? 'The header has no entry that could be read; the findings say why.'
                  : undefined}
              </EmptyState>
            ) : (
              <EmptyState
                icon={SearchX}
                title="Nothing matches"
                actions={<Button onPress={() => setInspector({ query: '' })}>Show everything</Button>}
              >
                No entry fits this filter.
              </EmptyState>
            )
          }
        />
      </div>
      {menu !== undefined && (
        <MenuAt
          label="Entry"
          at={menu}
          onClose={() => setMenu(undefined)}
          items={[
            { id: 'id', title: 'Copy the id', run: () => void copyOf(String(menu.row.asset_id), 'id') },
            { id: 'name', title: 'Copy the name', run: () => void copyOf(menu.row.asset_name, 'name') },
            {
              id: 'digest',
              title: 'Copy the digest of the payload',
              note: 'SHA-256 of the stored bytes',
              run: () => void copyPayloadDigest(menu.row),
            },
            {
              id: 'entry',
              title: 'Copy the entry as JSON',
              run: () => void copyOf(JSON.stringify(menu.row, null, 2), 'entry'),
            },
          ]}
        />
      )}
    </div>
  );
}
