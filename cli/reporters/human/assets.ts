import type { AssetDetails, AssetList, AssetRow } from '#schemas/report/assets.ts';
import { formatCounts, formatFindings } from './findings.ts';
import { groupDigits, plural, shortSize, shown, type Style } from './style.ts';
import { formatTable } from './table.ts';

function slotText({ preload }: AssetRow): string {
  if (!preload.enabled) return '';
  return preload.planned_slot === null ? 'none free' : String(preload.planned_slot);
}

function problemText({ counts }: AssetRow): string {
  return counts.error + counts.warning + counts.hint === 0 ? '' : formatCounts(counts);
}

/** `assets list` for people. */
export function formatAssetList(list: AssetList, style: Style): string {
  if (!list.initialised)
    return `This folder is no project yet: ${style.strong('pack-studio init')} makes it one.\n`;
  let text = list.read_only
    ? style.warning('This project cannot be written: it can be looked at only.\n')
    : '';
  if (list.assets.length === 0) {
    text += `No assets yet: ${style.strong('pack-studio assets create --file hero.png')} makes one.\n`;
  } else {
    text += formatTable(
      [
        { title: 'Id', align: 'right' },
        { title: 'State' },
        { title: 'Format' },
        { title: 'Source', align: 'right' },
        { title: 'Packed', align: 'right' },
        { title: 'Slot', align: 'right' },
        { title: 'Address' },
        { title: 'Problems' },
      ],
      list.assets.map((row) => [
        row.asset_id === null ? '' : String(row.asset_id),
        row.state,
        shown(row.format ?? ''),
        shortSize(row.source_bytes),
        row.packed_bytes === null ? '' : shortSize(row.packed_bytes),
        slotText(row),
        shown(row.address),
        problemText(row),
      ]),
    );
  }
  if (list.quarantine.length > 0) {
    text += `\n${style.strong(`In quarantine: ${list.quarantine.length}`)}\n`;
    text += formatTable(
      [
        { title: 'Quarantine' },
        { title: 'Size', align: 'right' },
        { title: 'Id', align: 'right' },
        { title: 'Was at' },
      ],
      list.quarantine.map((row) => [
        shown(row.quarantine_id),
        shortSize(row.size_bytes),
        row.asset_id === null ? '' : String(row.asset_id),
        shown(`assets/${row.root}`),
      ]),
    );
  }
  return text;
}

/** `assets show` for people. */
export function formatAssetDetails(details: AssetDetails, style: Style): string {
  const { asset, packed } = details;
  const facts: (readonly [string, string])[] = [
    ['address', shown(asset.address)],
    ['id', asset.asset_id === null ? 'not registered' : String(asset.asset_id)],
    ['uuid', asset.asset_uuid ?? 'unknown'],
    ['state', asset.state],
    ['type', `${asset.type ?? 'unknown'} ${shown(asset.format ?? '')}`.trim()],
    ['preload', asset.preload.enabled ? `slot ${slotText(asset)}` : 'no'],
    ['source', `${plural(asset.file_count, 'file')}, ${groupDigits(asset.source_bytes)} bytes`],
    [
      'packed',
      packed === null
        ? 'not in the pack'
        : `${groupDigits(packed.size)} bytes at ${groupDigits(packed.offset)}, sha256 ${packed.payload_sha256}`,
    ],
  ];
  const files = formatTable(
    [{ title: 'File' }, { title: 'Role' }, { title: 'Size', align: 'right' }],
    details.files.map(({ path, role, kind, size_bytes: sizeBytes }) => [
      shown(path),
      kind === 'file' ? role : `${role} (${kind})`,
      groupDigits(sizeBytes),
    ]),
  );
  return (
    `${style.strong(shown(asset.name))}\n` +
    facts.map(([name, value]) => `  ${name.padEnd(8)}${value}\n`).join('') +
    (details.files.length === 0 ? '' : `\n${files}`) +
    formatFindings(details.diagnostics, style)
  );
}
