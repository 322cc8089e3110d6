import type { Severity } from '#schemas/errors/catalogue.ts';
import type { Diagnostic, PackFinding } from '#schemas/report/diagnostic.ts';
import type { SeverityCounts } from '#schemas/report/doctor.ts';
import type { OmittedFindings } from '#schemas/report/inspect.ts';
import { groupDigits, plural, shown, type Style } from './style.ts';

type Finding = Diagnostic | PackFinding;

/** Hints of one code about one file beyond these are counted only. */
const SHOWN_HINTS = 3;

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
  if ('pixel' in finding) parts.push(`pixel ${finding.pixel.x},${finding.pixel.y}`);
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
  return [...groups]
    .map(([heading, group]) => `\n${style.strong(heading)}\n${formatGroup(group, style)}`)
    .join('');
}

function formatGroup(group: readonly Finding[], style: Style): string {
  const hints = new Map<string, number>();
  let text = '';
  for (const finding of group) {
    const count = (hints.get(finding.code) ?? 0) + 1;
    if (finding.severity === 'hint') hints.set(finding.code, count);
    if (count <= SHOWN_HINTS) text += formatFinding(finding, style);
  }
  for (const [code, count] of hints) {
    if (count > SHOWN_HINTS)
      text += style.faint(`            and ${groupDigits(count - SHOWN_HINTS)} more of ${code}\n`);
  }
  return text;
}

function formatFinding(finding: Finding, style: Style): string {
  const { severity, message, code, remedy } = finding;
  const fixId = 'fix_id' in finding ? finding.fix_id : undefined;
  const fix = fixId === undefined ? '' : style.faint(` [fix: ${fixId}]`);
  return (
    `  ${severityLabel(severity, style)} ${shown(message)}${placeOf(finding)} ${style.faint(code)}\n` +
    `            ${shown(remedy)}${fix}\n`
  );
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
