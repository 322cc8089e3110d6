import { assertNever } from '#core/errors.ts';
import type { PackReport } from '#schemas/report/pack.ts';
import { formatFindings } from './findings.ts';
import { groupDigits, plural, shortSize, shortTime, shown, type Style } from './style.ts';

/** The one line of truth about a run (visual.md, picture 3). */
function headline(report: PackReport, style: Style): string {
  const { assets, pack } = report;
  const size = pack === undefined ? '' : `, ${shortSize(pack.size_bytes)}`;
  const time = `in ${shortTime(report.duration_ms)}`;
  switch (report.status) {
    case 'packed': {
      const same = report.rebuild === 'identical' ? '; identical to a clean build in a second process' : '';
      return style.good(
        `Packed ${plural(assets.included, 'asset')}${size}, ${time}: ${groupDigits(assets.reused)} reused, ${groupDigits(assets.packed)} encoded${same}`,
      );
    }
    case 'unchanged': {
      const same = report.rebuild === 'identical' ? '; identical to a clean build in a second process' : '';
      return style.good(`Nothing changed: ${plural(assets.included, 'asset')}${size}, ${time}${same}`);
    }
    case 'blocked': {
      const errors = report.diagnostics.filter(({ severity }) => severity === 'error').length;
      return style.bad(
        `Not packed: ${plural(errors, 'error')} ${errors === 1 ? 'stands' : 'stand'} in the way`,
      );
    }
    case 'failed':
      return style.bad(`Packing failed: ${shown(report.error?.message ?? 'unknown')}`);
    case 'cancelled':
      return style.warning('Cancelled; nothing was changed');
    default:
      return assertNever(report.status);
  }
}

/** `pack` for people: one line of truth, what was found, then path, size and digest. */
export function formatPackReport(report: PackReport, style: Style): string {
  let text = `${headline(report, style)}\n`;
  if (report.status === 'failed' && report.error !== undefined) text += `  ${report.error.remedy}\n`;
  text += formatFindings(report.diagnostics, style);
  const { pack } = report;
  if (pack !== undefined) {
    text += `\n${shown(pack.path)}  ${groupDigits(pack.size_bytes)} bytes\nsha256 ${pack.sha256}\n`;
  }
  return text;
}
