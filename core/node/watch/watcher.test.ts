import { spawn, spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { FSWatcher } from 'chokidar';
import { afterEach, describe, expect, it } from 'vitest';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import type { WatchState } from '#schemas/contract/events.ts';
import type { ChangeBatch } from './change-batches.ts';
import { type ProjectWatcher, watchProject, type WatchBackend } from './watcher.ts';

const scratch = useScratchFolders();
const open: ProjectWatcher[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((watcher) => watcher.close()));
});

interface Scene {
  readonly root: string;
  readonly watcher: ProjectWatcher;
  readonly batches: ChangeBatch[];
  readonly states: WatchState['state'][];
  readonly failures: unknown[];
  /** Paths told since the last call, `*` for a whole batch. */
  told(): readonly string[];
  put(path: string, content: string | Uint8Array): void;
}

async function watching(
  prepare: (root: string) => void = () => undefined,
  backend?: WatchBackend,
): Promise<Scene> {
  const root = scratch();
  fs.mkdirSync(join(root, 'assets/.prometeu'), { recursive: true });
  prepare(root);
  const batches: ChangeBatch[] = [];
  const states: WatchState['state'][] = [];
  const failures: unknown[] = [];
  const watcher = watchProject(root, {
    onChange: (batch) => batches.push(batch),
    onState: ({ state }) => states.push(state),
    onError: (failure) => failures.push(failure),
    pollEveryMs: 50,
    ...(backend === undefined ? {} : { backend }),
  });
  open.push(watcher);
  await watcher.ready;
  let from = batches.length;
  return {
    root,
    watcher,
    batches,
    states,
    failures,
    told: () => {
      const part = batches.slice(from);
      from = batches.length;
      return part.flatMap((batch) => (batch.whole ? ['*'] : batch.paths));
    },
    put: (path, content) => {
      fs.mkdirSync(dirname(join(root, path)), { recursive: true });
      fs.writeFileSync(join(root, path), content);
    },
  };
}

