import type { InspectReport, PreludeReport } from '#schemas/report/inspect.ts';
import type { PackFindingCode } from '#schemas/errors/codes.ts';
import { formatBytes, formatCount } from '../../ui/byte-size.ts';
import type { Severity } from '#schemas/errors/catalogue.ts';
import { hexOffset } from './ranges.ts';

export interface PreludeRow {
  readonly name: string;
  /** Null where the layout of the file could not be told. */
  readonly offset: number | null;
  readonly sizeBytes: number | null;
  readonly type: string;
  readonly value: string;
  readonly meaning: string;
  readonly severity: Severity | null;
}

type FieldName = Exclude<keyof PreludeReport, 'magic_hex'>;
const FIELDS: readonly FieldName[] = [
  'magic',
  'schema_version',
  'header_len',
  'payload_offset',
  'flags',
  'reserved',
  'header_checksum',
];
const CODE_OF: Readonly<Record<FieldName, PackFindingCode>> = {
  magic: 'PRELUDE_MAGIC',
  schema_version: 'PRELUDE_SCHEMA_VERSION',
  header_len: 'PRELUDE_HEADER_LEN',
  payload_offset: 'PRELUDE_PAYLOAD_OFFSET',
  flags: 'PRELUDE_FLAGS',
  reserved: 'PRELUDE_RESERVED',
  header_checksum: 'PRELUDE_CHECKSUM',
};

/** The fields of the prelude with place, type, value and what the value means. */
export function preludeRows(
  report: Pick<InspectReport, 'prelude' | 'layout' | 'findings'>,
): readonly PreludeRow[] {
  const { prelude, layout, findings } = report;
  if (prelude === null) return [];
  return FIELDS.map((name) => {
    const field = layout.fields.find((each) => each.name === name);
    const finding = findings.find((each) => each.code === CODE_OF[name]);
    return {
      name,
      offset: field?.offset ?? null,
      sizeBytes: field?.size ?? null,
      type: typeOf(name, field?.size, layout.byte_order),
      value: valueOf(name, prelude),
      meaning: meaningOf(name, prelude),
      severity: finding?.severity ?? null,
    };
  });
}

function typeOf(
  name: FieldName,
  size: number | undefined,
  order: InspectReport['layout']['byte_order'],
): string {
  if (name === 'magic') return 'bytes[4]';
  const bits = (size ?? (name === 'payload_offset' ? 8 : 4)) * 8;
  return `u${bits} ${{ little: 'LE', big: 'BE', unknown: '?' }[order]}`;
}

function valueOf(name: FieldName, prelude: PreludeReport): string {
  if (name === 'magic') return `${prelude.magic}  ${prelude.magic_hex}`;
  if (name === 'flags' || name === 'reserved' || name === 'header_checksum') return hexOffset(prelude[name]);
  return String(prelude[name]);
}

function meaningOf(name: FieldName, prelude: PreludeReport): string {
  switch (name) {
    case 'magic':
      return prelude.magic === 'ASPA' ? 'an asset pack' : 'not an asset pack of this kind';
    case 'schema_version':
      return `version ${prelude.schema_version} of the format`;
    case 'header_len':
      return `${formatBytes(prelude.header_len)} of JSON follow the prelude`;
    case 'payload_offset':
      return typeof prelude.payload_offset === 'number'
        ? `the payload begins at byte ${formatCount(prelude.payload_offset)}`
        : 'beyond what any file can hold';
    case 'flags':
      return prelude.flags === 0 ? 'none is set' : 'set, without a meaning in version 1';
    case 'reserved':
      return prelude.reserved === 0 ? 'zero, as it must be' : 'not zero';
    case 'header_checksum':
      return prelude.header_checksum === 0 ? 'absent' : 'present; its algorithm is not known here';
  }
}
