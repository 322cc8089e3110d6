import type { FormatId } from '#schemas/scalars.ts';
import type { PreloadEntry } from '#schemas/pack/pack-header.ts';
import { NO_LAYOUT, type InspectReport, type LayoutReport } from '#schemas/report/inspect.ts';
import { calibrate, type CalibratedLayout } from './calibrate.ts';
import { coverPack, coverRefused, coverUnreadable, type Coverage, type PlacedSlice } from './coverage.ts';
import type { ReadEntry } from './entry.ts';
import { FindingLog } from './findings.ts';
import { inferFormat } from './format-inference.ts';
import { checkFormat } from './format-rules.ts';
import { checkHeader, logHeaderProblem, readHeaderJson, type HeaderRead } from './header.ts';
import { BYTE_ORDER, HEADER_SIGNATURE, PRELUDE_FIELDS, PRELUDE_SIZE_BYTES, SCENE } from './layout.ts';
import type { PackSource } from './pack-source.ts';
import { checkPreload, type ReadPreload } from './preload-rules.ts';
import { readPrelude, reportPrelude, type PackPlacement, type Prelude } from './prelude.ts';

export interface InspectOptions {
  /** Formats that the companions name, by asset id; inferred where absent (asset-pack 2). */
  readonly formats?: ReadonlyMap<number, FormatId>;
}

/** A pack as its prelude and header tell it; of the payload at most a few bytes were read. */
export interface InspectedPack {
  readonly sizeBytes: number;
  readonly prelude: Prelude | undefined;
  /** Where header and payload are, undefined where no layout fits. */
  readonly placement: PackPlacement | undefined;
  readonly layout: LayoutReport;
  /** Undefined where the header could not be read. */
  readonly header: HeaderRead | undefined;
  readonly entries: readonly ReadEntry[];
  readonly preloads: readonly ReadPreload[];
  /** Format of each entry of the table, undefined where its bank type is not known. */
  readonly formats: readonly (FormatId | undefined)[];
  /** Slices that have bytes in the file, ascending. */
  readonly slices: readonly PlacedSlice[];
  readonly coverage: Coverage;
  readonly log: FindingLog;
}

function layoutOfV1(placement: PackPlacement, sizeBytes: number): LayoutReport {
  return {
    matched: 'v1',
    prelude_size: PRELUDE_SIZE_BYTES,
    byte_order: BYTE_ORDER,
    fields: PRELUDE_FIELDS.map(({ name, offset, size }) => ({ name, offset, size })),
    header: { start: placement.headerStart, length: placement.headerLength },
    payload: { start: placement.payloadStart, length: sizeBytes - placement.payloadStart },
  };
}

function layoutOfCalibrated(found: CalibratedLayout, sizeBytes: number): LayoutReport {
  const { placement } = found;
  return {
    matched: 'calibrated',
    prelude_size: found.preludeSize,
    byte_order: found.byteOrder,
    fields: found.fields.map(({ name, offset, size }) => ({ name, offset, size })),
    header: { start: placement.headerStart, length: placement.headerLength },
    payload: { start: placement.payloadStart, length: sizeBytes - placement.payloadStart },
  };
}

function startsLikeHeader(bytes: Uint8Array): boolean {
  for (let index = 0; index < HEADER_SIGNATURE.length; index += 1) {
    if (bytes[index] !== HEADER_SIGNATURE.charCodeAt(index)) return false;
  }
  return true;
}

interface LocatedHeader {
  readonly placement: PackPlacement;
  readonly layout: LayoutReport;
  readonly bytes: Uint8Array;
}

/** Finds the header where the prelude says it is, or by its content where that does not fit. */
function locateHeader(
  source: PackSource,
  placement: PackPlacement | undefined,
  log: FindingLog,
): LocatedHeader | undefined {
  if (placement !== undefined) {
    const bytes = source.readAt(placement.headerStart, placement.headerLength);
    const here = { placement, layout: layoutOfV1(placement, source.size), bytes };
    if (startsLikeHeader(bytes)) return here;
    const json = readHeaderJson(bytes);
    if (json.ok || json.problem.code === 'bom') return here;
    const found = calibrate(source);
    return found === undefined || found.isV1 ? here : locateCalibrated(source, found, log);
  }
  const found = calibrate(source);
  return found === undefined ? undefined : locateCalibrated(source, found, log);
}

