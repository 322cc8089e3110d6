import type { JsonObject } from '#schemas/scalars.ts';

/** Guard for a JSON object among values of unknown shape. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Guard for an integer from 0 on that is exact. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** An own member of an object; inherited names such as `constructor` are no members (reliability H6). */
export function ownMember(object: JsonObject | undefined, key: string): unknown {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}
