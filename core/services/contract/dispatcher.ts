import { visibleText } from '#core/bytes/visible-text.ts';
import { asStudioError, StudioError } from '#core/errors.ts';
import type { Cancellation } from '#schemas/contract/client.ts';
import type { Handlers, Reply } from '#schemas/contract/contract.ts';
import type { SchemaViolation } from '#schemas/validate.ts';
import { gestureDigest, type ConfirmGesture } from './gesture.ts';
import { tableOfContract, type MethodEntry, type MethodTable } from './method-table.ts';

/** A host that broke the contract: a programming error, told apart from failures that the contract foresees. */
export interface ContractFault {
  readonly method: string;
  readonly kind: 'result' | 'error-code' | 'exception';
  readonly detail: string;
  readonly cause: unknown;
}

/** A fault as one line for a terminal; names from files in it cannot steer the terminal (reliability H11). */
export function faultLine({ method, kind, detail }: ContractFault): string {
  return visibleText(`fault in ${method} (${kind}): ${detail}`);
}

export interface DispatcherOptions {
  /** Tests and development: results and items are checked against their schemas as params always are. */
  readonly checkResults: boolean;
  /** Told of every fault; the caller of the method gets `INTERNAL`. */
  readonly onFault?: (fault: ContractFault) => void;
  /** Absent: methods that need a gesture answer `NOT_SUPPORTED`. */
  readonly confirmGesture?: ConfirmGesture;
}

/** The contract by name: what every transport hands its messages to. Never throws. */
export interface Dispatcher {
  /** Undefined for names that are not in the contract. */
  describe(method: string): Pick<MethodEntry, 'kind' | 'latestBy'> | undefined;
  call(method: string, params: unknown, gestureCode?: string): Promise<Reply<unknown>>;
  /** Resolves when the stream ended. Nothing is delivered after `signal` was aborted; that end is a good one. */
  open(
    method: string,
    params: unknown,
    onItem: (item: unknown) => void,
    signal: Cancellation,
  ): Promise<Reply<null>>;
}

/** A dispatcher over the handlers of the contract. */
export function createDispatcher(handlers: Handlers, options: DispatcherOptions): Dispatcher {
  return dispatcherOf(tableOfContract(handlers), options);
}

/** A dispatcher over any table of methods; `createDispatcher` is the one for the contract. */
export function dispatcherOf(table: MethodTable, options: DispatcherOptions): Dispatcher {
  const fault = (
    method: string,
    kind: ContractFault['kind'],
    detail: string,
    cause?: unknown,
  ): StudioError => {
    options.onFault?.({ method, kind, detail, cause });
    return new StudioError('INTERNAL', `${method}: ${detail}`, {}, { cause });
  };

  const find = (method: string, kind: MethodEntry['kind'], params: unknown): MethodEntry => {
    const entry = table.get(method);
    if (entry === undefined)
      throw new StudioError('METHOD_UNKNOWN', undefined, { method: method.slice(0, 64) });
    if (entry.kind !== kind)
      throw new StudioError('METHOD_UNKNOWN', `${method} is a ${entry.kind}`, { method });
    const [first] = entry.checkParams(params);
    if (first !== undefined) throw new StudioError('PARAMS_INVALID', sentence(first), { method, ...first });
    return entry;
  };

  const confirm = async (entry: MethodEntry, method: string, params: unknown, code: string | undefined) => {
    if (!entry.gesture) return;
    const sha256 = gestureDigest(params);
    if (sha256 === undefined) throw fault(method, 'exception', 'a gesture without the digest it is about');
    if (options.confirmGesture === undefined) {
      throw new StudioError('NOT_SUPPORTED', 'Nobody can confirm this at the host.', { method });
    }
    await options.confirmGesture({ method, params, sha256, code });
  };

  const checked = (entry: MethodEntry, method: string, result: unknown): unknown => {
    if (!options.checkResults) return result;
    const [first] = entry.checkResult(result);
    if (first !== undefined) throw fault(method, 'result', sentence(first));
    return result;
  };

  /** Undeclared codes and plain exceptions are faults of the host (architecture "Errors"). */
  const failure = (method: string, thrown: unknown): { readonly ok: false; readonly error: ErrorOf } => {
    const error = asStudioError(thrown);
    const entry = table.get(method);
    if (!(thrown instanceof StudioError) && error.code === 'INTERNAL')
      fault(method, 'exception', error.message, thrown);
    if (entry !== undefined && !entry.errors.has(error.code)) {
      return {
        ok: false,
        error: fault(method, 'error-code', `undeclared ${error.code}: ${error.message}`, thrown).toDocument(),
      };
    }
    return { ok: false, error: error.toDocument() };
  };

  return {
    describe: (method) => table.get(method),

    async call(method, params, gestureCode) {
      try {
        const entry = find(method, 'call', params);
        await confirm(entry, method, params, gestureCode);
        return { ok: true, value: checked(entry, method, await entry.handle(params, ignoreItem, NEVER)) };
      } catch (thrown) {
        return failure(method, thrown);
      }
    },

    async open(method, params, onItem, signal) {
      const ownEnd = new AbortController();
      const cancelled = (): boolean => signal.aborted || ownEnd.signal.aborted;
      let itemFault: unknown;
      try {
        const entry = find(method, 'stream', params);
        if (signal.aborted) return ENDED;
        signal.addEventListener('abort', () => {
          ownEnd.abort();
        });
        await entry.handle(
          params,
          (item) => {
            if (cancelled()) return;
            try {
              onItem(checked(entry, method, item));
            } catch (thrown) {
              itemFault = thrown;
              ownEnd.abort();
            }
          },
          ownEnd.signal,
        );
      } catch (thrown) {
        if (itemFault === undefined && !(signal.aborted && asStudioError(thrown).code === 'CANCELLED')) {
          return failure(method, thrown);
        }
      }
      return itemFault === undefined ? ENDED : failure(method, itemFault);
    },
  };
}

type ErrorOf = Extract<Reply<null>, { readonly ok: false }>['error'];

const ENDED: Reply<null> = { ok: true, value: null };

/** The signal of a call: calls are not cancelled, their jobs are. */
const NEVER: Cancellation = { aborted: false, addEventListener: () => undefined };

function ignoreItem(): void {
  // A call has no items.
}

function sentence(violation: SchemaViolation): string {
  return `${violation.pointer === '' ? 'the value' : violation.pointer} ${violation.message}`;
}
