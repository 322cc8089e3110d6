import { messageValidators } from '../generated/message-validators.js';
import { runValidator, type Validation } from '../validate.ts';
import type { MethodName, ParamsOf, ResultOf } from './contract.ts';

/** Checks what a window sent before a handler sees it (reliability E9). */
export function validateParams<M extends MethodName>(method: M, params: unknown): Validation<ParamsOf<M>> {
  return runValidator<ParamsOf<M>>(messageValidators.params[method], params);
}

/** Checks a host's own result, or one item of a stream: for tests of handlers and transports. */
export function validateResult<M extends MethodName>(method: M, result: unknown): Validation<ResultOf<M>> {
  return runValidator<ResultOf<M>>(messageValidators.result[method], result);
}
