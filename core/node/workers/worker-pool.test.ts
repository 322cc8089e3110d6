import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rejectionCodeOf, useScratchFolders } from '#core/testing/scratch-folder.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { createWorkerPool, poolSize, type WorkerPool } from './worker-pool.ts';

const scratch = useScratchFolders();
const pools: WorkerPool[] = [];

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function pool(options: Parameters<typeof createWorkerPool>[0] = {}): WorkerPool {
  const made = createWorkerPool(options);
  pools.push(made);
  return made;
}

/** SHA-256 by coreutils. */
function sha256sum(path: string): string {
  return execFileSync('sha256sum', ['-z', path], { encoding: 'utf8' }).slice(0, 64);
}

/** A worker program that answers, dies or hangs as it is told. */
function oddWorker(): URL {
  const file = join(scratch(), 'odd.mjs');
  fs.writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ id, task }) => {
       const what = task.paths[0];
       if (what === 'throw') throw new Error('boom');
       if (what === 'exit') process.exit(3);
       if (what === 'hang') for (;;);
       if (what === 'other') parentPort.postMessage({ id, ok: true, result: { ok: false, diagnostics: [] } });
       else parentPort.postMessage({ id, ok: true, result: { files: [], bytes: new Uint8Array() } });
     });`,
  );
  return new URL(`file://${encodeURI(file)}`);
}

const told = (what: string) =>
  ({ kind: 'digest-files', root: '/', paths: [what], keepBytes: false }) as const;

