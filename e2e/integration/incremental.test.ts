import * as fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DiskProject, letClockPass } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { outputFacts, readOutputs } from './outputs.ts';
import { pack, run } from './program.ts';
import { makeRichProject, RICH_ASSETS, writeInputs } from './rich-project.ts';

const scratch = useScratchFolders();
const ALL_REUSED = { included: RICH_ASSETS, packed: 0, reused: RICH_ASSETS };
const ONE_PACKED = { included: RICH_ASSETS, packed: 1, reused: RICH_ASSETS - 1 };
const NOTHING_HASHED = { files_hashed: 0, bytes_hashed: 0 };

async function packedProject(): Promise<DiskProject> {
  const project = makeRichProject(scratch());
  await letClockPass();
  expect(pack(project.root).exit).toBe(0);
  return project;
}

describe('pack again, in a new process', () => {
  it('hashes nothing and touches nothing where nothing was touched', async () => {
    const { root } = await packedProject();
    const before = outputFacts(root);
    expect(pack(root)).toMatchObject({ status: 'unchanged', assets: ALL_REUSED, inputs: NOTHING_HASHED });
    expect(outputFacts(root)).toEqual(before);
  });

  it('encodes the one asset that was saved', async () => {
    const project = await packedProject();
    writeInputs(project, 'raw', project.rootOf(6), 4711);
    expect(pack(project.root)).toMatchObject({
      status: 'packed',
      assets: ONE_PACKED,
      inputs: { files_hashed: 1 },
    });
  });

  it('encodes and hashes nothing where roots were renamed and moved', async () => {
    const project = await packedProject();
    const before = readOutputs(project.root);
    for (const [assetId, root] of Object.entries({ 1: 'art/renamed', 2: 'Other/deep/er', 5: 'ı' }))
      project.moveRoot(Number(assetId), root);
    expect(pack(project.root)).toMatchObject({
      status: 'packed',
      assets: ALL_REUSED,
      inputs: NOTHING_HASHED,
    });
    const after = readOutputs(project.root);
    expect(after['assets.pa']).toBe(before['assets.pa']);
    expect(after['asset_table_metadata.json']).not.toBe(before['asset_table_metadata.json']);
  });

  it('encodes nothing and leaves the outputs where files were only touched', async () => {
    const project = await packedProject();
    const before = outputFacts(project.root);
    fs.utimesSync(project.path(`assets/${project.rootOf(6)}/data.bin`), 1_000_000_000, 1_000_000_000);
    await letClockPass();
    expect(pack(project.root)).toMatchObject({
      status: 'unchanged',
      assets: ALL_REUSED,
      inputs: { files_hashed: 1 },
    });
    expect(outputFacts(project.root)).toEqual(before);
  });

  it('catches a change that keeps size and modification time', async () => {
    const project = await packedProject();
    const path = project.path(`assets/${project.rootOf(6)}/data.bin`);
    const { size, mtimeNs } = fs.statSync(path, { bigint: true });
    writeInputs(project, 'raw', project.rootOf(6), 4711);
    const seconds = Number(mtimeNs) / 1e9;
    fs.utimesSync(path, seconds, seconds);
    expect(fs.statSync(path, { bigint: true }).size).toBe(size);
    const bytes = fs.readFileSync(path).toString('latin1');
    expect(pack(project.root)).toMatchObject({ status: 'packed', assets: ONE_PACKED });
    expect(readOutputs(project.root)['assets.pa']).toContain(bytes);
  });

  it('catches a change in the very tick in which it packed', async () => {
    const project = await packedProject();
    for (let seed = 1; seed <= 5; seed += 1) {
      writeInputs(project, 'raw', project.rootOf(6), seed);
      const bytes = project.read(`assets/${project.rootOf(6)}/data.bin`).toString('latin1');
      expect(pack(project.root)).toMatchObject({ status: 'packed', assets: ONE_PACKED });
      expect(readOutputs(project.root)['assets.pa']).toContain(bytes);
    }
  });
});

describe('a report that cannot be told', () => {
  it('ends with the code of a failure where standard output is full, and the pack stands', ({ skip }) => {
    skip(!fs.existsSync('/dev/full'), 'there is no /dev/full');
    const project = DiskProject.small(scratch());
    const prefix = ['sh', '-c', 'exec "$@" > /dev/full', 'sh'];
    expect(run(['pack', project.root, '--json'], { prefix })).toMatchObject({ code: 3, stdout: '' });
    expect(pack(project.root)).toMatchObject({ exit: 0, status: 'unchanged' });
  });
});