/** Waits for a condition; the test's own limit ends a wait that never comes true. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Waits until something was told and then nothing for a while; gives all of it. */
async function toldAfter(scene: Scene): Promise<ReadonlySet<string>> {
  const all = new Set<string>();
  await until(() => {
    for (const path of scene.told()) all.add(path);
    return all.size > 0;
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (const path of scene.told()) all.add(path);
  return all;
}

describe('watchProject', () => {
  it('catches up, tells a whole batch and watches', async () => {
    const scene = await watching();
    expect(scene.batches).toEqual([{ paths: [], whole: true }]);
    expect(scene.states).toEqual(['catching_up', 'watching']);
  });

  it('tells a changed, an added and a removed file', async () => {
    const scene = await watching((root) => {
      fs.mkdirSync(join(root, 'assets/hero'));
      fs.writeFileSync(join(root, 'assets/hero/a.png'), 'old');
    });
    scene.put('assets/hero/a.png', 'new');
    expect(await toldAfter(scene)).toContain('assets/hero/a.png');
    scene.put('assets/hero/deep/er/b.png', 'b');
    expect(await toldAfter(scene)).toContain('assets/hero/deep/er/b.png');
    fs.rmSync(join(scene.root, 'assets/hero/a.png'));
    expect(await toldAfter(scene)).toContain('assets/hero/a.png');
  });

  it('W1 sees the save of an editor that writes beside and renames', async () => {
    const scene = await watching((root) => fs.writeFileSync(join(root, 'assets/a.png'), 'old'));
    for (let turn = 0; turn < 3; turn += 1) {
      fs.writeFileSync(join(scene.root, 'assets/.a.png.swp'), `new ${turn}`);
      fs.renameSync(join(scene.root, 'assets/.a.png.swp'), join(scene.root, 'assets/a.png'));
      expect(await toldAfter(scene)).toContain('assets/a.png');
    }
  });

  it('W1 sees a rewrite of equal size whose mtime was put back', async () => {
    const scene = await watching((root) => fs.writeFileSync(join(root, 'assets/a.png'), 'old'));
    const path = join(scene.root, 'assets/a.png');
    const { atime, mtime } = fs.statSync(path);
    fs.writeFileSync(path, 'new');
    fs.utimesSync(path, atime, mtime);
    expect(await toldAfter(scene)).toContain('assets/a.png');
  });

  it('ignores .prometeu/ but for the registry, and all that is not assets/', async () => {
    const scene = await watching((root) => fs.mkdirSync(join(root, 'build')));
    scene.put('build/assets.pa', 'x');
    scene.put('assets/.prometeu/cache.json', '{}');
    scene.put('assets/.prometeu/runs/1.json', '{}');
    scene.put('assets/.prometeu/index.tmp', '{}');
    fs.renameSync(
      join(scene.root, 'assets/.prometeu/index.tmp'),
      join(scene.root, 'assets/.prometeu/index.json'),
    );
    const told = [...(await toldAfter(scene))].filter((path) => path !== 'assets/.prometeu');
    expect(told).toEqual(['assets/.prometeu/index.json']);
  });

  it('W1 H8 follows no link', async () => {
    const outside = scratch();
    const scene = await watching((root) => {
      fs.symlinkSync(outside, join(root, 'assets/link'));
      fs.writeFileSync(join(root, 'assets/own'), '1');
    });
    fs.writeFileSync(join(outside, 'file'), 'theirs');
    scene.put('assets/own', '2');
    expect([...(await toldAfter(scene))]).toEqual(['assets/own']);
  });

  it('W1 shows a slow write as settling and tells it when it is whole', async () => {
    const scene = await watching();
    const fd = fs.openSync(join(scene.root, 'assets/big.wav'), 'w');
    const chunk = new Uint8Array(2 * 1024 * 1024);
    for (let turn = 0; turn < 15; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      fs.writeSync(fd, chunk);
    }
    fs.closeSync(fd);
    scene.told();
    expect(scene.states).toContain('settling');
    expect(await toldAfter(scene)).toContain('assets/big.wav');
    await until(() => scene.watcher.state.state === 'watching');
  });

  it('W1 tells 2,000 files that are moved in at once', async () => {
    const scene = await watching((root) => {
      fs.mkdirSync(join(root, 'aside/sub'), { recursive: true });
      for (let index = 0; index < 2_000; index += 1)
        fs.writeFileSync(join(root, `aside/sub/${index}.png`), 'x');
    });
    fs.renameSync(join(scene.root, 'aside'), join(scene.root, 'assets/moved'));
    const told = new Set<string>();
    await until(() => {
      for (const path of scene.told()) told.add(path);
      return told.has('*') || told.has('assets/moved');
    });
    scene.put('assets/moved/sub/7.png', 'changed afterwards');
    await until(() => scene.told().some((path) => path === '*' || path === 'assets/moved/sub/7.png'));
    await until(() => scene.watcher.state.state === 'watching');
  });

  it('W1 tells a burst of 10,000 files in few batches, the last of them a whole one', async () => {
    const scene = await watching();
    const before = scene.batches.length;
    for (let index = 0; index < 10_000; index += 1) {
      const path = join(scene.root, `assets/d${index % 50}`);
      if (index < 50) fs.mkdirSync(path);
      fs.writeFileSync(join(path, `${index}.png`), 'x');
      if (index % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => scene.batches.slice(before).some((batch) => batch.whole));
    await until(() => scene.watcher.state.state === 'watching');
    expect(scene.batches.length - before).toBeLessThan(60);
  });

  it('W1 goes on when assets/ is deleted and made again', async () => {
    const scene = await watching((root) => fs.writeFileSync(join(root, 'assets/a.png'), 'old'));
    fs.rmSync(join(scene.root, 'assets'), { recursive: true });
    await until(() => scene.watcher.state.state === 'lost');
    expect(scene.watcher.state.reason).not.toBeNull();
    scene.told();
    scene.put('assets/b.png', 'new');
    await until(() => scene.watcher.state.state === 'watching');
    expect(scene.told()).toContain('*');
    scene.put('assets/b.png', 'newer');
    expect(await toldAfter(scene)).toContain('assets/b.png');
  });

  it('W1 goes on when assets/ is replaced by another folder in one moment', async () => {
    const scene = await watching((root) => {
      fs.mkdirSync(join(root, 'other'));
      fs.writeFileSync(join(root, 'other/b.png'), 'b');
    });
    fs.renameSync(join(scene.root, 'assets'), join(scene.root, 'old'));
    fs.renameSync(join(scene.root, 'other'), join(scene.root, 'assets'));
    await until(() => scene.told().includes('*') && scene.watcher.state.state === 'watching');
    scene.put('assets/b.png', 'newer');
    expect(await toldAfter(scene)).toContain('assets/b.png');
  });

  it('W2 a callback that throws is reported and watching goes on', async () => {
    const root = scratch();
    fs.mkdirSync(join(root, 'assets'));
    const failures: unknown[] = [];
    const watcher = watchProject(root, {
      onChange: () => {
        throw new Error('change');
      },
      onState: () => {
        throw new Error('state');
      },
      onError: (failure) => {
        failures.push(failure);
        throw new Error('error');
      },
    });
    open.push(watcher);
    await watcher.ready;
    const before = failures.length;
    fs.writeFileSync(join(root, 'assets/a'), 'x');
    await until(() => failures.length > before);
    expect(watcher.state.state).toBe('watching');
  });

  it('closes while it starts, and twice', async () => {
    const root = scratch();
    fs.mkdirSync(join(root, 'assets'));
    const watcher = watchProject(root, { onChange: () => undefined, onState: () => undefined });
    await watcher.close();
    await watcher.close();
    expect(watcher.state.state).toBe('off');
  });
});

/** A backend that reports nothing and fails when it is told to. */
class FailingBackend extends FSWatcher {
  constructor(errno: string) {
    super();
    const failure = Object.assign(new Error(errno), { code: errno });
    setImmediate(() => EventEmitter.prototype.emit.call(this, 'error', failure));
    setImmediate(() => EventEmitter.prototype.emit.call(this, 'error', failure));
  }
}

describe('watchProject without watches', () => {
  it('W1 W2 shows exhausted watches, finds changes by looking, and recovers on rescan', async () => {
    let exhausted = true;
    const scene = await watching(
      (root) => fs.writeFileSync(join(root, 'assets/a.png'), 'old'),
      (path, ignored) => {
        if (exhausted) return new FailingBackend('ENOSPC');
        const working = new FSWatcher({ ignoreInitial: true, followSymlinks: false, ignored });
        working.add(path);
        return working;
      },
    );
    expect(scene.watcher.state).toMatchObject({ state: 'lost' });
    await until(() => scene.told().includes('*'));
    scene.put('assets/new/b.png', 'b');
    expect(await toldAfter(scene)).toContain('assets/new/b.png');
    fs.rmSync(join(scene.root, 'assets/a.png'));
    expect(await toldAfter(scene)).toContain('assets/a.png');
    await scene.watcher.rescan();
    expect(scene.watcher.state.state).toBe('lost');
    exhausted = false;
    scene.told();
    await scene.watcher.rescan();
    expect(scene.told()).toContain('*');
    expect(scene.watcher.state).toEqual({ state: 'watching', reason: null });
    expect(scene.failures.length).toBeGreaterThan(0);
  });

  it('W2 a backend that throws is a lost state', async () => {
    const scene = await watching(undefined, () => {
      throw new Error('no watching here');
    });
    expect(scene.watcher.state.state).toBe('lost');
    scene.put('assets/b.png', 'b');
    await until(() => scene.told().some((path) => path === '*' || path === 'assets/b.png'));
  });

  it('W1 really runs out of watches', async ({ skip }) => {
    const limited = (command: string): readonly string[] => [
      '-Ur',
      'sh',
      '-c',
      `echo 8 > /proc/sys/user/max_inotify_watches && ${command}`,
    ];
    skip(
      spawnSync('unshare', [...limited('true')]).status !== 0,
      'watches cannot be limited for one process here',
    );
    const root = scratch();
    for (let index = 0; index < 40; index += 1)
      fs.mkdirSync(join(root, `assets/d${index}`), { recursive: true });
    const program = `
      import { watchProject } from ${JSON.stringify(new URL('./watcher.ts', import.meta.url).href)};
      const watcher = watchProject(process.env.ROOT, {
        pollEveryMs: 50,
        onState: ({ state }) => console.log('state ' + state),
        onChange: ({ paths, whole }) => { for (const path of whole ? ['*'] : paths) console.log('path ' + path); },
      });
      await watcher.ready;
      console.log('ready');`;
    const child = spawn(
      'unshare',
      [...limited(`exec "$NODE" --input-type=module-typescript -e "$PROGRAM"`)],
      {
        cwd: new URL('../../..', import.meta.url),
        env: { ...process.env, ROOT: root, PROGRAM: program, NODE: process.execPath },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await until(() => output.includes('ready'));
    expect(output).toContain('state lost');
    await until(() => output.split('path *').length > 2);
    fs.writeFileSync(join(root, 'assets/d39/new.png'), 'x');
    await until(() => output.includes('path assets/d39/new.png'));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  });
});
