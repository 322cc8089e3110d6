import { validators } from './generated/validators.js';
import type { SchemaId, SchemaValue } from './registry.ts';

/** Where a value breaks its schema. `pointer` is a JSON Pointer into the value, '' for the value itself. */
export interface SchemaViolation {
  readonly pointer: string;
  readonly message: string;
  /** The JSON Schema keyword that failed: `type`, `required`, `additionalProperties` … */
  readonly keyword: string;
}

export type Validation<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly SchemaViolation[] };

/** One error as the generated validators leave it on the function. */
interface RawViolation {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A generated validator: a type guard that keeps the errors of its last call. */
export interface SchemaValidator<T> {
  (value: unknown): value is T;
  readonly errors?: readonly RawViolation[] | null;
}

/**
 * Checks a value against a schema of `registry.ts` with code generated ahead of time (no `eval`: it runs under the
 * content security policy of the window). Stops at the first violation; of a union it gives one per branch.
 */
export function validate<Id extends SchemaId>(id: Id, value: unknown): Validation<SchemaValue<Id>> {
  return runValidator<SchemaValue<Id>>(validators[id], value);
}

/** Runs one generated validator and translates what it found. */
export function runValidator<T>(validator: SchemaValidator<T>, value: unknown): Validation<T> {
  if (validator(value)) return { ok: true, value };
  return { ok: false, errors: (validator.errors ?? []).map(toViolation) };
}

/** Points at the unknown or the missing property itself, where ajv points at the object that has or lacks it. */
function toViolation(raw: RawViolation): SchemaViolation {
  const property = raw.params['additionalProperty'] ?? raw.params['missingProperty'];
  const pointer =
    typeof property === 'string' ? `${raw.instancePath}/${escapePointer(property)}` : raw.instancePath;
  return { pointer, message: raw.message ?? raw.keyword, keyword: raw.keyword };
}

function escapePointer(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}
