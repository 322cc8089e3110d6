import { packSourceOfBytes } from '#core/pack-format/pack-source.ts';
import { inspectPack, inspectReport } from '#core/pack-format/read-pack.ts';
import type { PackFindingCode } from '#schemas/errors/codes.ts';
import type { InspectReport } from '#schemas/report/inspect.ts';

/** Inspect report of a pack in memory. */
export function reportOf(bytes: Uint8Array): InspectReport {
  return inspectReport(inspectPack(packSourceOfBytes(bytes)));
}

/** Codes of its findings, in order. */
export function codesOf(bytes: Uint8Array): readonly PackFindingCode[] {
  return reportOf(bytes).findings.map((finding) => finding.code);
}

/** Where the ranges do not follow each other from 0 to the end of the file; undefined where they do (reliability H3). */
export function brokenPartition(report: InspectReport): string | undefined {
  let position = 0;
  for (const range of report.coverage.ranges) {
    if (range.start !== position) return `${range.kind} at ${range.start}, not ${position}`;
    position += range.length;
  }
  return position === report.file_size
    ? undefined
    : `ranges end at ${position}, the file at ${report.file_size}`;
}
