import type { ErrorDocument } from '#schemas/report/error.ts';
import type { Terminal } from '../../terminal.ts';
import { shown, styleFor } from './style.ts';

/** An error for people: what, where, and what to do next, on standard error. */
export function writeError(terminal: Terminal, error: ErrorDocument): void {
  const style = styleFor(terminal, terminal.err);
  const blockers = error.data?.['blockers'];
  terminal.err.write(`${style.bad('error')} ${style.faint(error.code)} ${shown(error.message)}\n`);
  if (Array.isArray(blockers) && blockers.length > 1) {
    for (const blocker of blockers) terminal.err.write(`  - ${shown(String(blocker))}\n`);
  }
  terminal.err.write(`  ${error.remedy}\n`);
}
