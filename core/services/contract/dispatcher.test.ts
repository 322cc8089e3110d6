import fc from 'fast-check';
import { fuzzRuns } from '#core/testing/fuzz-runs.ts';
import { describe, expect, it } from 'vitest';
import { StudioError } from '#core/errors.ts';
import { fakeStudio } from '#core/testing/fake-studio.ts';
import type { Job } from '#schemas/contract/events.ts';
import { METHOD_NAMES, TRANSPORT_ERRORS, type Handlers } from '#schemas/contract/contract.ts';
import { validate } from '#schemas/validate.ts';
import type { HostEnvironment } from '../host-environment.ts';
import {
  createDispatcher,
  dispatcherOf,
  faultLine,
  type ContractFault,
  type Dispatcher,
} from './dispatcher.ts';
import type { GestureRequest } from './gesture.ts';
import type { MethodEntry } from './method-table.ts';

const environment: HostEnvironment = {
  appVersion: '0.0.0',
  transport: 'in-process',
  platform: 'linux',
  configFolder: '/nowhere',
  exampleFolder: undefined,
  browseRoots: [],
  servedProjects: [],
  gestures: { kind: 'none', reason: null },
  dialogs: undefined,
  openExternal: undefined,
};

function dispatcherWith(handlers: Partial<Handlers>): { dispatcher: Dispatcher; faults: ContractFault[] } {
  const faults: ContractFault[] = [];
  const studio = fakeStudio(handlers).create(environment);
  const dispatcher = createDispatcher(studio.handlers, {
    checkResults: true,
    onFault: (fault) => faults.push(fault),
  });
  return { dispatcher, faults };
}

const job: Job = {
  job_id: 'a',
  project_id: null,
  kind: 'pack',
  title: 'Pack',
  state: 'running',
  progress: null,
  started_ms: 1,
  finished_ms: null,
  message: null,
};

describe('createDispatcher', () => {
  it('answers a call with the value of its handler', async () => {
    const { dispatcher, faults } = dispatcherWith({});
    expect(await dispatcher.call('getHostInfo', {})).toMatchObject({
      ok: true,
      value: { transport: 'in-process' },
    });
    expect(faults).toEqual([]);
  });

  it.each(['', 'getHostInfos', '__proto__', 'constructor', 'toString', 'watchJobs'])(
    'E9 H6 refuses %j as the name of a call',
    async (name) => {
      const { dispatcher } = dispatcherWith({});
      expect(await dispatcher.call(name, {})).toMatchObject({ ok: false, error: { code: 'METHOD_UNKNOWN' } });
    },
  );

  it('E9 refuses a call as a stream', async () => {
    const { dispatcher } = dispatcherWith({});
    const reply = await dispatcher.open('getHostInfo', {}, () => undefined, new AbortController().signal);
    expect(reply).toMatchObject({ ok: false, error: { code: 'METHOD_UNKNOWN' } });
  });

  it.each([
    undefined,
    null,
    [],
    'x',
    {},
    { job_id: 1 },
    { job_id: 'x', more: 1 },
    new Map([['job_id', 'x']]),
    JSON.parse('{"job_id":"x","__proto__":{}}'),
    Object.create({ job_id: 'x' }),
  ])('E9 H6 lets no handler see malformed params (%#)', async (params: unknown) => {
    let called = 0;
    const { dispatcher } = dispatcherWith({
      cancelJob: () => {
        called += 1;
        return Promise.resolve({});
      },
    });
    expect(await dispatcher.call('cancelJob', params)).toMatchObject({
      ok: false,
      error: { code: 'PARAMS_INVALID' },
    });
    expect(called).toBe(0);
    expect(await dispatcher.call('cancelJob', { job_id: 'x' })).toEqual({ ok: true, value: {} });
  });

  it('gives a declared error as its document, with data and remedy', async () => {
    const { dispatcher, faults } = dispatcherWith({
      cancelJob: () => Promise.reject(new StudioError('JOB_NOT_FOUND', 'no job x', { job_id: 'x' })),
    });
    expect(await dispatcher.call('cancelJob', { job_id: 'x' })).toEqual({
      ok: false,
      error: {
        code: 'JOB_NOT_FOUND',
        message: 'no job x',
        remedy: expect.any(String),
        data: { job_id: 'x' },
      },
    });
    expect(faults).toEqual([]);
  });

  it.each([
    ['an undeclared code', 'error-code', () => Promise.reject(new StudioError('PLAN_EXPIRED'))],
    ['a plain exception', 'exception', () => Promise.reject(new TypeError('oops'))],
    [
      'a synchronous exception',
      'exception',
      () => {
        throw new TypeError('oops');
      },
    ],
    ['a result beyond its schema', 'result', () => Promise.resolve({ extra: true })],
  ] as const)('makes INTERNAL of %s and reports the fault', async (_, kind, handler) => {
    const { dispatcher, faults } = dispatcherWith({ cancelJob: handler });
    expect(await dispatcher.call('cancelJob', { job_id: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'INTERNAL' },
    });
    expect(faults).toMatchObject([{ method: 'cancelJob', kind }]);
  });

  it('delivers items until the stream is aborted, and calls that a good end', async () => {
    let emit: (item: Job) => void = () => undefined;
    const { dispatcher } = dispatcherWith({
      watchJobs: (_params, onItem, signal) => {
        emit = onItem;
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            resolve();
          });
        });
      },
    });
    const abort = new AbortController();
    const items: unknown[] = [];
    const end = dispatcher.open('watchJobs', {}, (item) => items.push(item), abort.signal);
    emit(job);
    abort.abort();
    emit(job);
    expect(await end).toEqual({ ok: true, value: null });
    expect(items).toEqual([job]);
  });

  it('takes the CANCELLED of an aborted stream as a good end, and of another one as its failure', async () => {
    const { dispatcher } = dispatcherWith({ watchJobs: () => Promise.reject(new StudioError('CANCELLED')) });
    const abort = new AbortController();
    const open = (): Promise<unknown> => dispatcher.open('watchJobs', {}, () => undefined, abort.signal);
    expect(await open()).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    const aborted = open();
    abort.abort();
    expect(await aborted).toEqual({ ok: true, value: null });
    expect(await open()).toEqual({ ok: true, value: null });
  });

  it('ends a stream whose item breaks its schema', async () => {
    const { dispatcher, faults } = dispatcherWith({
      watchJobs: (_params, onItem, signal) => {
        onItem({ ...job, started_ms: -1 });
        expect(signal.aborted).toBe(true);
        return Promise.resolve();
      },
    });
    const items: unknown[] = [];
    const reply = await dispatcher.open(
      'watchJobs',
      {},
      (item) => items.push(item),
      new AbortController().signal,
    );
    expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(items).toEqual([]);
    expect(faults).toMatchObject([{ method: 'watchJobs', kind: 'result' }]);
  });
});

