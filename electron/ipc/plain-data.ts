/** Deepest nesting of a message, as for every document (reliability H5). */
const MAX_DEPTH = 64;

/**
 * Whether a value is what JSON can say. Electron's structured clone also carries maps, dates, typed arrays and
 * cycles; a map has no members of its own and would pass as an empty object (reliability E9).
 */
export function isPlainData(value: unknown, depth = 0): boolean {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean')
    return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isPlainData(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((member) => isPlainData(member, depth + 1));
}
