import type { DoctorReport } from '#schemas/report/doctor.ts';
import { formatCounts, formatFindings } from './findings.ts';
import { plural, shown, type Style } from './style.ts';

/** `doctor` for people: what was fixed, the counts, then every finding with its place and remedy. */
export function formatDoctorReport(report: DoctorReport, style: Style): string {
  let text = '';
  const { fixed, counts } = report;
  if (fixed !== undefined) {
    text +=
      fixed.length === 0
        ? 'Nothing could be fixed without a decision\n'
        : style.good(`Fixed ${plural(fixed.length, 'finding')}\n`);
    for (const { message, file, fix_id: fixId } of fixed) {
      text += `  ${file === undefined ? '' : `${shown(file)}: `}${shown(message)} ${style.faint(`[${fixId ?? ''}]`)}\n`;
    }
  }
  const summary = formatCounts(counts);
  text += `${counts.error > 0 ? style.bad(summary) : counts.warning > 0 ? style.warning(summary) : style.good(summary)}\n`;
  return text + formatFindings(report.diagnostics, style);
}
