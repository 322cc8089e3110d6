/** JSON Schema as plain data, taken from TypeBox objects. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonSchema = Readonly<Record<string, Json>>;

/** Called for an inner schema that has an `$id`: a schema to put in its place, or undefined to write it out. */
export type Substitute = (id: string) => JsonSchema | undefined;

/**
 * A plain copy without `$id` and without what TypeBox keeps for itself. `Type.Record(Type.String(), …)` becomes
 * `additionalProperties`: the pattern `^.*$` that TypeBox gives would let keys with a line break pass unchecked.
 */
export function plainSchema(source: object, substitute: Substitute = () => undefined): JsonSchema {
  const result: Record<string, Json> = {};
  for (const [key, value] of Object.entries(source) as [string, unknown][]) {
    if (key === '$id' || value === undefined) continue;
    if (key !== 'patternProperties') {
      result[key] = plainValue(value, substitute);
      continue;
    }
    const { '^.*$': anyKey, ...others } = plainSchema(value as object, substitute);
    if (anyKey !== undefined) result['additionalProperties'] = anyKey;
    if (Object.keys(others).length > 0) result[key] = others;
  }
  return result;
}

function plainValue(value: unknown, substitute: Substitute): Json {
  if (Array.isArray(value)) return value.map((item: unknown) => plainValue(item, substitute));
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  if (typeof value !== 'object') throw new TypeError(`a schema holds a ${typeof value}`);
  const id: unknown = Reflect.get(value, '$id');
  return (typeof id === 'string' ? substitute(id) : undefined) ?? plainSchema(value, substitute);
}
