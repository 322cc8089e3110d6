import * as fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openProjectLock } from '#core/node/project-lock.ts';
import { nodeHash } from '#core/node/node-hash.ts';
import { DiskProject } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { packProject } from './pack-service.ts';
import { recoverOutputs } from './recover-outputs.ts';

const scratch = useScratchFolders();
const OUTPUTS = ['assets.pa', 'asset_table.json', 'preload.json', 'asset_table_metadata.json'] as const;

/** A project whose promotion was cut short after the journal: one output is new, the others still wait. */
async function cutShort(): Promise<{ readonly project: DiskProject; readonly next: unknown }> {
  const project = DiskProject.small(scratch());
  await packProject(project.open());
  const old = new Map(OUTPUTS.map((name) => [name, project.read(`build/${name}`)]));
  project.write('assets/data/level/data.bin', 'level two, longer');
  await packProject(project.open());
  const next = project.outputs();
  const files = OUTPUTS.filter(
    (name) => !project.read(`build/${name}`).equals(old.get(name) ?? Buffer.alloc(0)),
  );
  fs.mkdirSync(project.path('build/.pack-studio'));
  const journal = files.map((name) => {
    const bytes = project.read(`build/${name}`);
    return { name, sha256: nodeHash.sha256Hex(bytes), size_bytes: bytes.length };
  });
  for (const name of files.slice(1)) {
    fs.renameSync(project.path(`build/${name}`), project.path(`build/.pack-studio/${name}`));
    project.write(`build/${name}`, old.get(name) ?? '');
  }
  project.write(
    'build/.pack-studio/journal.json',
    `${JSON.stringify({ schema_version: 1, files: journal })}\n`,
  );
  return { project, next };
}

describe('C2 the next start', () => {
  it('rolls a set forward that a crash cut short', async () => {
    const { project, next } = await cutShort();
    expect(project.outputs()).not.toEqual(next);
    await recoverOutputs(project.open());
    expect(project.outputs()).toEqual(next);
    expect(fs.existsSync(project.path('build/.pack-studio'))).toBe(false);
  });

  it('leaves a set alone that another process is promoting', async () => {
    const { project } = await cutShort();
    const before = project.outputs();
    const held = await openProjectLock(project.root).acquire({ verb: 'pack' });
    await recoverOutputs(project.open());
    held.release();
    expect(project.outputs()).toEqual(before);
  });
});
