import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { METHOD_NAMES, contract } from '#schemas/contract/contract.ts';
import { createClient } from './client.ts';
import { loopbackTransport, type Socket } from './loopback.ts';
import type { Connection } from './platform.ts';

class FakeSocket implements Socket {
  readonly sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.onclose?.();
  }
  answer(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

function start() {
  const sockets: FakeSocket[] = [];
  const { transport, watchConnection } = loopbackTransport(() => {
    const socket = new FakeSocket();
    sockets.push(socket);
    return socket;
  });
  const states: Connection['state'][] = [];
  watchConnection((connection) => states.push(connection.state));
  const first = () => sockets[0] ?? new FakeSocket();
  return { client: createClient(transport), sockets, states, first };
}

describe('loopback transport', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('sends what was asked before the socket opened, and matches replies by id', async () => {
    const { client, first } = start();
    const info = client.getHostInfo({});
    const jobs = client.listJobs({});
    expect(first().sent).toEqual([]);
    first().onopen?.();
    expect(first().sent).toEqual([
      { id: 1, method: 'getHostInfo', params: {} },
      { id: 2, method: 'listJobs', params: {} },
    ]);
    first().answer({ id: 2, reply: { ok: true, value: { jobs: [] } } });
    first().answer({ id: 1, reply: { ok: false, error: { code: 'INTERNAL', message: 'm', remedy: 'r' } } });
    expect(await jobs).toEqual({ ok: true, value: { jobs: [] } });
    expect(await info).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  });

  it('sends the code of a gesture beside the params', () => {
    const { client, first } = start();
    first().onopen?.();
    const params = { project_id: 'p', plan_id: 'q', sha256: '0'.repeat(64) };
    void client.purgeQuarantine(params);
    void client.purgeQuarantine(params, 'ABCD2345');
    expect(first().sent).toEqual([
      { id: 1, method: 'purgeQuarantine', params },
      { id: 2, method: 'purgeQuarantine', params, gesture_code: 'ABCD2345' },
    ]);
  });

  it('delivers stream items, cancels by id and ends with the reply', async () => {
    const { client, first } = start();
    first().onopen?.();
    const items: unknown[] = [];
    const abort = new AbortController();
    const end = client.watchJobs({}, (item) => items.push(item), abort.signal);
    first().answer({ id: 1, item: { job_id: 'a' } });
    abort.abort();
    expect(first().sent).toEqual([
      { id: 1, method: 'watchJobs', params: {} },
      { id: 1, cancel: true },
    ]);
    first().answer({ id: 1, reply: { ok: true, value: null } });
    expect(await end).toEqual({ ok: true, value: null });
    expect(items).toEqual([{ job_id: 'a' }]);
  });

  it('answers open requests when the host goes away, shows it, and connects again', async () => {
    const { client, first, sockets, states } = start();
    first().onopen?.();
    const waiting = client.getSettings({});
    first().onclose?.();
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'IO_FAILED' } });
    expect(await client.getSettings({})).toMatchObject({ ok: false, error: { code: 'IO_FAILED' } });
    vi.advanceTimersByTime(250);
    sockets[1]?.onopen?.();
    expect(states).toEqual(['connecting', 'open', 'gone', 'open']);
    void client.getSettings({});
    expect(sockets[1]?.sent).toEqual([{ id: 3, method: 'getSettings', params: {} }]);
  });

  it('treats exactly the streams of the contract as streams', () => {
    const opened: string[] = [];
    const invoked: string[] = [];
    const client = createClient({
      invoke: (method) => {
        invoked.push(method);
        return Promise.resolve({ ok: true, value: null });
      },
      open: (method) => {
        opened.push(method);
        return { end: Promise.resolve({ ok: true, value: null }), close: () => undefined };
      },
    });
    for (const name of METHOD_NAMES)
      void Reflect.apply(Reflect.get(client, name), undefined, [
        {},
        () => undefined,
        new AbortController().signal,
      ]);
    expect(opened).toEqual(METHOD_NAMES.filter((name) => contract[name].kind === 'stream'));
    expect(invoked).toEqual(METHOD_NAMES.filter((name) => contract[name].kind === 'call'));
  });
});
