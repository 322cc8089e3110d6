import { memberOf, type JsonMembers } from '#core/json/json-value.ts';

/** Guard for an integer from 0 on that is exact. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** An own member of an object that a declaration may leave out. */
export function ownMember(object: JsonMembers | undefined, key: string): unknown {
  return object === undefined ? undefined : memberOf(object, key);
}
