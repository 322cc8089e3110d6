import type { JournalEntry } from './messages.ts';

/** What the main process did to Electron, in order. */
export const journal: JournalEntry[] = [];

/** Notes a call; functions among its arguments are noted as such, since they do not travel. */
export function note(name: string, ...args: readonly unknown[]): void {
  journal.push({ name, args: args.map(withoutFunctions) });
}

function withoutFunctions(value: unknown): unknown {
  if (typeof value === 'function') return '(function)';
  if (Array.isArray(value)) return value.map(withoutFunctions);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return `(${value.constructor.name})`;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withoutFunctions(member)]));
}
