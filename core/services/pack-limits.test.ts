import * as fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DiskProject } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { packProject } from './pack-service.ts';

const scratch = useScratchFolders();

describe('a pack run', () => {
  it('H1 is blocked where the header would have more than 64 MiB', async () => {
    const project = new DiskProject(scratch());
    const note = 'x'.repeat(900 * 1024);
    for (let id = 1; id <= 75; id += 1) {
      project.addRaw(id, `raw/r${id}`, 'x');
      project.editDeclaration(`raw/r${id}`, {
        output: { format: 'SCENE/raw_v1', codec: 'NONE', metadata: { note } },
      });
    }
    const report = await packProject(project.open());
    expect(report.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(
      ['HEADER_TOO_LARGE'],
    );
    expect(report.status).toBe('blocked');
    expect(fs.existsSync(project.path('build/assets.pa'))).toBe(false);
  });

  it('H10 is blocked where a source never comes to rest, and names it', async () => {
    const project = DiskProject.small(scratch());
    const session = project.open();
    const openRead = session.tree.openRead.bind(session.tree);
    let writes = 0;
    session.tree.openRead = (path) => {
      const handle = openRead(path);
      if (path === 'assets/data/level/data.bin') {
        writes += 1;
        project.write(path, `level ${'x'.repeat(writes)}`);
      }
      return handle;
    };
    const report = await packProject(session);
    expect(report.status).toBe('blocked');
    expect(report.diagnostics).toMatchObject([
      { code: 'INPUT_CHANGED_WHILE_PACKING', asset_id: 3, file: 'assets/data/level/data.bin' },
    ]);
    expect(fs.existsSync(project.path('build/assets.pa'))).toBe(false);
  });
});
