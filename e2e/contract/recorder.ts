import { expect } from 'vitest';
import {
  contract,
  GESTURE_ERRORS,
  TRANSPORT_ERRORS,
  type CallName,
  type MethodName,
  type MethodSpec,
  type ParamsOf,
  type Reply,
  type ResultOf,
  type StreamName,
} from '#schemas/contract/contract.ts';
import { validateResult } from '#schemas/contract/validate-message.ts';
import { validate } from '#schemas/validate.ts';
import type { ContractHost } from './contract-host.ts';

/** A stream under test. */
export interface RecordedStream<T> {
  readonly items: readonly T[];
  readonly end: Promise<Reply<null>>;
  /** Ends it early and expects a good end. */
  close(): Promise<void>;
}

/** Calls a host and checks what every answer must fulfil; remembers which methods were answered well. */
export class Recorder {
  readonly #host: ContractHost;
  readonly #answered = new Set<MethodName>();

  constructor(host: ContractHost) {
    this.#host = host;
  }

  get answered(): ReadonlySet<MethodName> {
    return this.#answered;
  }

  /** The value of a call that must succeed, checked against its schema after the transport. */
  async value<M extends CallName>(method: M, params: ParamsOf<M>): Promise<ResultOf<M>> {
    const reply = await this.#call(method, params);
    if (!reply.ok) throw new Error(`${method} answered ${reply.error.code}: ${reply.error.message}`);
    this.#answered.add(method);
    return checked(method, reply.value);
  }

  /** The code of a call that must fail: one that the method declares, with a whole error document. */
  async code<M extends CallName>(method: M, params: ParamsOf<M>): Promise<string> {
    const reply = await this.#call(method, params);
    if (reply.ok) throw new Error(`${method} succeeded`);
    expect(validate('error', reply.error).ok).toBe(true);
    const spec: MethodSpec = contract[method];
    const gestureErrors = spec.gesture === true ? GESTURE_ERRORS : [];
    expect([...spec.errors, ...TRANSPORT_ERRORS, ...gestureErrors]).toContain(reply.error.code);
    return reply.error.code;
  }

  /** Calls a method; one with a gesture is confirmed as a person at this host would. */
  async #call(method: CallName, params: unknown): Promise<Reply<unknown>> {
    const { port, gesture } = this.#host;
    const spec: MethodSpec = contract[method];
    if (spec.gesture !== true) return await port.call(method, params);
    if (gesture.kind === 'dialog') await gesture.agreeNext();
    const reply = await port.call(method, params);
    if (gesture.kind !== 'code') return reply;
    expect(reply).toMatchObject({ ok: false, error: { code: 'GESTURE_REQUIRED' } });
    const code = gesture.printed();
    expect(code).toBeDefined();
    return await port.call(method, params, code);
  }

  /** For methods that only some hosts support: their value, or undefined after a rightful `NOT_SUPPORTED`. */
  async valueWhere<M extends CallName>(
    isSupported: boolean,
    method: M,
    params: ParamsOf<M>,
  ): Promise<ResultOf<M> | undefined> {
    if (isSupported) return this.value(method, params);
    expect(await this.code(method, params)).toBe('NOT_SUPPORTED');
    this.#answered.add(method);
    return undefined;
  }

  /** Opens a stream and keeps its items, each checked when it comes. */
  stream<M extends StreamName>(method: M, params: ParamsOf<M>): RecordedStream<ResultOf<M>> {
    const abort = new AbortController();
    const items: ResultOf<M>[] = [];
    const problems: unknown[] = [];
    const keep = (item: unknown): void => {
      try {
        items.push(checked(method, item));
      } catch (problem) {
        problems.push(problem);
      }
    };
    const end = this.#host.port.open(method, params, keep, abort.signal);
    return {
      items,
      end,
      close: async () => {
        abort.abort();
        expect(await end).toEqual({ ok: true, value: null });
        expect(problems).toEqual([]);
        this.#answered.add(method);
      },
    };
  }
}

function checked<M extends MethodName>(method: M, value: unknown): ResultOf<M> {
  const result = validateResult(method, value);
  if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.errors)}`);
  return result.value;
}
