import { describe, expect, it } from 'vitest';
import {
  createConnection,
  MAX_CONCURRENT_REQUESTS,
  MAX_QUEUED_ITEMS,
  type Connection,
} from './connection.ts';
import { dispatcherOf } from './dispatcher.ts';
import type { MethodEntry, UntypedHandler } from './method-table.ts';

function entry(kind: 'call' | 'stream', handle: UntypedHandler, latestBy?: string): MethodEntry {
  return {
    kind,
    gesture: false,
    latestBy,
    errors: new Set(['INTERNAL']),
    checkParams: () => [],
    checkResult: () => [],
    handle,
  };
}

/** A connection over one stream per flavour whose items the test emits, and a call that never ends. */
function rig() {
  const emitters = new Map<string, (item: unknown) => void>();
  const sent: [number, unknown][] = [];
  const state = { congested: false };
  const untilAborted =
    (name: string): UntypedHandler =>
    (_params, onItem, signal) => {
      emitters.set(name, onItem);
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          resolve(undefined);
        });
      });
    };
  const dispatcher = dispatcherOf(
    new Map([
      ['jobs', entry('stream', untilAborted('jobs'), 'job_id')],
      ['events', entry('stream', untilAborted('events'))],
      ['forever', entry('call', () => new Promise(() => undefined))],
      ['now', entry('call', () => Promise.resolve('value'))],
    ]),
    { checkResults: false },
  );
  const connection: Connection = createConnection(dispatcher, {
    sendItem: (id, item) => sent.push([id, item]),
    isCongested: () => state.congested,
  });
  const emit = (name: string, item: unknown): void => emitters.get(name)?.(item);
  return { connection, emit, sent, state };
}

describe('createConnection', () => {
  it('answers calls and forgets them', async () => {
    const { connection } = rig();
    expect(await connection.request({ id: 1, method: 'now', params: {} })).toEqual({
      ok: true,
      value: 'value',
    });
    expect(await connection.request({ id: 1, method: 'now', params: {} })).toEqual({
      ok: true,
      value: 'value',
    });
    expect(await connection.request({ id: 1, method: 'nothing', params: {} })).toMatchObject({
      error: { code: 'METHOD_UNKNOWN' },
    });
  });

  it('E9 refuses an id that is in use', async () => {
    const { connection } = rig();
    void connection.request({ id: 1, method: 'forever', params: {} });
    expect(await connection.request({ id: 1, method: 'now', params: {} })).toMatchObject({
      error: { code: 'PARAMS_INVALID' },
    });
  });

  it('L1 bounds the requests under way', async () => {
    const { connection } = rig();
    for (let id = 1; id <= MAX_CONCURRENT_REQUESTS; id += 1)
      void connection.request({ id, method: 'forever', params: {} });
    const reply = await connection.request({ id: 1000, method: 'now', params: {} });
    expect(reply).toMatchObject({ error: { code: 'TOO_MANY_REQUESTS' } });
  });

  it('sends items at once, and none after a cancel', async () => {
    const { connection, emit, sent } = rig();
    const end = connection.request({ id: 7, method: 'events', params: {} });
    emit('events', 'a');
    emit('events', 'b');
    connection.cancel(7);
    emit('events', 'c');
    expect(await end).toEqual({ ok: true, value: null });
    expect(sent).toEqual([
      [7, 'a'],
      [7, 'b'],
    ]);
  });

  it('keeps the latest state per job for a slow reader, and every event', () => {
    const { connection, emit, sent, state } = rig();
    void connection.request({ id: 1, method: 'jobs', params: {} });
    void connection.request({ id: 2, method: 'events', params: {} });
    state.congested = true;
    for (let done = 0; done < 1000; done += 1) {
      emit('jobs', { job_id: 'a', done });
      emit('jobs', { job_id: 'b', done });
    }
    emit('events', 1);
    emit('events', 2);
    expect(sent).toEqual([]);
    state.congested = false;
    connection.drained();
    expect(sent).toEqual([
      [1, { job_id: 'a', done: 999 }],
      [1, { job_id: 'b', done: 999 }],
      [2, 1],
      [2, 2],
    ]);
  });

  it('ends a stream of events whose reader falls too far behind', async () => {
    const { connection, emit, sent, state } = rig();
    const end = connection.request({ id: 2, method: 'events', params: {} });
    state.congested = true;
    for (let event = 0; event <= MAX_QUEUED_ITEMS; event += 1) emit('events', event);
    expect(await end).toMatchObject({ ok: false, error: { code: 'STREAM_LAGGED' } });
    state.congested = false;
    connection.drained();
    expect(sent).toEqual([]);
  });

  it('ends every stream when it is closed and takes no further request', async () => {
    const { connection, emit, sent } = rig();
    const ends = [1, 2].map((id) => connection.request({ id, method: 'events', params: {} }));
    connection.close();
    emit('events', 'late');
    expect(await Promise.all(ends)).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ]);
    expect(await connection.request({ id: 3, method: 'now', params: {} })).toMatchObject({
      error: { code: 'CANCELLED' },
    });
    expect(sent).toEqual([]);
  });
});
