import {
  contract,
  GESTURE_ERRORS,
  METHOD_NAMES,
  TRANSPORT_ERRORS,
  type Handlers,
  type MethodName,
  type MethodSpec,
} from '#schemas/contract/contract.ts';
import type { Cancellation } from '#schemas/contract/client.ts';
import type { StudioErrorCode } from '#schemas/errors/studio-errors.ts';
import { validateParams, validateResult } from '#schemas/contract/validate-message.ts';
import type { SchemaViolation } from '#schemas/validate.ts';

/** A handler as the dispatcher calls it, after its params have passed their schema. */
export type UntypedHandler = (
  params: unknown,
  onItem: (item: unknown) => void,
  signal: Cancellation,
) => Promise<unknown>;

/** One method, ready to be dispatched by name. */
export interface MethodEntry {
  readonly kind: 'call' | 'stream';
  readonly gesture: boolean;
  readonly latestBy: string | undefined;
  readonly errors: ReadonlySet<StudioErrorCode>;
  /** Violations of the params schema; none where they are well formed. */
  readonly checkParams: (params: unknown) => readonly SchemaViolation[];
  /** Violations of the schema of the result, or of one item. */
  readonly checkResult: (result: unknown) => readonly SchemaViolation[];
  readonly handle: UntypedHandler;
}

export type MethodTable = ReadonlyMap<string, MethodEntry>;

/** The closed set of codes that a method may answer with (architecture "Contract"). */
export function errorCodesOf(spec: MethodSpec): ReadonlySet<StudioErrorCode> {
  return new Set([...spec.errors, ...TRANSPORT_ERRORS, ...(spec.gesture === true ? GESTURE_ERRORS : [])]);
}

/** The contract with its handlers. A `Map`, so that a name like `__proto__` is just unknown (reliability H6). */
export function tableOfContract(handlers: Handlers): MethodTable {
  return new Map(METHOD_NAMES.map((method) => [method, entryOf(method, contract[method], handlers)]));
}

function entryOf(method: MethodName, spec: MethodSpec, handlers: Handlers): MethodEntry {
  // The dispatcher calls it only with params that `checkParams` let pass: those of this very method.
  const handler = handlers[method] as UntypedHandler;
  return {
    kind: spec.kind,
    gesture: spec.gesture === true,
    latestBy: spec.latestBy,
    errors: errorCodesOf(spec),
    checkParams: (params) => violations(validateParams(method, params)),
    checkResult: (result) => violations(validateResult(method, result)),
    handle: (params, onItem, signal) => handler.call(handlers, params, onItem, signal),
  };
}

function violations(
  validation: { readonly ok: true } | { readonly ok: false; readonly errors: readonly SchemaViolation[] },
): readonly SchemaViolation[] {
  return validation.ok ? [] : validation.errors;
}
