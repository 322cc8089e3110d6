import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DiskProject } from '#core/testing/disk-project.ts';
import { drawImage, opaque } from '#core/testing/glyph-art.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { readOutputs } from './outputs.ts';
import { Running, until } from './program.ts';
import { freshBuild, HOST_KINDS, startHost, untilOutputs, type WatchingHost } from './watching-host.ts';

const scratch = useScratchFolders();
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const host of open.splice(0)) await host.close();
});

const REGISTRY = 'assets/.prometeu/index.json';

function tile(color: string): Uint8Array {
  return drawImage(8, 8, () => opaque(color));
}

interface Entry {
  readonly asset_id: number;
  readonly root: string;
}

function entriesOf(project: DiskProject): readonly Entry[] {
  const { assets } = JSON.parse(project.read(REGISTRY).toString()) as { assets: readonly Entry[] };
  return assets;
}

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

interface Scene {
  readonly project: DiskProject;
  readonly host: WatchingHost;
  /** Waits until the outputs are those of a fresh build and what the host shows is true. */
  settled(): Promise<void>;
}

describe.each(HOST_KINDS)('W1 packing on change, %s', (kind) => {
  async function watching(prepare: (project: DiskProject) => void = () => undefined): Promise<Scene> {
    const base = scratch();
    const project = DiskProject.small(join(base, 'project'));
    prepare(project);
    const host = await startHost(kind, project.root, base);
    open.push(host);
    return {
      project,
      host,
      settled: async () => {
        await untilOutputs(project.root, freshBuild(project.root));
        while (!(await host.showsTheTruth(project.root))) await pause(30);
      },
    };
  }

  it('W1 packs what an editor saved by rename, with and without a backup', async () => {
    const { project, settled } = await watching();
    const path = project.path('assets/art/hero/tile-0.png');
    for (const color of ['#111111', '#222222']) {
      fs.writeFileSync(`${path}.swp`, tile(color));
      fs.renameSync(`${path}.swp`, path);
    }
    await settled();
    fs.renameSync(path, `${path}~`);
    fs.writeFileSync(path, tile('#333333'));
    fs.rmSync(`${path}~`);
    await settled();
  });

  it('W1 packs a slow write of 60 MB once it is whole', async () => {
    const { project, settled } = await watching();
    const path = project.path('assets/data/level/data.bin');
    fs.writeFileSync(path, '');
    for (let piece = 1; piece <= 12; piece += 1) {
      fs.appendFileSync(path, Buffer.alloc(5_000_000, piece));
      await pause(60);
    }
    await settled();
    expect(fs.statSync(project.path('build/assets.pa')).size).toBeGreaterThan(60_000_000);
  });

  it('W1 packs 2,000 files that were moved in at once', async () => {
    const { project, settled } = await watching();
    const source = new DiskProject(join(project.root, '../incoming'));
    source.addRawAssets(100, (number) => `file ${number}`);
    for (const { root } of entriesOf(source)) {
      for (let number = 1; number <= 18; number += 1) source.write(`assets/${root}/more/${number}.txt`, root);
    }
    const own = entriesOf(project);
    const moved = entriesOf(source).map((entry) => ({ ...entry, root: entry.root.replace(/^data/u, 'in') }));
    fs.renameSync(join(source.root, 'assets/data'), project.path('assets/in'));
    const assets = [...own, ...moved.slice(own.length)];
    project.writeJson(REGISTRY, { schema_version: 1, next_asset_id: 1000, assets });
    await settled();
    expect(JSON.parse(readOutputs(project.root)['asset_table.json'] ?? '')).toHaveLength(100);
  });

  it('W1 goes on after assets/ was deleted and made again', async () => {
    const { project, host, settled } = await watching();
    const whole = readOutputs(project.root);
    fs.cpSync(project.path('assets'), join(project.root, '../kept'), { recursive: true });
    fs.rmSync(project.path('assets'), { recursive: true });
    await host.untilReport('blocked', 'REGISTRY_MISSING');
    expect(readOutputs(project.root)).toEqual(whole);
    fs.cpSync(join(project.root, '../kept'), project.path('assets'), { recursive: true });
    project.write('assets/data/level/data.bin', 'made again');
    await settled();
    project.write('assets/data/level/data.bin', 'and edited');
    await settled();
  });

  it('W1 follows a registry edited by hand, also through a half-written one', async () => {
    const { project, host, settled } = await watching();
    const whole = readOutputs(project.root);
    const text = project
      .read(REGISTRY)
      .toString()
      .replace('"included_in_build": true', '"included_in_build": false');
    fs.writeFileSync(project.path(REGISTRY), text.slice(0, text.length / 2));
    await host.untilReport('blocked', 'REGISTRY_INVALID');
    expect(readOutputs(project.root)).toEqual(whole);
    fs.writeFileSync(project.path(REGISTRY), text);
    await settled();
    expect(JSON.parse(readOutputs(project.root)['asset_table.json'] ?? '')).toHaveLength(2);
  });

  it('W1 packs the last of a burst of saves that comes while it packs', async () => {
    const { project, settled } = await watching((made) => {
      made.addRaw(4, 'data/large', Buffer.alloc(20_000_000, 4));
    });
    for (let turn = 0; turn < 25; turn += 1) {
      project.write('assets/data/level/data.bin', `turn ${turn}`);
      project.write('assets/art/hero/tile-1.png', tile(`#${String(100_000 + turn)}`));
      if (turn % 10 === 0) project.write('assets/data/large/data.bin', Buffer.alloc(20_000_000, turn));
      await pause(turn % 3 === 0 ? 40 : 7);
    }
    await settled();
  });
});

describe('W1 packing on change without watches', () => {
  it('W1 says that it lost the watch, and goes on packing', async ({ skip }) => {
    const limit = 'echo 8 > /proc/sys/user/max_inotify_watches && exec "$@"';
    const prefix = ['unshare', '-Ur', 'sh', '-c', limit, 'sh'];
    skip(
      spawnSync('unshare', [...prefix.slice(1), 'true']).status !== 0,
      'watches cannot be limited for one process here',
    );
    const project = DiskProject.small(join(scratch(), 'project'));
    for (let number = 0; number < 40; number += 1) project.write(`assets/loose/${number}/note.txt`, 'x');
    const running = new Running(['pack', project.root, '--watch'], { prefix });
    open.push({ close: () => running.kill() });
    await until(
      () => running.stderr.includes('not reported') && fs.existsSync(project.path('build/assets.pa')),
    );
    project.write('assets/data/level/data.bin', 'without a watch');
    await untilOutputs(project.root, freshBuild(project.root));
  });
});
