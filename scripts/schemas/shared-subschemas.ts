import type { Json, JsonSchema } from './plain-schema.ts';

/** Below this length a call costs more than the repeated code. */
const SHARING_MIN_CHARACTERS = 120;
const LIST_KEYWORDS = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems']);
const MAP_KEYWORDS = new Set(['properties', 'patternProperties']);
const SCHEMA_KEYWORDS = new Set(['items', 'additionalProperties', 'not']);

/**
 * Splits schemas so that a part which occurs more than once is compiled once: the generated code shrinks to a
 * fraction. `roots[i]` is the id of the schema that stands for the i-th input.
 */
export function shareSubschemas(
  inputs: readonly JsonSchema[],
  urnOf: (position: number) => string,
): { readonly schemas: ReadonlyMap<string, JsonSchema>; readonly roots: readonly string[] } {
  const occurrences = new Map<string, number>();
  for (const input of inputs) {
    visit(input, (schema) => {
      const text = JSON.stringify(schema);
      const count = (occurrences.get(text) ?? 0) + 1;
      occurrences.set(text, count);
      return count === 1;
    });
  }
  const schemas = new Map<string, JsonSchema>();
  const urnByText = new Map<string, string>();
  const shared = (schema: JsonSchema): string => {
    const text = JSON.stringify(schema);
    const known = urnByText.get(text);
    if (known !== undefined) return known;
    const urn = urnOf(urnByText.size);
    urnByText.set(text, urn);
    schemas.set(urn, mapChildren(schema, compact));
    return urn;
  };
  const compact = (schema: JsonSchema): JsonSchema => {
    const text = JSON.stringify(schema);
    return text.length >= SHARING_MIN_CHARACTERS && (occurrences.get(text) ?? 0) > 1
      ? { $ref: shared(schema) }
      : mapChildren(schema, compact);
  };
  return { roots: inputs.map(shared), schemas };
}

/** Calls `enter` for a schema and, while it answers true, for the schemas in it. */
function visit(schema: JsonSchema, enter: (schema: JsonSchema) => boolean): void {
  if (!enter(schema)) return;
  mapChildren(schema, (child) => {
    visit(child, enter);
    return child;
  });
}

function mapChildren(schema: JsonSchema, change: (child: JsonSchema) => JsonSchema): JsonSchema {
  const changeOne = (value: Json): Json => (isSchema(value) ? change(value) : value);
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]): [string, Json] => {
      if (SCHEMA_KEYWORDS.has(key)) return [key, changeOne(value)];
      if (LIST_KEYWORDS.has(key) && Array.isArray(value)) return [key, value.map(changeOne)];
      if (!MAP_KEYWORDS.has(key) || !isSchema(value)) return [key, value];
      return [
        key,
        Object.fromEntries(Object.entries(value).map(([name, child]) => [name, changeOne(child)])),
      ];
    }),
  );
}

function isSchema(value: Json): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
