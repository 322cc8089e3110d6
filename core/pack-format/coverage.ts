import { addCounts, fitsInside } from '#core/bytes/ranges.ts';
import type { InspectReport, PackRange, RangeKind } from '#schemas/report/inspect.ts';
import type { ReadEntry } from './entry.ts';
import type { FindingLog } from './findings.ts';
import type { PackPlacement } from './prelude.ts';

export type Coverage = InspectReport['coverage'];

/** A slice as far as it lies inside the payload; offsets count from the start of the payload. */
export interface PlacedSlice {
  readonly entry: ReadEntry;
  readonly start: number;
  readonly end: number;
}

function range(kind: RangeKind, start: number, length: number, assetId?: number): PackRange {
  return assetId === undefined ? { start, length, kind } : { start, length, kind, asset_id: assetId };
}

/** Slices that have bytes in the payload, by start, then table order; those that reach past its end are cut there. */
function placeSlices(entries: readonly ReadEntry[], payloadLength: number, log: FindingLog): PlacedSlice[] {
  const slices: PlacedSlice[] = [];
  let sorted = true;
  let previous = 0;
  for (const entry of entries) {
    const { offset, size, assetId, index } = entry;
    if (offset === undefined || size === undefined) continue;
    if (!fitsInside(offset, size, payloadLength)) {
      log.add(
        'SLICE_OUT_OF_RANGE',
        `The slice needs ${size} bytes at ${offset}; the payload has ${payloadLength}.`,
        {
          assetId,
          pointer: `/asset_table/${index}/${offset > payloadLength ? 'offset' : 'size'}`,
        },
      );
      if (offset >= payloadLength) continue;
    }
    if (offset < previous) sorted = false;
    previous = offset;
    slices.push({
      entry,
      start: offset,
      end: Math.min(addCounts(offset, size) ?? payloadLength, payloadLength),
    });
  }
  return sorted ? slices : slices.sort((a, b) => a.start - b.start || a.entry.index - b.entry.index);
}

function logOverlaps(slices: readonly PlacedSlice[], payloadStart: number, log: FindingLog): void {
  let furthest: PlacedSlice | undefined;
  for (const slice of slices) {
    if (slice.end === slice.start) continue;
    if (furthest !== undefined && slice.start < furthest.end) {
      const length = Math.min(slice.end, furthest.end) - slice.start;
      log.add(
        'SLICE_OVERLAP',
        `${length} bytes are shared with asset ${furthest.entry.assetId ?? 'of unknown id'}.`,
        {
          assetId: slice.entry.assetId,
          byteOffset: payloadStart + slice.start,
          byteLength: length,
          pointer: `/asset_table/${slice.entry.index}/offset`,
        },
      );
    }
    if (furthest === undefined || slice.end > furthest.end) furthest = slice;
  }
}

interface Sweep {
  readonly ranges: PackRange[];
  readonly gaps: PackRange[];
  readonly overlaps: PackRange[];
}

/** Ranges of disjoint slices: what every sound pack has. */
function sweepDisjoint(slices: readonly PlacedSlice[], payloadStart: number, into: Sweep): number {
  let position = 0;
  for (const { entry, start, end } of slices) {
    if (start > position) addGap(payloadStart + position, start - position, into);
    // An empty slice in the middle of another one shares no byte with it, and has none of its own.
    if (start < position) continue;
    into.ranges.push(range('payload', payloadStart + start, end - start, entry.assetId));
    position = end;
  }
  return position;
}

function addGap(start: number, length: number, into: Sweep): void {
  const gap = range('gap', start, length);
  into.ranges.push(gap);
  into.gaps.push(gap);
}

interface Edge {
  readonly at: number;
  readonly slice: PlacedSlice;
  readonly opens: boolean;
}

/**
 * Ranges of slices that share bytes. One sweep over starts and ends; the sum of the indices of the open slices names
 * the only one while there is one, so that any number of overlaps costs no more.
 */
