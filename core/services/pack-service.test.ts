import * as fs from 'node:fs';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { DiskProject, letClockPass } from '#core/testing/disk-project.ts';
import { drawImage, opaque } from '#core/testing/glyph-art.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import type { PackReport } from '#schemas/report/pack.ts';
import { validate } from '#schemas/validate.ts';
import { packProject } from './pack-service.ts';

const scratch = useScratchFolders();

/** Packs as a fresh process does; the report must be the published document. */
async function pack(project: DiskProject): Promise<PackReport> {
  const report = await packProject(project.open());
  expect(validate('pack-report', report)).toMatchObject({ ok: true });
  return report;
}

async function packedProject(): Promise<DiskProject> {
  const project = DiskProject.small(scratch());
  await letClockPass();
  expect((await pack(project)).status).toBe('packed');
  return project;
}

function sha256sum(path: string): string {
  return spawnSync('sha256sum', [path], { encoding: 'utf8' }).stdout.replace(/^\\/u, '').slice(0, 64);
}

describe('a clean pack', () => {
  it('leaves four outputs whose digests sha256sum confirms', async () => {
    const project = DiskProject.small(scratch());
    const report = await pack(project);
    expect(report).toMatchObject({
      status: 'packed',
      assets: { included: 3, packed: 3, reused: 0 },
      inputs: { files_hashed: 7 },
      diagnostics: [],
    });
    expect(report.pack?.sha256).toBe(sha256sum(project.path('build/assets.pa')));
    expect(report.pack?.size_bytes).toBe(fs.statSync(project.path('build/assets.pa')).size);
    const metadata = JSON.parse(project.read('build/asset_table_metadata.json').toString()) as {
      assets: { inputs: { path: string; sha256: string }[]; root: string }[];
    };
    for (const { root, inputs } of metadata.assets) {
      for (const { path, sha256 } of inputs)
        expect(sha256).toBe(sha256sum(project.path(`assets/${root}/${path}`)));
    }
    expect(fs.readdirSync(project.path('build')).sort()).toEqual([
      'asset_table.json',
      'asset_table_metadata.json',
      'assets.pa',
      'preload.json',
    ]);
  });

  it('stores the raw file and the samples byte for byte', async () => {
    const project = await packedProject();
    const bytes = project.read('build/assets.pa');
    const table = JSON.parse(project.read('build/asset_table.json').toString()) as {
      offset: number;
      size: number;
    }[];
    const payload = Number(bytes.readBigUInt64LE(12));
    const slice = (index: number): Buffer => {
      const { offset = 0, size = 0 } = table[index] ?? {};
      return bytes.subarray(payload + offset, payload + offset + size);
    };
    expect(slice(2).toString()).toBe('level one');
    // 0, 100, -100, 32767 as signed 16-bit little-endian.
    expect(slice(1).toString('hex')).toBe('000064009cffff7f');
    expect(slice(0).length).toBe(34816);
  });

  it('packs an empty build set', async () => {
    const project = new DiskProject(scratch());
    expect(await pack(project)).toMatchObject({ status: 'packed', assets: { included: 0 } });
    expect(project.read('build/asset_table.json').toString()).toBe('[]');
  });
});

