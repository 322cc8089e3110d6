import * as fs from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packProject } from '#core/services/pack-service.ts';
import { ProjectSession } from '#core/services/project-session.ts';
import { DiskProject, TEST_PORTS } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { copySources, readOutputs } from './outputs.ts';
import { pack } from './program.ts';
import { anyEdit, EditedProject } from './random-edits.ts';

const scratch = useScratchFolders();
const RUNS = Number(process.env['PACK_STUDIO_EDIT_RUNS'] ?? 12);

/** What a clean build of the sources as they are now comes to, beside the project. */
async function packCopy(project: DiskProject): Promise<{ status: string; copy: string }> {
  const copy = copySources(project.root, fs.mkdtempSync(join(project.root, '../copy-')));
  const { status } = await packProject(ProjectSession.open(copy, TEST_PORTS));
  return { status, copy };
}

describe('D1 incremental packing in a running host', () => {
  it('D1 equals a clean build after every one of a series of random edits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyEdit, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 10 }),
        async (rounds) => {
          const base = scratch();
          fs.mkdirSync(join(base, 'project'));
          const project = new DiskProject(join(base, 'project'));
          const edited = new EditedProject(project);
          for (const asset of ['auto-8', 'mono-loop', 'raw', 'raw'] as const)
            edited.apply({ kind: 'add', asset, folder: 'first', seed: asset.length });
          const session = project.open();
          for (const round of rounds) {
            for (const edit of round) edited.apply(edit);
            const { status } = await packProject(session);
            const clean = await packCopy(project);
            expect(status === 'unchanged' ? 'packed' : status).toBe(clean.status);
            if (clean.status === 'packed') expect(readOutputs(project.root)).toEqual(readOutputs(clean.copy));
            fs.rmSync(clean.copy, { recursive: true });
          }
          edited.mend();
          expect((await packProject(session)).status).toMatch(/^(packed|unchanged)$/);
          const copy = copySources(project.root, join(base, 'fresh'));
          expect(pack(copy).exit).toBe(0);
          expect(readOutputs(project.root)).toEqual(readOutputs(copy));
          fs.rmSync(base, { recursive: true });
        },
      ),
      { numRuns: RUNS },
    );
  });
});
