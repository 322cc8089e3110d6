import type { VerifyPackReport } from '#schemas/report/verify-pack.ts';
import { formatFindings, formatOmitted } from './findings.ts';
import type { Style } from './style.ts';

const MEANING: Readonly<Record<string, string>> = {
  yes: '✓ yes',
  no: '✕ no',
  unknown: '? unknown',
  'no-anchor': '○ no anchor (give --expect-sha256)',
};

/** `verify-pack` for people: three answers, never one. */
export function formatVerifyReport(report: VerifyPackReport, style: Style): string {
  const line = (name: 'complete' | 'valid' | 'authentic'): string => {
    const answer = report.verdict[name];
    const paint = answer === 'yes' ? style.good : answer === 'no-anchor' ? style.faint : style.bad;
    return `${name.padEnd(10)}${paint(MEANING[answer] ?? answer)}\n`;
  };
  const digest = report.pack_sha256 === null ? '' : `sha256    ${report.pack_sha256}\n`;
  return (
    line('complete') +
    line('valid') +
    line('authentic') +
    digest +
    formatFindings(report.findings, style) +
    formatOmitted(report.findings_omitted)
  );
}
