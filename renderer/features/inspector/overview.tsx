import { BankBadge } from '../../ui/badge.tsx';
import '../../ui/bank-hue.css';
import { ByteSize } from '../../ui/byte-size-text.tsx';
import { formatCount } from '../../ui/byte-size.ts';
import { StateIcon } from '../../ui/state-icon.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { BANK_TYPES } from '#schemas/scalars.ts';
import { selectBytes, setInspector, type PackInView } from './inspector-store.ts';
import { preludeRows, type PreludeRow } from './prelude-rows.ts';
import { hexOffset, isUnexplained } from './ranges.ts';

/** What the file is at a glance: does it boot, what is in it, and its prelude field by field. */
export function Overview({ pack }: { readonly pack: PackInView }) {
  const { inspected, rows } = pack;
  const { report } = inspected;
  const { ranges } = report.coverage;
  const unexplained = ranges.reduce((sum, range) => sum + (isUnexplained(range.kind) ? range.length : 0), 0);
  const errors = report.findings.filter((finding) => finding.severity === 'error').length;
  return (
    <div className="inspector-scroll" role="region" aria-label="Overview of the pack" tabIndex={0}>
      <section className="overview-answers">
        <div className="overview-answer">
          <StateIcon
            state={inspected.boots ? 'fine' : 'error'}
            size={20}
            word={
              <strong>
                {inspected.boots
                  ? 'The runtime would boot with this'
                  : 'The runtime would not boot with this'}
              </strong>
            }
          />
          {inspected.boot_reasons.map((reason) => (
            <span key={reason} className="small">
              {visibleName(reason)}
            </span>
          ))}
        </div>
        <div className="overview-answer">
          <StateIcon
            state={errors > 0 ? 'error' : report.findings.length > 0 ? 'warning' : 'fine'}
            size={20}
            word={
              <strong>
                {report.findings.length === 0
                  ? 'Nothing is wrong with its structure'
                  : report.findings.length === 1
                    ? '1 finding about its structure'
                    : `${report.findings.length} findings about its structure`}
              </strong>
            }
          />
          {report.findings.length > 0 && (
            <button type="button" className="link" onClick={() => setInspector({ tab: 'findings' })}>
              Show them
            </button>
          )}
        </div>
        <div className="overview-answer">
          <StateIcon
            state={unexplained === 0 ? 'fine' : 'warning'}
            size={20}
            word={
              <strong>
                {unexplained === 0 ? 'Every byte is explained' : 'Some bytes belong to nothing'}
              </strong>
            }
          />
          {unexplained > 0 && (
            <span className="small">
              <ByteSize bytes={unexplained} />
            </span>
          )}
        </div>
      </section>
      <section className="stack">
        <h2>Contents</h2>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Part</th>
              <th scope="col" className="end">
                Entries
              </th>
              <th scope="col" className="end">
                Stored
              </th>
              <th scope="col" className="end">
                Resident
              </th>
            </tr>
          </thead>
          <tbody>
            <tr data-bank="header">
              <td>header</td>
              <td className="end mono">{formatCount(inspected.entry_count)}</td>
              <td className="end">
                <ByteSize bytes={report.layout.header?.length ?? null} />
              </td>
              <td className="end">–</td>
            </tr>
            {BANK_TYPES.map((bank) => {
              const own = rows.filter((row) => row.bank_type === bank);
              return (
                <tr key={bank}>
                  <td>
                    <BankBadge bank={bank} />
                  </td>
                  <td className="end mono">{formatCount(own.length)}</td>
                  <td className="end">
                    <ByteSize bytes={own.reduce((sum, row) => sum + row.size, 0)} />
                  </td>
                  <td className="end">
                    <ByteSize bytes={own.reduce((sum, row) => sum + row.decoded_size, 0)} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <Prelude pack={pack} />
    </div>
  );
}

const LAYOUTS = {
  v1: 'laid out as version 1 lays it out',
  calibrated: 'not laid out as version 1; the header was found by its content',
  none: 'no header was found',
} as const;

function Prelude({ pack }: { readonly pack: PackInView }) {
  const { report } = pack.inspected;
  const rows = preludeRows(report);
  return (
    <section className="stack">
      <h2>
        Prelude <span className="faint small">{LAYOUTS[report.layout.matched]}</span>
      </h2>
      {rows.length === 0 ? (
        <p className="quiet">The file is shorter than a prelude.</p>
      ) : (
        <div className="plain-table__frame" role="region" aria-label="Fields of the prelude" tabIndex={0}>
          <table className="plain-table">
            <thead>
              <tr>
                {['Offset', 'Size', 'Field', 'Type', 'Value', 'Meaning'].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <PreludeField key={row.name} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {report.layout.matched === 'calibrated' && (
        <p className="small quiet">
          Found by content:{' '}
          {report.layout.fields.map((field) => `${field.name} at ${hexOffset(field.offset)}`).join(', ') ||
            'nothing'}
          .
        </p>
      )}
    </section>
  );
}

function PreludeField({ row }: { readonly row: PreludeRow }) {
  const { offset, sizeBytes } = row;
  return (
    <tr>
      <td className="mono">
        {offset === null || sizeBytes === null ? (
          '–'
        ) : (
          <button
            type="button"
            className="link mono"
            onClick={() => selectBytes(offset, sizeBytes, row.name)}
          >
            {hexOffset(offset)}
          </button>
        )}
      </td>
      <td className="mono">{sizeBytes ?? '–'}</td>
      <td className="mono">{row.name}</td>
      <td className="mono quiet">{row.type}</td>
      <td className="mono">{visibleName(row.value)}</td>
      <td>{row.severity === null ? row.meaning : <StateIcon state={row.severity} word={row.meaning} />}</td>
    </tr>
  );
}
