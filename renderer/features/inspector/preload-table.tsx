import { PackageOpen } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { AssetTableEntry, PreloadEntry } from '#schemas/pack/pack-header.ts';
import { BankBadge } from '../../ui/badge.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Name } from '../../ui/name.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { Table, type TableColumn, type TableSort } from '../../ui/table.tsx';
import { selectEntry, useInspector, type PackInView } from './inspector-store.ts';

interface PreloadRow {
  readonly preload: PreloadEntry;
  readonly entry: AssetTableEntry | undefined;
  readonly key: string;
}

const COLUMNS: readonly TableColumn<PreloadRow>[] = [
  {
    id: 'bank',
    title: 'Bank',
    width: '108px',
    compare: (a, b) => ((a.entry?.bank_type ?? '~') < (b.entry?.bank_type ?? '~') ? -1 : 1),
    cell: ({ entry }) =>
      entry === undefined ? (
        <StateIcon state="error" word="not in the table" />
      ) : (
        <BankBadge bank={entry.bank_type} />
      ),
  },
  {
    id: 'slot',
    title: 'Slot',
    width: '68px',
    align: 'end',
    compare: (a, b) => a.preload.slot - b.preload.slot,
    cell: ({ preload }) => <span className="mono">{preload.slot}</span>,
  },
  {
    id: 'id',
    title: 'Id',
    width: '84px',
    align: 'end',
    compare: (a, b) => a.preload.asset_id - b.preload.asset_id,
    cell: ({ preload }) => <span className="mono">{preload.asset_id}</span>,
  },
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(140px, 1fr)',
    cell: ({ entry }) => (entry === undefined ? '–' : <Name text={entry.asset_name} />),
  },
  {
    id: 'resident',
    title: 'Resident',
    width: '104px',
    align: 'end',
    compare: (a, b) => (a.entry?.decoded_size ?? 0) - (b.entry?.decoded_size ?? 0),
    cell: ({ entry }) => <ByteSize bytes={entry?.decoded_size ?? null} />,
  },
];

/** What is resident after boot, and in which slot. */
export function PreloadTable({ pack }: { readonly pack: PackInView }) {
  const selection = useInspector((state) => state.selection);
  const [sort, setSort] = useState<TableSort | null>(null);
  const rows = useMemo(
    () =>
      pack.preload.map((preload, index): PreloadRow => ({
        preload,
        entry: pack.byId.get(preload.asset_id),
        key: `${preload.asset_id}/${index}`,
      })),
    [pack.preload, pack.byId],
  );
  const active = rows.find((row) => row.preload.asset_id === selection?.assetId)?.key ?? null;
  return (
    <div className="inspector-fill">
      <Table<PreloadRow>
        label="Preloads"
        rows={rows}
        rowKey={(row) => row.key}
        columns={COLUMNS}
        sort={sort}
        onSort={setSort}
        selected={active === null ? new Set() : new Set([active])}
        active={active}
        onSelect={(_keys, key) => {
          const entry = rows.find((row) => row.key === key)?.entry;
          if (entry !== undefined) selectEntry(entry);
        }}
        single
        empty={
          <EmptyState icon={PackageOpen} title="Nothing is preloaded">
            Everything in this pack is loaded on demand.
          </EmptyState>
        }
      />
    </div>
  );
}
