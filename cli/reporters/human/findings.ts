import type { Severity } from '#schemas/errors/catalogue.ts';
import type { Diagnostic, PackFinding } from '#schemas/report/diagnostic.ts';
import type { SeverityCounts } from '#schemas/report/doctor.ts';
import type { OmittedFindings } from '#schemas/report/inspect.ts';
import { groupDigits, plural, shown, type Style } from './style.ts';

type Finding = Diagnostic | PackFinding;

function severityLabel(severity: Severity, style: Style): string {
  switch (severity) {
    case 'error':
      return style.bad('✕ error  ');
    case 'warning':
      return style.warning('▲ warning');
    case 'hint':
      return style.faint('· hint   ');
  }
}

function placeOf(finding: Finding): string {
  const parts: string[] = [];
  if (finding.pointer !== undefined && finding.pointer !== '') parts.push(shown(finding.pointer));
  if ('pixel' in finding && finding.pixel !== undefined)
    parts.push(`pixel ${finding.pixel.x},${finding.pixel.y}`);
  if (finding.byte_offset !== undefined) parts.push(`byte ${groupDigits(finding.byte_offset)}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function headingOf({ file, asset_id: assetId }: Finding): string {
  const asset = assetId === undefined ? '' : `asset ${assetId}`;
  if (file === undefined) return asset === '' ? 'project' : asset;
  return asset === '' ? shown(file) : `${shown(file)}  ${asset}`;
}

/** Findings grouped by the file they are about, in the order in which they came. */
export function formatFindings(findings: readonly Finding[], style: Style): string {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const heading = headingOf(finding);
    const group = groups.get(heading);
    if (group === undefined) groups.set(heading, [finding]);
    else group.push(finding);
  }
  let text = '';
  for (const [heading, group] of groups) {
    text += `\n${style.strong(heading)}\n`;
    for (const finding of group) {
      text += `  ${severityLabel(finding.severity, style)} ${shown(finding.message)}${placeOf(finding)} ${style.faint(finding.code)}\n`;
      const fix =
        'fix_id' in finding && finding.fix_id !== undefined ? style.faint(` [fix: ${finding.fix_id}]`) : '';
      text += `            ${shown(finding.remedy)}${fix}\n`;
    }
  }
  return text;
}

/** A line for each code of which not all findings are listed. */
export function formatOmitted(omitted: readonly OmittedFindings[] | undefined): string {
  return (omitted ?? []).map(({ code, count }) => `  and ${groupDigits(count)} more of ${code}\n`).join('');
}

/** `2 errors, 1 warning`, or that nothing was found. */
export function formatCounts(counts: SeverityCounts): string {
  const parts = (['error', 'warning', 'hint'] as const).flatMap((severity) =>
    counts[severity] === 0 ? [] : [plural(counts[severity], severity)],
  );
  return parts.length === 0 ? 'Nothing found' : parts.join(', ');
}
