import * as fs from 'node:fs';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DiskProject, TEST_PORTS } from '#core/testing/disk-project.ts';
import { rejectionCodeOf, useScratchFolders } from '#core/testing/scratch-folder.ts';
import { packProject } from './pack-service.ts';
import { rebuildDigests } from './rebuild-digests.ts';

const scratch = useScratchFolders();

describe('rebuildDigests', () => {
  it('D1 gives the digests of a clean build and writes nothing into the project', async () => {
    const project = DiskProject.small(scratch());
    const before = fs.readdirSync(project.root, { recursive: true }).sort();
    const digests = await rebuildDigests(project.root, TEST_PORTS);
    expect(fs.readdirSync(project.root, { recursive: true }).sort()).toEqual(before);
    await packProject(project.open());
    for (const [file, sha256] of digests) {
      expect(
        createHash('sha256')
          .update(project.read(`build/${file}`))
          .digest('hex'),
        file,
      ).toBe(sha256);
    }
    expect(digests.size).toBe(4);
  });

  it('differs where it finds errors, and stops where it is cancelled', async () => {
    const project = DiskProject.small(scratch());
    expect(await rejectionCodeOf(rebuildDigests(project.root, TEST_PORTS, AbortSignal.abort()))).toBe(
      'CANCELLED',
    );
    fs.rmSync(project.path('assets/sfx/steps/step.wav'));
    expect(await rejectionCodeOf(rebuildDigests(project.root, TEST_PORTS))).toBe('REBUILD_DIFFERS');
  });

  it('stops a pack that the second process does not confirm; the old set stands', async () => {
    const project = DiskProject.small(scratch());
    await packProject(project.open());
    const before = project.outputs();
    project.write('assets/data/level/data.bin', 'level two');
    const report = await packProject(project.open(), {
      rebuild: async (root) =>
        new Map([...(await rebuildDigests(root, TEST_PORTS)), ['assets.pa', '0'.repeat(64)]]),
    });
    expect([report.status, report.error?.code, report.rebuild]).toEqual([
      'failed',
      'REBUILD_DIFFERS',
      'different',
    ]);
    expect(project.outputs()).toEqual(before);
    const confirmed = await packProject(project.open(), {
      rebuild: (root) => rebuildDigests(root, TEST_PORTS),
    });
    expect([confirmed.status, confirmed.rebuild]).toEqual(['packed', 'identical']);
  });
});