function sweepOverlapping(slices: readonly PlacedSlice[], payloadStart: number, into: Sweep): number {
  const edges: Edge[] = [];
  for (const slice of slices) {
    if (slice.start === slice.end) continue;
    edges.push({ at: slice.start, slice, opens: true }, { at: slice.end, slice, opens: false });
  }
  edges.sort((a, b) => a.at - b.at);
  const byIndex = new Map(slices.map((slice) => [slice.entry.index, slice]));
  let position = 0;
  let open = 0;
  let indexSum = 0;
  for (const edge of edges) {
    const length = edge.at - position;
    if (length > 0) {
      if (open === 0) addGap(payloadStart + position, length, into);
      else if (open === 1) {
        into.ranges.push(
          range('payload', payloadStart + position, length, byIndex.get(indexSum)?.entry.assetId),
        );
      } else {
        const last = into.overlaps.at(-1);
        if (last !== undefined && last.start + last.length === payloadStart + position) last.length += length;
        else {
          const overlap = range('overlap', payloadStart + position, length);
          into.ranges.push(overlap);
          into.overlaps.push(overlap);
        }
      }
      position = edge.at;
    }
    open += edge.opens ? 1 : -1;
    indexSum += edge.opens ? edge.slice.entry.index : -edge.slice.entry.index;
  }
  const lastStart = slices.at(-1)?.start ?? 0;
  if (lastStart > position) addGap(payloadStart + position, lastStart - position, into);
  return Math.max(position, lastStart);
}

export interface PayloadCoverage {
  readonly coverage: Coverage;
  readonly slices: readonly PlacedSlice[];
}

/**
 * Assigns every byte of the file to exactly one range (reliability H3) and logs slices out of range, overlaps, gaps,
 * trailing bytes and slack (asset-pack 2). Ranges ascend. An entry without bytes between two slices has a range of
 * length 0 where no slices overlap. Unclaimed bytes before the start of some slice are a gap, those after the last slice are trailing.
 */
export function coverPack(
  placement: PackPlacement,
  fileSizeBytes: number,
  entries: readonly ReadEntry[],
  log: FindingLog,
): PayloadCoverage {
  const { payloadStart } = placement;
  const payloadLength = fileSizeBytes - payloadStart;
  const slices = placeSlices(entries, payloadLength, log);
  const before = coverBeforePayload(placement, log);
  const sweep: Sweep = { ranges: before.ranges, gaps: [], overlaps: [] };
  logOverlaps(slices, payloadStart, log);
  const covered = log.has('SLICE_OVERLAP')
    ? sweepOverlapping(slices, payloadStart, sweep)
    : sweepDisjoint(slices, payloadStart, sweep);
  for (const gap of sweep.gaps) {
    log.add('PAYLOAD_GAP', `${gap.length} bytes belong to no entry.`, {
      byteOffset: gap.start,
      byteLength: gap.length,
    });
  }
  if (covered < payloadLength) {
    const trailing = range('trailing', payloadStart + covered, payloadLength - covered);
    sweep.ranges.push(trailing);
    log.add('PAYLOAD_TRAILING', `${trailing.length} bytes follow the last slice.`, {
      byteOffset: trailing.start,
      byteLength: trailing.length,
    });
  }
  return { coverage: { ...sweep, slack: before.slack }, slices };
}

function coverBeforePayload(
  placement: PackPlacement,
  log: FindingLog,
): { ranges: PackRange[]; slack: PackRange[] } {
  const { headerStart, headerLength, payloadStart } = placement;
  const ranges = [range('prelude', 0, headerStart), range('header', headerStart, headerLength)];
  const headerEnd = headerStart + headerLength;
  if (payloadStart <= headerEnd) return { ranges, slack: [] };
  const slack = range('slack', headerEnd, payloadStart - headerEnd);
  ranges.push(slack);
  log.add('HEADER_SLACK', `${slack.length} bytes stand between header and payload.`, {
    byteOffset: slack.start,
    byteLength: slack.length,
  });
  return { ranges, slack: [slack] };
}

/** Coverage where the header is known but could not be read: the payload is there, its entries are not. */
export function coverUnreadable(placement: PackPlacement, fileSizeBytes: number, log: FindingLog): Coverage {
  const { ranges, slack } = coverBeforePayload(placement, log);
  if (placement.payloadStart < fileSizeBytes) {
    ranges.push(range('payload', placement.payloadStart, fileSizeBytes - placement.payloadStart));
  }
  return { ranges, gaps: [], overlaps: [], slack };
}

/** Coverage of a file whose prelude is refused: nothing after it can be named. */
export function coverRefused(fileSizeBytes: number, preludeSizeBytes: number): Coverage {
  const prelude = Math.min(fileSizeBytes, preludeSizeBytes);
  const ranges: PackRange[] = [];
  if (prelude > 0) ranges.push(range('prelude', 0, prelude));
  if (fileSizeBytes > prelude) ranges.push(range('trailing', prelude, fileSizeBytes - prelude));
  return { ranges, gaps: [], overlaps: [], slack: [] };
}