describe('packing again', () => {
  it('D1 hashes nothing and touches nothing where nothing changed', async () => {
    const project = await packedProject();
    const before = project.outputFacts();
    const report = await pack(project);
    expect(report).toMatchObject({
      status: 'unchanged',
      assets: { included: 3, packed: 0, reused: 3 },
      inputs: { files_hashed: 0, bytes_hashed: 0 },
    });
    expect(project.outputFacts()).toEqual(before);
  });

  it('answers from memory in a running host with the same result', async () => {
    const project = await packedProject();
    const session = project.open();
    const first = await packProject(session);
    const second = await packProject(session);
    expect({ ...second, duration_ms: 0 }).toEqual({ ...first, duration_ms: 0 });
  });

  it('encodes the one asset that was saved', async () => {
    const project = await packedProject();
    project.write(
      'assets/art/hero/tile-0.png',
      drawImage(8, 8, () => opaque('#0000ff')),
    );
    await letClockPass();
    const report = await pack(project);
    expect(report).toMatchObject({
      status: 'packed',
      assets: { included: 3, packed: 1, reused: 2 },
      inputs: { files_hashed: 1 },
    });
    expect(report.changes).toEqual([
      { asset_id: 1, name: 'hero', reason: 'inputs_changed', change: 'changed', size_bytes: 34816 },
    ]);
  });

  it('encodes nothing where a root moved, and keeps the pack', async () => {
    const project = await packedProject();
    const before = project.outputs();
    project.moveRoot(1, 'characters/knight');
    const report = await pack(project);
    expect(report).toMatchObject({
      status: 'packed',
      assets: { packed: 0, reused: 3 },
      inputs: { files_hashed: 0 },
    });
    expect(project.outputs()['assets.pa']).toBe(before['assets.pa']);
    expect(project.outputs()['asset_table_metadata.json']).not.toBe(before['asset_table_metadata.json']);
  });

  it('encodes nothing where only the name changed, and writes it into the table', async () => {
    const project = await packedProject();
    project.editDeclaration('art/hero', { name: 'knight' });
    await letClockPass();
    const report = await pack(project);
    expect(report).toMatchObject({
      status: 'packed',
      assets: { packed: 0, reused: 3 },
      inputs: { files_hashed: 1 },
    });
    expect(project.read('build/asset_table.json').toString()).toContain('"asset_name":"knight"');
  });

  it('hashes but encodes nothing where a file was touched', async () => {
    const project = await packedProject();
    const before = project.outputFacts();
    fs.utimesSync(project.path('assets/data/level/data.bin'), 1_000_000_000, 1_000_000_000);
    fs.utimesSync(project.path('assets/art/hero/tile-1.png'), 1_000_000_000, 1_000_000_000);
    await letClockPass();
    const report = await pack(project);
    expect(report).toMatchObject({ status: 'unchanged', assets: { packed: 0, reused: 3 } });
    expect(project.outputFacts()).toEqual(before);
  });

  it('catches a change that keeps size and modification time', async () => {
    const project = await packedProject();
    const path = project.path('assets/data/level/data.bin');
    const { atimeNs, mtimeNs } = fs.statSync(path, { bigint: true });
    fs.writeFileSync(path, 'LEVEL TWO');
    fs.utimesSync(path, Number(atimeNs) / 1e9, Number(mtimeNs) / 1e9);
    const report = await pack(project);
    expect(report).toMatchObject({ status: 'packed', assets: { packed: 1, reused: 2 } });
    expect(project.read('build/assets.pa').toString('latin1')).toContain('LEVEL TWO');
  });

  it('catches a change right after packing, within one tick of the clock', async () => {
    const project = DiskProject.small(scratch());
    for (let round = 0; round < 20; round += 1) {
      const text = `round ${String(round).padStart(3, '0')}`;
      project.write('assets/data/level/data.bin', text);
      await pack(project);
      expect(project.read('build/assets.pa').toString('latin1')).toContain(text);
    }
  });

  it('D1 gives the bytes of a clean build after any series of changes', async () => {
    const project = await packedProject();
    project.addRaw(9, 'data/extra', 'more');
    await pack(project);
    project.moveRoot(3, 'data/moved');
    project.write('assets/sfx/steps/step.wav', project.read('assets/sfx/steps/step.wav'));
    project.editDeclaration('art/hero', { preload: { enabled: true } });
    await pack(project);
    const incremental = project.outputs();
    fs.rmSync(project.path('build'), { recursive: true });
    fs.rmSync(project.path('assets/.prometeu/cache.json'));
    await pack(project);
    expect(project.outputs()).toEqual(incremental);
  });
});

