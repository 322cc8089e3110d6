import { useMemo, useState } from 'react';
import type { PackRange } from '#schemas/report/inspect.ts';
import { BankBadge } from '../../ui/badge.tsx';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { formatCount } from '../../ui/byte-size.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Switch } from '../../ui/fields.tsx';
import { Name } from '../../ui/name.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { Table, type TableColumn, type TableSort } from '../../ui/table.tsx';
import { selectRange } from './file-map.tsx';
import { useInspector, type PackInView } from './inspector-store.ts';
import { hexOffset, isUnexplained, RANGE_WORDS, rangeAt } from './ranges.ts';

/** One function for all renders: the table keeps an index by key, which a new function would make it build anew. */
const keyOf = (range: PackRange) => String(range.start);

/** The map of the file as a table: every byte belongs to one row (reliability H3). */
export function CoverageTable({ pack }: { readonly pack: PackInView }) {
  const { ranges, gaps, overlaps, slack } = pack.inspected.report.coverage;
  const { byId } = pack;
  const selection = useInspector((state) => state.selection);
  const [sort, setSort] = useState<TableSort | null>(null);
  const [onlyTrouble, setOnlyTrouble] = useState(false);
  const rows = useMemo(
    () =>
      onlyTrouble ? ranges.filter((range) => isUnexplained(range.kind) || range.kind === 'overlap') : ranges,
    [ranges, onlyTrouble],
  );
  const columns = useMemo((): readonly TableColumn<PackRange>[] => {
    const entryOf = (range: PackRange) =>
      range.asset_id === undefined ? undefined : byId.get(range.asset_id);
    return [
      {
        id: 'start',
        title: 'Start',
        width: '120px',
        compare: (a, b) => a.start - b.start,
        cell: (range) => <span className="mono">{hexOffset(range.start)}</span>,
      },
      {
        id: 'end',
        title: 'End',
        width: '120px',
        cell: (range) => <span className="mono">{hexOffset(range.start + range.length)}</span>,
      },
      {
        id: 'length',
        title: 'Length',
        width: '96px',
        align: 'end',
        compare: (a, b) => a.length - b.length,
        cell: (range) => <ByteSize bytes={range.length} />,
      },
      {
        id: 'kind',
        title: 'Kind',
        width: '116px',
        compare: (a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0),
        cell: (range) => {
          const { word } = RANGE_WORDS[range.kind];
          if (range.kind === 'overlap') return <StateIcon state="error" word={word} />;
          return isUnexplained(range.kind) ? <StateIcon state="warning" word={word} /> : word;
        },
      },
      {
        id: 'owner',
        title: 'Belongs to',
        width: 'minmax(160px, 1fr)',
        cell: (range) => {
          const entry = entryOf(range);
          if (entry === undefined)
            return (
              <span className="quiet">
                {range.asset_id === undefined ? RANGE_WORDS[range.kind].meaning : `asset ${range.asset_id}`}
              </span>
            );
          return (
            <span className="row-flex">
              <BankBadge bank={entry.bank_type} />
              <Name text={entry.asset_name} className="clip" />
            </span>
          );
        },
      },
    ];
  }, [byId]);
  const at = selection === null ? undefined : ranges[rangeAt(ranges, selection.start)];
  const active = at === undefined ? null : String(at.start);
  const trouble = gaps.length + overlaps.length + slack.length;
  return (
    <div className="inspector-pane">
      <div className="inspector-bar">
        <StateIcon
          state={trouble === 0 ? 'fine' : 'warning'}
          word={
            trouble === 0
              ? 'Every byte belongs to exactly one range'
              : `${gaps.length} gaps, ${overlaps.length} overlaps, ${slack.length} of slack`
          }
        />
        <span className="grow" />
        <Switch label="Only what is not explained" checked={onlyTrouble} onChange={setOnlyTrouble} />
        <span className="faint small">{formatCount(rows.length)} ranges</span>
      </div>
      <div className="inspector-fill">
        <Table<PackRange>
          label="Ranges of the file"
          rows={rows}
          rowKey={keyOf}
          columns={columns}
          sort={sort}
          onSort={setSort}
          selected={active === null ? new Set() : new Set([active])}
          active={active}
          onSelect={(_keys, key) => {
            const range = ranges[rangeAt(ranges, Number(key))];
            if (range !== undefined) selectRange(pack, range);
          }}
          single
          empty={
            <EmptyState title={onlyTrouble ? 'Everything is explained' : 'The file has no bytes'}>
              {onlyTrouble ? 'No gap, no overlap, no slack.' : 'There is nothing to map.'}
            </EmptyState>
          }
        />
      </div>
    </div>
  );
}
