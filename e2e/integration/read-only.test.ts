import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskProject } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { withoutRights } from './other-user.ts';
import { pack, run, runJson } from './program.ts';

const scratch = useScratchFolders();

/** Everything that writing would change: names, inodes, modes and times. */
function facts(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const { ino, mtimeNs, ctimeNs } = fs.lstatSync(join(folder, path), { bigint: true });
      return `${path} ${ino} ${mtimeNs} ${ctimeNs}`;
    });
}

describe('a project that cannot be written (asset-workspace 1)', () => {
  it('is listed, diagnosed and inspected without a lock or a write; packing says why not', ({ skip }) => {
    const rights = withoutRights();
    if (!('prefix' in rights)) return skip(rights.reason);
    const base = scratch();
    const project = DiskProject.small(join(base, 'project'));
    expect(pack(project.root).exit).toBe(0);
    fs.chmodSync(base, 0o755);
    spawnSync('chmod', ['-R', 'a+rX,a-w', project.root]);
    const before = facts(project.root);
    const { prefix } = rights;

    const listed = runJson('asset-list', ['assets', 'list', project.root], { prefix });
    expect([listed.code, listed.document.assets.length]).toEqual([0, 3]);
    const doctor = runJson('doctor-report', ['doctor', '--all', project.root], { prefix });
    expect([doctor.code, doctor.document.counts.error]).toEqual([0, 0]);
    const packPath = project.path('build/assets.pa');
    expect(runJson('inspect-report', ['inspect', packPath], { prefix }).code).toBe(0);
    const verified = runJson(
      'verify-pack-report',
      ['verify-pack', packPath, '--against', project.path('build')],
      {
        prefix,
      },
    );
    expect([verified.code, verified.document.verdict.valid]).toEqual([0, 'yes']);

    expect(pack(project.root, { prefix })).toMatchObject({
      exit: 3,
      status: 'failed',
      error: { code: 'PROJECT_READ_ONLY' },
    });
    const changed = run(['assets', 'exclude', project.root, '--asset', '1', '--json'], { prefix });
    expect([changed.code, JSON.parse(changed.stdout)]).toMatchObject([
      3,
      { error: { code: 'PROJECT_READ_ONLY' } },
    ]);
    expect(facts(project.root)).toEqual(before);
    spawnSync('chmod', ['-R', 'u+w', project.root]);
  });
});
