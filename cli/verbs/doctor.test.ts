import * as fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DiskProject } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { run, runJson } from '../testing/captured-run.ts';

const scratch = useScratchFolders();

describe('doctor', () => {
  it('looks at the managed world, and at the whole workspace on request', async () => {
    const project = DiskProject.small(scratch());
    fs.cpSync(project.path('assets/art/hero'), project.path('assets/art/copy'), { recursive: true });
    const managed = await runJson('doctor-report', ['doctor', project.root]);
    const whole = await runJson('doctor-report', ['doctor', project.root, '--all']);
    expect(managed.document.diagnostics).toEqual([]);
    expect(whole.document.diagnostics.map(({ code }) => code)).toEqual(['UUID_COPIED']);
    expect([managed.exitCode, whole.exitCode, whole.document.counts]).toEqual([
      0,
      0,
      { error: 0, warning: 1, hint: 0 },
    ]);
  });

  it('exits 1 where it finds an error, and tells people place, code and remedy', async () => {
    const project = DiskProject.small(scratch());
    fs.rmSync(project.path('assets/art/hero/tile-1.png'));
    const { out, exitCode } = await run(['doctor', project.root]);
    expect(exitCode).toBe(1);
    expect(out).toContain('INPUT_MISSING');
    expect(out).toContain('assets/art/hero');
    expect(out).toContain('/artifacts/1');
  });

  it('--fix mends what needs no decision, one after the other, and leaves the rest', async () => {
    const project = DiskProject.small(scratch());
    const registryPath = 'assets/.prometeu/index.json';
    const registry = project
      .read(registryPath)
      .toString()
      .replace('"next_asset_id": 10000', '"next_asset_id": 2');
    project.write(registryPath, registry);
    project.editDeclaration('art/hero', {
      artifacts: [
        { file: 'tile-0.png', index: 0 },
        { file: 'tile-1.png', index: 5 },
      ],
    });
    fs.rmSync(project.path('assets/sfx/steps/step.wav'));
    const { exitCode, document } = await runJson('doctor-report', ['doctor', project.root, '--fix']);
    expect(document.fixed?.map(({ fix_id }) => fix_id)).toEqual(
      expect.arrayContaining(['raise-next-asset-id', 'renumber-artifacts']),
    );
    expect(document.fixed).toHaveLength(2);
    expect(document.diagnostics.map(({ code }) => code)).toEqual(['INPUT_MISSING']);
    expect(exitCode).toBe(1);
    expect(project.read(registryPath).toString()).toContain('"next_asset_id": 4');
    const again = await runJson('doctor-report', ['doctor', project.root, '--fix']);
    expect(again.document.fixed).toEqual([]);
  });

  it('--fix makes a moved root known again and keeps its id', async () => {
    const project = DiskProject.small(scratch());
    fs.renameSync(project.path('assets/art'), project.path('assets/pictures'));
    const { exitCode, document } = await runJson('doctor-report', ['doctor', project.root, '--fix']);
    expect([exitCode, document.fixed?.map(({ code }) => code), document.status]).toEqual([
      0,
      ['ROOT_MISSING'],
      'ok',
    ]);
    const { document: list } = await runJson('asset-list', ['assets', 'list', project.root]);
    expect(list.addresses['assets/pictures/hero']).toBe(1);
  });

  it('is cancelled with exit code 4', async () => {
    const { root } = DiskProject.small(scratch());
    const { exitCode, document } = await runJson('doctor-report', ['doctor', root], {
      signal: AbortSignal.abort(),
    });
    expect([exitCode, document.status, document.error?.code]).toEqual([4, 'failed', 'CANCELLED']);
  });
});
