import { StudioError } from '#core/errors.ts';
import { arrayIndex, parseJsonPointer } from './json-pointer.ts';
import { defineMember, isJsonObject, memberOf } from './json-value.ts';

function tokensOf(pointer: string): readonly string[] {
  const tokens = parseJsonPointer(pointer);
  if (tokens === undefined) throw new StudioError('INTERNAL', `"${pointer}" is not a JSON Pointer`);
  return tokens;
}

function noPlace(token: string): StudioError {
  return new StudioError('INTERNAL', `There is no place "${token}" to edit.`);
}

/** Value at a JSON Pointer, undefined where it leads nowhere; never looks into prototypes (reliability H6). */
export function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const token of tokensOf(pointer)) {
    if (Array.isArray(at)) {
      const index = arrayIndex(token);
      at = index === undefined ? undefined : (at as readonly unknown[])[index];
    } else if (isJsonObject(at)) at = memberOf(at, token);
    else return undefined;
  }
  return at;
}

function copyMembers(members: { readonly [key: string]: unknown }): Record<string, unknown> {
  return { ...members };
}

function setIn(value: unknown, tokens: readonly string[], depth: number, next: unknown): unknown {
  const token = tokens[depth];
  if (token === undefined) return next;
  if (Array.isArray(value)) {
    const items: unknown[] = [...(value as readonly unknown[])];
    const index = token === '-' ? items.length : arrayIndex(token);
    if (index === undefined || index > items.length) throw noPlace(token);
    items[index] = setIn(items[index], tokens, depth + 1, next);
    return items;
  }
  if (value !== undefined && !isJsonObject(value)) throw noPlace(token);
  const members = value === undefined ? {} : copyMembers(value);
  defineMember(members, token, setIn(memberOf(members, token), tokens, depth + 1, next));
  return members;
}

/**
 * A copy of the document with the value at the pointer set; all else, unknown keys and their order, stays. Missing
 * parent objects are made; `-` or the length appends to an array. A place inside a scalar is a fault of the caller.
 */
export function setAtPointer(value: unknown, pointer: string, next: unknown): unknown {
  return setIn(value, tokensOf(pointer), 0, next);
}

function removeIn(value: unknown, tokens: readonly string[], depth: number): unknown {
  const token = tokens[depth];
  if (token === undefined) throw noPlace('');
  const last = depth === tokens.length - 1;
  if (Array.isArray(value)) {
    const items = value as readonly unknown[];
    const index = arrayIndex(token);
    if (index === undefined || index >= items.length) return value;
    if (last) return items.filter((_, at) => at !== index);
    return items.map((item, at) => (at === index ? removeIn(item, tokens, depth + 1) : item));
  }
  if (!isJsonObject(value) || !Object.hasOwn(value, token)) return value;
  if (last) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== token));
  const members = copyMembers(value);
  defineMember(members, token, removeIn(value[token], tokens, depth + 1));
  return members;
}

/** A copy of the document without the value at the pointer; the same document where there is none. */
export function removeAtPointer(value: unknown, pointer: string): unknown {
  return removeIn(value, tokensOf(pointer), 0);
}
