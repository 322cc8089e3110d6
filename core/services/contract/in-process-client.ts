import { makeClient } from '#schemas/contract/client.ts';
import type { Client } from '#schemas/contract/contract.ts';
import type { Dispatcher } from './dispatcher.ts';

/** The client without a transport: for the command line's own use, tests and benchmarks. */
export function createInProcessClient(dispatcher: Dispatcher): Client {
  return makeClient({
    call: (method, params) => dispatcher.call(method, params),
    open: (method, params, onItem, signal) => dispatcher.open(method, params, onItem, signal),
  });
}
