/** A JSON object: any own key, `__proto__` included, is plain data. Ask for keys of a file with `Object.hasOwn`. */
export type JsonMembers = { readonly [key: string]: unknown };

/** True for a JSON object, false for arrays and null. */
export function isJsonObject(value: unknown): value is JsonMembers {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member of an object, undefined where there is none: never what `Object.prototype` has (reliability H6). */
export function memberOf(object: JsonMembers, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets an own data property; `__proto__` too, which plain assignment would take for the prototype. */
export function defineMember(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}