describe('what can be deleted or damaged', () => {
  it('packs without the cache, and leaves equal outputs alone', async () => {
    const project = await packedProject();
    const before = project.outputFacts();
    fs.rmSync(project.path('assets/.prometeu/cache.json'));
    expect(await pack(project)).toMatchObject({ status: 'unchanged', assets: { packed: 3 } });
    expect(project.outputFacts()).toEqual(before);
  });

  it.each(['', '{', '[]', '{"schema_version":2}', 'null'])('ignores a broken cache: %j', async (text) => {
    const project = await packedProject();
    project.write('assets/.prometeu/cache.json', text);
    expect(await pack(project)).toMatchObject({ status: 'unchanged', assets: { included: 3, packed: 3 } });
  });

  it('does not trust a previous pack that somebody changed', async () => {
    const project = await packedProject();
    const whole = project.outputs();
    const bytes = project.read('build/assets.pa');
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 0xff;
    project.write('build/assets.pa', bytes);
    expect((await pack(project)).status).toBe('packed');
    expect(project.outputs()).toEqual(whole);
  });

  it.each([
    ['assets.pa', /"sample_rate":\d+/u, '"sample_rate":48000'],
    ['asset_table_metadata.json', /"file":"tile-0/u, '"file":"tile-9'],
  ])('D1 takes nothing over from %s where somebody changed %s', async (name, from, to) => {
    const project = await packedProject();
    const whole = project.outputs();
    const text = project.read(`build/${name}`).toString('latin1');
    project.write(`build/${name}`, Buffer.from(text.replace(from, to), 'latin1'));
    expect(project.outputs()).not.toEqual(whole);
    expect(await pack(project)).toMatchObject({ status: 'packed', assets: { packed: 3, reused: 0 } });
    expect(project.outputs()).toEqual(whole);
  });

  it.each(['assets.pa', 'asset_table.json', 'preload.json', 'asset_table_metadata.json'])(
    'restores a missing %s',
    async (name) => {
      const project = await packedProject();
      const whole = project.outputs();
      fs.rmSync(project.path(`build/${name}`));
      expect((await pack(project)).status).toBe('packed');
      expect(project.outputs()).toEqual(whole);
    },
  );
});

describe('the gate', () => {
  it('blocks on an error, names every broken asset, and leaves the outputs', async () => {
    const project = await packedProject();
    const before = project.outputFacts();
    project.write('assets/art/hero/tile-0.png', 'not a png');
    project.write('assets/sfx/steps/step.wav', 'not a wav');
    const report = await pack(project);
    expect(report.status).toBe('blocked');
    expect(report.diagnostics.map(({ code, asset_id }) => [asset_id, code])).toEqual([
      [1, 'PNG_UNREADABLE'],
      [2, 'SOUND_NOT_WAV'],
    ]);
    expect(report.gate).toMatchObject([{ state: 'passed' }, { id: 'assets_valid', state: 'failed' }]);
    expect(project.outputFacts()).toEqual(before);
    expect(fs.existsSync(project.path('build/.pack-studio'))).toBe(false);
  });

  it('leaves out excluded assets with all their errors', async () => {
    const project = await packedProject();
    const registry = project.read('assets/.prometeu/index.json').toString();
    project.write(
      'assets/.prometeu/index.json',
      registry.replace(/("root": "sfx\/steps",\s+"included_in_build": )true/u, '$1false'),
    );
    project.write('assets/sfx/steps/step.wav', 'not a wav');
    expect(await pack(project)).toMatchObject({
      status: 'packed',
      assets: { included: 2 },
      removed: [{ asset_id: 2, name: 'steps' }],
    });
  });

  it('is blocked without a registry', async () => {
    const folder = scratch();
    fs.mkdirSync(`${folder}/assets`);
    const report = await packProject(new DiskProject(scratch()).open());
    expect(report.status).toBe('packed');
    const bare = DiskProject.small(folder);
    fs.rmSync(bare.path('assets/.prometeu'), { recursive: true });
    const blocked = await pack(bare);
    expect(blocked.status).toBe('blocked');
    expect(blocked.diagnostics.map(({ code }) => code)).toContain('REGISTRY_MISSING');
    expect(fs.existsSync(bare.path('build'))).toBe(false);
  });
});

describe('cancelling', () => {
  it('leaves the old set and nothing partial', async () => {
    const project = await packedProject();
    const before = project.outputFacts();
    project.write('assets/data/level/data.bin', Buffer.alloc(8 * 1024 * 1024, 1));
    const abort = new AbortController();
    const report = await packProject(project.open(), {
      signal: abort.signal,
      onProgress: () => {
        abort.abort();
      },
    });
    expect(report).toMatchObject({ status: 'cancelled', error: { code: 'CANCELLED' } });
    expect(project.outputFacts()).toEqual(before);
    expect(fs.existsSync(project.path('build/.pack-studio'))).toBe(false);
  });
});

describe('a rebuild that is asked for', () => {
  it('is made and compared also where nothing changed', async () => {
    const project = await packedProject();
    const session = project.open();
    await packProject(session);
    await letClockPass();
    await packProject(session);
    const digests = new Map(
      (['assets.pa', 'asset_table.json', 'preload.json', 'asset_table_metadata.json'] as const).map(
        (name) => [name, sha256sum(project.path(`build/${name}`))],
      ),
    );
    const same = await packProject(session, { rebuild: () => Promise.resolve(digests) });
    expect(same).toMatchObject({ status: 'unchanged', rebuild: 'identical' });
    const other = new Map([...digests, ['assets.pa', '0'.repeat(64)] as const]);
    const different = await packProject(session, { rebuild: () => Promise.resolve(other) });
    expect(different).toMatchObject({
      status: 'failed',
      rebuild: 'different',
      error: { code: 'REBUILD_DIFFERS' },
    });
  });
});

describe('two at once', () => {
  it('C5 serialises two processes on one project', async () => {
    const project = DiskProject.small(scratch());
    const reports = await Promise.all([pack(project), pack(project), pack(project)]);
    expect(reports.map(({ status }) => status).sort()).toEqual(['packed', 'unchanged', 'unchanged']);
  });
});
