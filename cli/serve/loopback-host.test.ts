import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { fakeStudio, type FakeStudio } from '#core/testing/fake-studio.ts';
import { LOOPBACK_MAX_MESSAGE_BYTES } from '#schemas/contract/loopback-wire.ts';
import { startLoopbackHost, type LoopbackHost, type LoopbackHostOptions } from './loopback-host.ts';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

let scratch: string;
let host: LoopbackHost;
let studio: FakeStudio;

function options(more: Partial<LoopbackHostOptions> = {}): LoopbackHostOptions {
  return {
    studioFactory: studio.create,
    environment: {
      appVersion: '1.2.3',
      platform: 'linux',
      configFolder: scratch,
      exampleFolder: undefined,
      browseRoots: [],
      servedProjects: ['/somewhere'],
    },
    rendererFolder: join(scratch, 'renderer'),
    port: 0,
    log: () => undefined,
    checkResults: true,
    ...more,
  };
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'pack-studio-loopback-'));
  await mkdir(join(scratch, 'renderer/assets'), { recursive: true });
  await writeFile(join(scratch, 'renderer/index.html'), '<!doctype html><title>x</title>');
  await writeFile(join(scratch, 'renderer/assets/app.js'), 'export {};');
  await writeFile(join(scratch, 'secret.txt'), 'secret');
  studio = fakeStudio();
  host = await startLoopbackHost(options());
});
afterAll(async () => {
  await host.close();
  await rm(scratch, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request with a target and headers exactly as given: `fetch` would tidy them up. */
function ask(
  target: string,
  more: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = more;
    const outgoing = httpRequest(
      { host: '127.0.0.1', port: host.port, path: target, method, headers, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const page = (): string => `/?token=${host.token}`;

describe('files of the loopback host', () => {
  it('E4 L1 gives the page with exactly the policy of app://, and no CORS header', async () => {
    const { status, headers, body } = await ask(page());
    expect([status, body]).toEqual([200, '<!doctype html><title>x</title>']);
    expect(headers).toMatchObject({
      'content-security-policy': POLICY,
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('E4 sends the same headers with a refusal', async () => {
    expect((await ask('/nothing')).headers).toMatchObject({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
    });
  });

  it('L1 answers HEAD without a body, and gives scripts without a token', async () => {
    expect(await ask(page(), { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
    expect(await ask('/assets/app.js')).toMatchObject({ status: 200, body: 'export {};' });
  });

  it('L1 keeps the page from everybody without the token', async () => {
    for (const target of [
      '/',
      '/index.html',
      '/?token=',
      '/?token=x',
      `/?token=${host.token}x`,
      `/?Token=${host.token}`,
    ]) {
      expect([target, (await ask(target)).status]).toEqual([target, 401]);
    }
  });

  it.each(['evil.example', '127.0.0.1', '127.0.0.1:1', '0.0.0.0', '[::1]', 'localhost.evil.example'])(
    'L1 refuses Host %j',
    async (name) => {
      expect((await ask(page(), { headers: { Host: name } })).status).toBe(403);
    },
  );

  it('L1 answers to localhost with its own port', async () => {
    expect((await ask(page(), { headers: { Host: `localhost:${String(host.port)}` } })).status).toBe(200);
  });

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost'])(
    'L1 refuses Origin %s',
    async (origin) => {
      expect((await ask(page(), { headers: { Origin: origin } })).status).toBe(403);
      expect((await ask('/assets/app.js', { headers: { Origin: origin } })).status).toBe(403);
    },
  );

  it('L1 refuses what a page of another origin or port fetches', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const headers = { 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'script' };
      expect((await ask('/assets/app.js', { headers })).status).toBe(403);
    }
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('L1 answers %s with 405', async (method) => {
    const answer = await ask(page(), { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
  });

  it('L1 answers no CORS preflight', async () => {
    const headers = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'GET' };
    const answer = await ask('/assets/app.js', { method: 'OPTIONS', headers });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('L1 takes no body', async () => {
    expect((await ask(page(), { method: 'POST', body: 'x' })).status).toBe(413);
    expect((await ask(page(), { headers: { 'Transfer-Encoding': 'chunked' }, body: 'x' })).status).toBe(413);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/assets//app.js',
    '/assets/./app.js',
    '/assets/app.js/',
    '/assets',
    '/assets/',
    '/assets/app%2ejs',
    '/ASSETS/app.js',
    '/assets/app.js%00',
    '/__proto__',
    'http://127.0.0.1/assets/app.js',
  ])('E10 L1 has no file at %s', async (target) => {
    const answer = await ask(target);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toBe('secret');
  });

  it('L1 refuses a header section that is too large', async () => {
    expect((await ask(page(), { headers: { 'X-Long': 'x'.repeat(32 * 1024) } })).status).toBe(400);
  });
});

/** Opens a WebSocket; resolves to it, or to the HTTP status that refused it. */
function openSocket(
  more: {
    path?: string;
    token?: string;
    protocols?: string[];
    origin?: string | undefined;
    host?: string;
  } = {},
): Promise<WebSocket | number> {
  const own = `127.0.0.1:${String(host.port)}`;
  const { path = '/ws', token = host.token, protocols = ['pack-studio.v1', `token.${token}`] } = more;
  const origin = 'origin' in more ? more.origin : `http://${own}`;
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://${own}${path}`, protocols, {
      headers: { Host: more.host ?? own, ...(origin === undefined ? {} : { Origin: origin }) },
    });
    socket.on('open', () => {
      resolve(socket);
    });
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', () => undefined);
  });
}

async function connected(): Promise<WebSocket> {
  const socket = await openSocket();
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`);
  return socket;
}

function closeCode(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.on('close', resolve);
  });
}

function nextMessage(socket: WebSocket): Promise<unknown> {
  return new Promise((resolve) => {
    socket.once('message', (data: Buffer) => {
      resolve(JSON.parse(data.toString('utf8')));
    });
  });
}

describe('WebSocket of the loopback host', () => {
  it('L1 opens with the token, the origin and the protocol, and names the protocol alone', async () => {
    const socket = await connected();
    expect(socket.protocol).toBe('pack-studio.v1');
    socket.send(JSON.stringify({ id: 1, method: 'getHostInfo', params: {} }));
    expect(await nextMessage(socket)).toMatchObject({
      id: 1,
      reply: {
        ok: true,
        value: {
          transport: 'loopback',
          app_version: '1.2.3',
          native_dialogs: false,
          gestures: { kind: 'none' },
        },
      },
    });
    socket.close();
  });

  it.each([
    ['no token', { protocols: ['pack-studio.v1'] }, 401],
    ['an empty token', { protocols: ['pack-studio.v1', 'token.'] }, 401],
    ['a wrong token', { token: 'A'.repeat(43) }, 401],
    ['no protocol', { protocols: [] }, 400],
    ['another path', { path: '/socket' }, 404],
    ['a wrong origin', { origin: 'https://evil.example' }, 403],
    ['the origin of another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['a null origin', { origin: 'null' }, 403],
    ['no origin', { origin: undefined }, 403],
    ['a wrong host', { host: 'evil.example' }, 403],
  ])('L1 refuses %s', async (_, more, status) => {
    expect(await openSocket(more)).toBe(status);
  });

  it('L1 E9 answers malformed params as errors and goes on', async () => {
    const socket = await connected();
    socket.send(JSON.stringify({ id: 1, method: 'cancelJob', params: { job_id: 1 } }));
    expect(await nextMessage(socket)).toMatchObject({
      id: 1,
      reply: { ok: false, error: { code: 'PARAMS_INVALID' } },
    });
    socket.send(JSON.stringify({ id: 2, method: 'constructor', params: {} }));
    expect(await nextMessage(socket)).toMatchObject({
      id: 2,
      reply: { ok: false, error: { code: 'METHOD_UNKNOWN' } },
    });
    socket.close();
  });

  it.each([
    ['no JSON', 'hello'],
    ['a duplicate key', '{"id":1,"id":2,"method":"getHostInfo","params":{}}'],
    ['an unknown member', '{"id":1,"method":"getHostInfo","params":{},"more":1}'],
    ['an id that is no integer', '{"id":1.5,"method":"getHostInfo","params":{}}'],
    ['an id that is no number', '{"id":"1","method":"getHostInfo","params":{}}'],
    ['no params', '{"id":1,"method":"getHostInfo"}'],
    ['a lone surrogate', '{"id":1,"method":"\\ud800","params":{}}'],
    ['a deep message', `{"id":1,"method":"x","params":${'['.repeat(80)}${']'.repeat(80)}}`],
    ['an array', '[]'],
    ['null', 'null'],
  ])('L1 H5 closes on %s', async (_, text) => {
    const socket = await connected();
    const code = closeCode(socket);
    socket.send(text);
    expect(await code).toBe(1008);
  });

  it('L1 closes on a binary message and on one that is too large', async () => {
    const binary = await connected();
    const binaryCode = closeCode(binary);
    binary.send(Buffer.from('{}'), { binary: true });
    expect(await binaryCode).toBe(1003);
    const large = await connected();
    const largeCode = closeCode(large);
    large.send('x'.repeat(LOOPBACK_MAX_MESSAGE_BYTES + 1));
    expect(await largeCode).toBe(1009);
  });

  it('ends the streams of a window that goes away, and the studio once when the host is closed', async () => {
    let ended = 0;
    let opened: () => void = () => undefined;
    const streaming = new Promise<void>((resolve) => (opened = resolve));
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const own = fakeStudio({
      watchJobs: (_params, _onItem, signal) => {
        opened();
        return new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            ended += 1;
            resolve();
            finish();
          });
        });
      },
    });
    const other = await startLoopbackHost(options({ studioFactory: own.create }));
    const socket = new WebSocket(
      `ws://127.0.0.1:${String(other.port)}/ws`,
      ['pack-studio.v1', `token.${other.token}`],
      {
        headers: { Origin: `http://127.0.0.1:${String(other.port)}` },
      },
    );
    socket.on('open', () => {
      socket.send(JSON.stringify({ id: 1, method: 'watchJobs', params: {} }));
    });
    await streaming;
    const code = closeCode(socket);
    await Promise.all([other.close(), other.close()]);
    await finished;
    expect([await code, ended, own.closedCount()]).toEqual([1001, 1, 1]);
  });
});
