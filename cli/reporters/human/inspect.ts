import { isAssetTableEntry } from '#core/pack-format/entry.ts';
import type { InspectReport, PackRange } from '#schemas/report/inspect.ts';
import { isJsonObject } from '#core/json/json-value.ts';
import { formatFindings, formatOmitted } from './findings.ts';
import { groupDigits, plural, shortSize, shown, type Style } from './style.ts';
import { formatTable } from './table.ts';

/** More rows than this are for `--json`. */
const MAX_ROWS = 200;

function preludeText({ prelude, layout }: InspectReport): string {
  if (prelude === null) return 'No prelude: the file is shorter than 32 bytes.\n';
  const how = { v1: 'version 1', calibrated: 'found by its content', none: 'no layout fits' }[layout.matched];
  return formatTable(
    [{ title: 'Prelude' }, { title: how }],
    [
      ['  magic', `${shown(prelude.magic)} (${prelude.magic_hex})`],
      ['  schema_version', String(prelude.schema_version)],
      ['  header_len', String(prelude.header_len)],
      ['  payload_offset', String(prelude.payload_offset)],
      ['  flags', String(prelude.flags)],
      ['  reserved', String(prelude.reserved)],
      ['  header_checksum', String(prelude.header_checksum)],
    ],
  );
}

function slotsOf(preload: readonly unknown[]): ReadonlyMap<unknown, string> {
  return new Map(
    preload.filter(isJsonObject).map((element) => [element['asset_id'], String(element['slot'])]),
  );
}

function tableText(report: InspectReport): string {
  const slots = slotsOf(report.preload);
  const rows = report.asset_table
    .slice(0, MAX_ROWS)
    .map((entry) =>
      isAssetTableEntry(entry)
        ? [
            String(entry.asset_id),
            entry.bank_type,
            groupDigits(entry.offset),
            groupDigits(entry.size),
            groupDigits(entry.decoded_size),
            slots.get(entry.asset_id) ?? '',
            shown(entry.asset_name),
          ]
        : ['?', '', '', '', '', '', shown(JSON.stringify(entry).slice(0, 80))],
    );
  const more = report.asset_table.length - rows.length;
  const table = formatTable(
    [
      { title: 'Id', align: 'right' },
      { title: 'Bank' },
      { title: 'Offset', align: 'right' },
      { title: 'Size', align: 'right' },
      { title: 'Decoded', align: 'right' },
      { title: 'Slot', align: 'right' },
      { title: 'Name' },
    ],
    rows,
  );
  return `\n${plural(report.asset_table.length, 'asset')}, ${report.preload.length} preloaded\n${table}${more > 0 ? `… and ${plural(more, 'more asset')}; --json lists them all\n` : ''}`;
}

function coverageText({ coverage }: InspectReport): string {
  const kinds = new Map<PackRange['kind'], { count: number; bytes: number }>();
  for (const { kind, length } of coverage.ranges) {
    const sum = kinds.get(kind) ?? { count: 0, bytes: 0 };
    kinds.set(kind, { count: sum.count + 1, bytes: sum.bytes + length });
  }
  const rows = [...kinds].map(([kind, { count, bytes }]) => [
    `  ${kind}`,
    groupDigits(count),
    groupDigits(bytes),
  ]);
  const columns = [
    { title: 'Coverage' },
    { title: 'Ranges', align: 'right' },
    { title: 'Bytes', align: 'right' },
  ] as const;
  return `\n${formatTable(columns, rows)}`;
}

/** `inspect` for people. */
export function formatInspectReport(report: InspectReport, style: Style): string {
  const size = report.file_size ?? 0;
  const summary = `${groupDigits(size)} bytes (${shortSize(size)})`;
  const state =
    report.findings.length === 0
      ? style.good('nothing found')
      : style.warning(plural(report.findings.length, 'finding'));
  return (
    `${summary}, ${state}\n\n${preludeText(report)}${tableText(report)}${coverageText(report)}` +
    formatFindings(report.findings, style) +
    formatOmitted(report.findings_omitted)
  );
}
