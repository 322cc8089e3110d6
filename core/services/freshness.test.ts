import { describe, expect, it } from 'vitest';
import { DiskProject, letClockPass } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { isPackFresh } from './freshness.ts';
import { packProject } from './pack-service.ts';

const scratch = useScratchFolders();

async function packedProject(): Promise<DiskProject> {
  const project = DiskProject.small(scratch());
  await letClockPass();
  await packProject(project.open());
  return project;
}

/** As a studio that opens the project anew sees it. */
async function looksFresh(project: DiskProject): Promise<boolean> {
  const session = project.open();
  const { snapshot } = await session.examine({ scope: 'whole' });
  const previous = session.previousSet();
  return previous !== undefined && isPackFresh(snapshot, previous, session.cache());
}

describe('a pack is', () => {
  it('fresh right after it was made, by whichever process', async () => {
    expect(await looksFresh(await packedProject())).toBe(true);
  });

  it('stale when a file was saved', async () => {
    const project = await packedProject();
    project.write('assets/data/level/data.bin', 'level two');
    expect(await looksFresh(project)).toBe(false);
  });

  it('stale when a declaration was edited', async () => {
    const project = await packedProject();
    project.editDeclaration('art/hero', { preload: { enabled: true } });
    expect(await looksFresh(project)).toBe(false);
  });

  it('stale when a root moved, was excluded or added', async () => {
    const moved = await packedProject();
    moved.moveRoot(1, 'art/knight');
    expect(await looksFresh(moved)).toBe(false);
    const excluded = await packedProject();
    excluded.setIncluded(2, false);
    expect(await looksFresh(excluded)).toBe(false);
    const added = await packedProject();
    added.addRaw(9, 'data/new', 'new');
    expect(await looksFresh(added)).toBe(false);
  });
});