describe('createWorkerPool', () => {
  it('is bounded by the jobs asked for and the cores there are', () => {
    const cores = availableParallelism();
    expect(poolSize(undefined)).toBe(cores);
    expect(poolSize(1)).toBe(1);
    expect(poolSize(0)).toBe(1);
    expect(poolSize(10_000)).toBe(cores);
  });

  it('hashes files as sha256sum does, in order, with failures as data (H8, H9)', async () => {
    const root = scratch();
    fs.mkdirSync(join(root, 'd'));
    fs.writeFileSync(join(root, 'd/small'), 'small');
    fs.writeFileSync(join(root, 'd/empty'), '');
    fs.writeFileSync(join(root, 'd/large'), Buffer.alloc(9_000_001, 'abc'));
    fs.symlinkSync('small', join(root, 'd/link'));
    execFileSync('mkfifo', [join(root, 'd/pipe')]);
    const paths = ['d/large', 'd/link', 'd/small', 'd/none', 'd/pipe', 'd/empty'];
    for (const keepBytes of [false, true]) {
      const { files, bytes } = await pool().run({ kind: 'digest-files', root, paths, keepBytes });
      expect(files.map((file) => (file.ok ? file.sha256 : file.code))).toEqual([
        sha256sum(join(root, 'd/large')),
        'FILE_NOT_REGULAR',
        sha256sum(join(root, 'd/small')),
        'FILE_NOT_FOUND',
        'FILE_NOT_REGULAR',
        sha256sum(join(root, 'd/empty')),
      ]);
      for (const [index, file] of files.entries()) {
        if (!file.ok) continue;
        expect(file.stat.inode).toBe(fs.lstatSync(join(root, paths[index] ?? ''), { bigint: true }).ino);
        if (!keepBytes) continue;
        const part = Buffer.from(bytes.subarray(file.offset, file.offset + file.stat.size));
        expect(part.equals(fs.readFileSync(join(root, paths[index] ?? '')))).toBe(true);
      }
      expect(bytes.byteLength).toBe(keepBytes ? 9_000_006 : 0);
    }
  });

  it('encodes on a worker what the bank encodes here', async () => {
    const wav = Buffer.concat([
      Buffer.from('RIFF'),
      Buffer.from([44, 0, 0, 0]),
      Buffer.from('WAVEfmt '),
      Buffer.from([16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0xbb, 0, 0, 0, 0x77, 1, 0, 2, 0, 16, 0]),
      Buffer.from('data'),
      Buffer.from([8, 0, 0, 0, 1, 0, 2, 0, 255, 127, 0, 128]),
    ]);
    const declaration: AssetDeclaration = {
      schema_version: 1,
      asset_uuid: '123e4567-e89b-42d3-a456-426614174000',
      name: 'sound',
      type: 'sound_bank',
      inputs: {},
      artifacts: [{ file: 'a.wav', index: 0 }],
      output: { format: 'SOUNDS/pcm16le_v1', codec: 'NONE' },
      preload: { enabled: false },
    };
    const task = {
      kind: 'encode',
      format: 'SOUNDS/pcm16le_v1',
      declaration,
      inputs: new Map([['a.wav', wav]]),
    } as const;
    const result = await pool().run(task);
    const { findBankFormat } = await import('#core/banks/registry.ts');
    const produce = findBankFormat('sound_bank', 'SOUNDS/pcm16le_v1')?.produce;
    expect(produce?.kind).toBe('encode');
    if (produce?.kind !== 'encode') return;
    expect(result).toEqual(produce.encode(declaration, task.inputs));
  });

  it('refuses a format that is not encoded, and stays usable', async () => {
    const workers = pool({ jobs: 1 });
    const declaration: AssetDeclaration = {
      schema_version: 1,
      asset_uuid: '123e4567-e89b-42d3-a456-426614174000',
      name: 'raw',
      type: 'raw',
      inputs: {},
      artifacts: [],
      output: { format: 'GLYPH/raw_v1', codec: 'NONE' },
      preload: { enabled: false },
    };
    const task = { kind: 'encode', format: 'GLYPH/raw_v1', declaration, inputs: new Map() } as const;
    expect(await rejectionCodeOf(workers.run(task))).toBe('INTERNAL');
    expect(
      (await workers.run({ kind: 'digest-files', root: '/', paths: [], keepBytes: false })).files,
    ).toEqual([]);
  });

  it.each(['throw', 'exit', 'other'])(
    'a worker that does "%s" fails its task and nothing else',
    async (what) => {
      const workers = pool({ jobs: 1, entry: oddWorker() });
      const bad = rejectionCodeOf(workers.run(told(what)));
      const good = workers.run(told('fine'));
      expect(await bad).toBe('INTERNAL');
      expect((await good).files).toEqual([]);
    },
  );

  it('cancels what waits and what runs, and goes on with the next', async () => {
    const workers = pool({ jobs: 1, entry: oddWorker() });
    const running = new AbortController();
    const waiting = new AbortController();
    const first = rejectionCodeOf(workers.run(told('hang'), { signal: running.signal }));
    const second = rejectionCodeOf(workers.run(told('fine'), { signal: waiting.signal }));
    const third = workers.run(told('fine'));
    waiting.abort();
    expect(await second).toBe('CANCELLED');
    running.abort();
    expect(await first).toBe('CANCELLED');
    expect((await third).files).toEqual([]);
    expect(await rejectionCodeOf(workers.run(told('fine'), { signal: running.signal }))).toBe('CANCELLED');
  });

  it('closes with tasks running and waiting', async () => {
    const workers = pool({ jobs: 1, entry: oddWorker() });
    const outcomes = [rejectionCodeOf(workers.run(told('hang'))), rejectionCodeOf(workers.run(told('fine')))];
    await workers.close();
    expect(await Promise.all(outcomes)).toEqual(['CANCELLED', 'CANCELLED']);
    expect(await rejectionCodeOf(workers.run(told('fine')))).toBe('CANCELLED');
  });

  it('fails tasks when the worker program is missing', async () => {
    const workers = pool({ jobs: 1, entry: new URL('./no-such-worker.mjs', import.meta.url) });
    expect(await rejectionCodeOf(workers.run(told('fine')))).toBe('INTERNAL');
  });
});
