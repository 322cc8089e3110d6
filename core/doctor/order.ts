import { compareCodeUnits } from '#core/bytes/order.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';

/** Asset id (the workspace itself first), file, code, place: the same order on every machine (reliability D1). */
export function compareDiagnostics(left: Diagnostic, right: Diagnostic): number {
  return (
    (left.asset_id ?? 0) - (right.asset_id ?? 0) ||
    compareCodeUnits(left.file ?? '', right.file ?? '') ||
    compareCodeUnits(left.code, right.code) ||
    comparePointers(left.pointer ?? '', right.pointer ?? '') ||
    (left.pixel?.y ?? -1) - (right.pixel?.y ?? -1) ||
    (left.pixel?.x ?? -1) - (right.pixel?.x ?? -1) ||
    (left.byte_offset ?? -1) - (right.byte_offset ?? -1) ||
    compareCodeUnits(left.message, right.message)
  );
}

/** Array indices by number, so that artifact 10 comes after artifact 2. */
function comparePointers(left: string, right: string): number {
  if (left === right) return 0;
  const leftTokens = left.split('/');
  const rightTokens = right.split('/');
  const shared = Math.min(leftTokens.length, rightTokens.length);
  for (let index = 0; index < shared; index += 1) {
    const order = compareTokens(leftTokens[index] ?? '', rightTokens[index] ?? '');
    if (order !== 0) return order;
  }
  return leftTokens.length - rightTokens.length;
}

const DIGITS = /^[0-9]+$/u;

function compareTokens(left: string, right: string): number {
  const leftIsIndex = DIGITS.test(left);
  const rightIsIndex = DIGITS.test(right);
  if (leftIsIndex !== rightIsIndex) return leftIsIndex ? -1 : 1;
  return (leftIsIndex ? Number(left) - Number(right) : 0) || compareCodeUnits(left, right);
}

/**
 * Diagnostics of several sources as one list: sorted, and what two sources say of one place in the same words only
 * once.
 */
export function mergeDiagnostics(...sources: readonly (readonly Diagnostic[])[]): readonly Diagnostic[] {
  const sorted = sources.flat().sort(compareDiagnostics);
  return sorted.filter((diagnostic, index) => {
    const previous = sorted[index - 1];
    return previous === undefined || compareDiagnostics(previous, diagnostic) !== 0;
  });
}