describe('faultLine', () => {
  it('H11 shows control and bidirectional characters instead of sending them', () => {
    const line = faultLine({
      method: 'm',
      kind: 'exception',
      detail: 'a\u001b[2J\n\u202eb',
      cause: undefined,
    });
    expect(line).toMatch(/^[\x20-\x7e]+$/u);
  });
});

describe('any message', () => {
  it('F1 E9 H6 is answered by an envelope, and never reaches a handler malformed', async () => {
    const { dispatcher } = dispatcherWith({});
    const names = fc.oneof(fc.constantFrom(...METHOD_NAMES), fc.string());
    const members = fc.dictionary(
      fc.constantFrom(
        'project_id',
        'asset_id',
        'file',
        'files',
        'action',
        'patch',
        'offset',
        '__proto__',
        'constructor',
      ),
      fc.jsonValue(),
    );
    await fc.assert(
      fc.asyncProperty(names, fc.oneof(fc.jsonValue(), members), async (name, params) => {
        const reply = await dispatcher.call(name, params);
        if (reply.ok) return;
        expect(validate('error', reply.error).ok).toBe(true);
        expect(['NOT_SUPPORTED', ...TRANSPORT_ERRORS]).toContain(reply.error.code);
      }),
      fuzzRuns(2000),
    );
  });
});

describe('gestures', () => {
  const sha256 = 'ab'.repeat(32);
  const entry = (handle: MethodEntry['handle']): MethodEntry => ({
    kind: 'call',
    gesture: true,
    latestBy: undefined,
    errors: new Set(['NOT_SUPPORTED', 'GESTURE_DECLINED', 'INTERNAL']),
    checkParams: () => [],
    checkResult: () => [],
    handle,
  });
  const done = (): Promise<string> => Promise.resolve('done');

  it('E13 are asked for before the handler runs, with the digest that the params name', async () => {
    const asked: GestureRequest[] = [];
    const dispatcher = dispatcherOf(new Map([['sign', entry(done)]]), {
      checkResults: true,
      confirmGesture: (request) => {
        asked.push(request);
        return Promise.resolve();
      },
    });
    expect(await dispatcher.call('sign', { sha256 }, 'CODE')).toEqual({ ok: true, value: 'done' });
    expect(asked).toEqual([{ method: 'sign', params: { sha256 }, sha256, code: 'CODE' }]);
  });

  it('E13 keep the handler from running when they are declined, impossible, or name no digest', async () => {
    const never = entry(() => Promise.reject(new Error('ran')));
    const table = new Map([['sign', never]]);
    const declining = dispatcherOf(table, {
      checkResults: true,
      confirmGesture: () => Promise.reject(new StudioError('GESTURE_DECLINED')),
    });
    expect(await declining.call('sign', { sha256 })).toMatchObject({ error: { code: 'GESTURE_DECLINED' } });
    expect(await declining.call('sign', { sha256: 'x' })).toMatchObject({ error: { code: 'INTERNAL' } });
    const alone = dispatcherOf(table, { checkResults: true });
    expect(await alone.call('sign', { sha256 })).toMatchObject({ error: { code: 'NOT_SUPPORTED' } });
  });
});
