import { describe, expect, it } from 'vitest';
import { createWorkerEncoder } from '#core/services/worker-encoder.ts';
import { packProject } from '#core/services/pack-service.ts';
import { ProjectSession } from '#core/services/project-session.ts';
import { DiskProject, TEST_PORTS } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';

const scratch = useScratchFolders();
const ASSETS = 1600;

function manyFiles(): DiskProject {
  const project = new DiskProject(scratch());
  project.addRawAssets(ASSETS, (number) => `payload of ${number} `.repeat(number % 50));
  return project;
}

describe('reading ahead on workers', () => {
  it('D1 gives the bytes of a run in one thread', async () => {
    const project = manyFiles();
    await packProject(ProjectSession.open(project.root, TEST_PORTS));
    const alone = project.outputs();
    const encoder = createWorkerEncoder(2);
    try {
      const ports = { ...TEST_PORTS, encoder, batchReader: encoder.batchReader };
      const report = await packProject(ProjectSession.open(project.root, ports), { clean: true });
      expect(report).toMatchObject({ status: 'unchanged', assets: { packed: ASSETS } });
    } finally {
      await encoder.close();
    }
    expect(project.outputs()).toEqual(alone);
  });

  it('reads by itself what a worker could not, and says what is wrong', async () => {
    const project = manyFiles();
    let batches = 0;
    const failing = () => ({
      concurrency: 2,
      read: (paths: readonly string[]) => {
        batches += 1;
        const files = paths.map(() => ({
          ok: false as const,
          code: 'IO_FAILED' as const,
          message: 'made to fail',
        }));
        return Promise.resolve({ files, bytes: new Uint8Array() });
      },
    });
    const session = ProjectSession.open(project.root, { ...TEST_PORTS, batchReader: failing });
    expect(await packProject(session)).toMatchObject({ status: 'packed', assets: { packed: ASSETS } });
    expect(batches).toBeGreaterThan(1);
  });
});
