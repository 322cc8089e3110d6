import type { MutationReport } from '#schemas/report/mutation.ts';
import { shown, type Style } from './style.ts';

/** A change for people: what was done, the ids it gave, what to know. */
export function formatMutationReport(report: MutationReport, style: Style): string {
  let text = report.actions.map((action) => `${style.good('✓')} ${shown(action)}\n`).join('');
  text += report.registered
    .map(({ asset_id: assetId, address }) => `  ${shown(address)} has the id ${assetId}\n`)
    .join('');
  text += report.warnings.map((warning) => `${style.warning('▲')} ${shown(warning)}\n`).join('');
  return text;
}
