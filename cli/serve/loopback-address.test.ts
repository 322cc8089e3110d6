import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeStudio } from '#core/testing/fake-studio.ts';
import { startLoopbackHost, type LoopbackHost, type LoopbackHostOptions } from './loopback-host.ts';

let scratch: string;
let host: LoopbackHost;
const studio = fakeStudio();

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
    ...more,
  };
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'pack-studio-loopback-'));
  await mkdir(join(scratch, 'renderer'));
  await writeFile(join(scratch, 'renderer/index.html'), '<!doctype html><title>x</title>');
  host = await startLoopbackHost(options());
});
afterAll(async () => {
  await host.close();
  await rm(scratch, { recursive: true });
});

describe('address of the loopback host', () => {
  it('L1 listens on 127.0.0.1 alone', async () => {
    const foreign = Object.values(networkInterfaces()).flatMap((list) =>
      (list ?? []).map(({ address }) => address),
    );
    for (const address of ['::1', ...foreign.filter((name) => name !== '127.0.0.1')]) {
      const reached = await new Promise((resolve) => {
        const socket = connect({ host: address, port: host.port });
        socket.on('connect', () => {
          socket.destroy();
          resolve(true);
        });
        socket.on('error', () => {
          resolve(false);
        });
      });
      expect([address, reached]).toEqual([address, false]);
    }
  });

  it('L1 makes a token of 256 bits at every start and tells it in the address', async () => {
    const other = await startLoopbackHost(options());
    expect(other.token).not.toBe(host.token);
    expect(Buffer.from(host.token, 'base64url')).toHaveLength(32);
    expect(host.url).toBe(`http://127.0.0.1:${String(host.port)}/?token=${host.token}`);
    await other.close();
  });

  it('takes the next free port where the wanted one is busy', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => {
      blocker.listen(0, '127.0.0.1', () => {
        resolve();
      });
    });
    const address = blocker.address();
    const busy = typeof address === 'object' && address !== null ? address.port : 0;
    const other = await startLoopbackHost(options({ port: busy }));
    expect(other.port).not.toBe(busy);
    expect(other.port).toBeGreaterThan(0);
    await other.close();
    blocker.close();
  });

  it('says that the window is not built', async () => {
    const started = startLoopbackHost(options({ rendererFolder: join(scratch, 'nothing') }));
    await expect(started).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
