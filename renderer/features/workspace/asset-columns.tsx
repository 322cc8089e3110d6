import type { AssetRow } from '#schemas/report/assets.ts';
import { BankBadge, Badge } from '../../ui/badge.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { Name } from '../../ui/name.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import type { TableColumn } from '../../ui/table.tsx';
import { Moment } from '../../ui/time-text.tsx';
import { rowState } from './row-state.ts';

const STATE_WEIGHT = { error: 0, warning: 1, fine: 2, excluded: 3, unknown: 4 } as const;
const weight = (row: AssetRow) => {
  const { state } = rowState(row);
  return state in STATE_WEIGHT ? STATE_WEIGHT[state as keyof typeof STATE_WEIGHT] : 5;
};
const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;
const slotOf = (row: AssetRow) => row.preload.planned_slot ?? (row.preload.enabled ? 16 : 17);

/** What the row would be, or why it has no bank. */
function BankCell({ row }: { readonly row: AssetRow }) {
  if (row.bank_type === null) return <span className="faint">–</span>;
  return row.format?.endsWith('/raw_v1') === true ? (
    <>
      <BankBadge bank={row.bank_type} /> <Badge>raw</Badge>
    </>
  ) : (
    <BankBadge bank={row.bank_type} />
  );
}

export const ASSET_COLUMNS: readonly TableColumn<AssetRow>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(140px, 2fr)',
    compare: (a, b) => byText(a.name, b.name) || byText(a.root, b.root),
    cell: (row) => (
      <span className="asset-name">
        <Name text={row.name} className="clip asset-name__name" />
        <Name text={row.root} className="clip faint" />
      </span>
    ),
  },
  {
    id: 'bank',
    title: 'Bank',
    width: '108px',
    compare: (a, b) =>
      byText(a.bank_type ?? '~', b.bank_type ?? '~') || byText(a.format ?? '', b.format ?? ''),
    cell: (row) => <BankCell row={row} />,
  },
  {
    id: 'state',
    title: 'State',
    width: 'minmax(108px, 0.7fr)',
    compare: (a, b) => weight(a) - weight(b),
    cell: (row) => {
      const { state, word } = rowState(row);
      return <StateIcon state={state} word={word} />;
    },
  },
  {
    id: 'size',
    title: 'Size',
    width: '80px',
    align: 'end',
    compare: (a, b) => a.source_bytes - b.source_bytes,
    cell: (row) => <ByteSize bytes={row.source_bytes} />,
  },
  {
    id: 'slot',
    title: 'Slot',
    width: '64px',
    align: 'end',
    compare: (a, b) => slotOf(a) - slotOf(b),
    cell: (row) => {
      if (!row.preload.enabled) return <span className="faint">–</span>;
      if (row.preload.planned_slot === null) return <span title="Preloaded, but no slot is free">!</span>;
      return (
        <span
          className="mono"
          title={row.preload.declared_slot === null ? 'Lowest free slot' : 'Declared slot'}
        >
          {row.preload.planned_slot}
          {row.preload.declared_slot === null && <span className="faint"> auto</span>}
        </span>
      );
    },
  },
  {
    id: 'changed',
    title: 'Changed',
    width: '96px',
    align: 'end',
    compare: (a, b) => (a.changed_ms ?? 0) - (b.changed_ms ?? 0),
    cell: (row) => <Moment atMs={row.changed_ms} />,
  },
];