function locateCalibrated(source: PackSource, found: CalibratedLayout, log: FindingLog): LocatedHeader {
  const { placement } = found;
  if (!found.isV1) {
    log.add(
      'PRELUDE_LAYOUT',
      `The header was found at ${placement.headerStart}, ${placement.headerLength} bytes long; the prelude seems to have ${found.preludeSize} bytes.`,
      { byteOffset: 0, byteLength: found.preludeSize },
    );
  }
  const bytes = source.readAt(placement.headerStart, placement.headerLength);
  return { placement, layout: layoutOfCalibrated(found, source.size), bytes };
}

function checkFormats(
  source: PackSource,
  payloadStart: number,
  entries: readonly ReadEntry[],
  options: InspectOptions,
  log: FindingLog,
): readonly (FormatId | undefined)[] {
  return entries.map((entry) => {
    const named = entry.assetId === undefined ? undefined : options.formats?.get(entry.assetId);
    const firstBytes = (): Uint8Array => {
      const { offset, size } = entry;
      if (offset === undefined || size === undefined || offset > source.size) return new Uint8Array();
      return source.readAt(payloadStart + offset, Math.min(size, SCENE.magic.length));
    };
    const fits = named !== undefined && named.startsWith(`${entry.bankType ?? ''}/`);
    const format = fits ? named : inferFormat(entry, firstBytes);
    if (format !== undefined) checkFormat(entry, format, log);
    return format;
  });
}

/**
 * Reads prelude and header of a pack and checks all that asset-pack 1 and 2 ask for, reading of the payload only the
 * first bytes of scenes. Any bytes give a result (reliability F1); only failures of the source itself are thrown.
 */
export function inspectPack(source: PackSource, options: InspectOptions = {}): InspectedPack {
  const log = new FindingLog();
  const first = source.readAt(0, Math.min(source.size, PRELUDE_SIZE_BYTES));
  const { prelude, placement } = readPrelude(first, source.size, log);
  const nothing = {
    sizeBytes: source.size,
    prelude,
    header: undefined,
    entries: [],
    preloads: [],
    formats: [],
    slices: [],
    log,
  };
  const located = locateHeader(source, placement, log);
  if (located === undefined) {
    return {
      ...nothing,
      placement: undefined,
      layout: NO_LAYOUT,
      coverage: coverRefused(source.size, PRELUDE_SIZE_BYTES),
    };
  }
  const { headerStart, headerLength, payloadStart } = located.placement;
  if (located.bytes.length < headerLength) {
    log.add('PACK_CHANGED_WHILE_READING', 'The file became shorter while its header was read.');
  }
  const json = readHeaderJson(located.bytes);
  if (!json.ok) {
    logHeaderProblem(json.problem, headerStart, log);
    const coverage = coverUnreadable(located.placement, source.size, log);
    return { ...nothing, placement: located.placement, layout: located.layout, coverage };
  }
  const header = checkHeader(json, headerStart, log);
  const { coverage, slices } = coverPack(located.placement, source.size, header.entries, log);
  const formats = checkFormats(source, payloadStart, header.entries, options, log);
  const preloads = checkPreload(header.preload, header.entries, log);
  if (source.hasChanged?.() === true)
    log.add('PACK_CHANGED_WHILE_READING', 'The file is not the one that was opened.');
  const unplaced = log.unplacedPointers();
  if (unplaced.size > 0) log.placeInHeader(json.places.locateAll(unplaced), headerStart);
  return {
    ...nothing,
    placement: located.placement,
    layout: located.layout,
    header,
    entries: header.entries,
    preloads,
    formats,
    slices,
    coverage,
  };
}

/** Preloads that are well formed, in the order of the header. */
export function wellFormedPreloads(pack: InspectedPack): readonly PreloadEntry[] {
  return pack.preloads.flatMap((preload) => (preload.wellFormed === undefined ? [] : [preload.wellFormed]));
}

/** The document of `inspect --json`. */
export function inspectReport(pack: InspectedPack): InspectReport {
  const omitted = pack.log.omitted();
  const report: InspectReport = {
    file_size: pack.sizeBytes,
    prelude: pack.prelude === undefined ? null : reportPrelude(pack.prelude),
    asset_table: [...(pack.header?.assetTable ?? [])],
    preload: [...(pack.header?.preload ?? [])],
    coverage: pack.coverage,
    layout: pack.layout,
    findings: pack.log.list(),
  };
  return omitted.length === 0 ? report : { ...report, findings_omitted: omitted };
}
