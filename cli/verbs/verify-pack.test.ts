import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskProject } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { run, runJson } from '../testing/captured-run.ts';

const scratch = useScratchFolders();

async function packedBuild(): Promise<{ readonly build: string; readonly sha256: string }> {
  const { root } = DiskProject.small(scratch());
  const { document } = await runJson('pack-report', ['pack', root]);
  return { build: join(root, 'build'), sha256: document.pack?.sha256 ?? '' };
}

describe('verify-pack', () => {
  it('knows the digest that was expected, in either case', async () => {
    const { build: cwd, sha256 } = await packedBuild();
    const args = ['verify-pack', 'assets.pa', '--expect-sha256'];
    const right = await runJson('verify-pack-report', [...args, sha256.toUpperCase()], { cwd });
    expect([right.exitCode, right.document.verdict.authentic]).toEqual([0, 'yes']);
    const wrong = await runJson('verify-pack-report', [...args, '0'.repeat(64)], { cwd });
    expect([wrong.exitCode, wrong.document.verdict.authentic]).toEqual([1, 'no']);
  });

  it('exits 1 for "no" and for "unknown"', async () => {
    const { build: cwd } = await packedBuild();
    fs.appendFileSync(join(cwd, 'assets.pa'), 'more');
    const longer = await runJson('verify-pack-report', ['verify-pack', 'assets.pa', '--against', '.'], {
      cwd,
    });
    expect([longer.exitCode, longer.document.verdict]).toEqual([
      1,
      { complete: 'no', valid: 'no', authentic: 'no-anchor' },
    ]);
    fs.writeFileSync(join(cwd, 'x.pa'), 'x'.repeat(100));
    const foreign = await runJson('verify-pack-report', ['verify-pack', 'x.pa'], { cwd });
    expect([foreign.exitCode, foreign.document.verdict.complete]).toEqual([1, 'unknown']);
  });

  it('tells people three answers, and that a missing folder is missing', async () => {
    const { build: cwd } = await packedBuild();
    const { out } = await run(['verify-pack', 'assets.pa'], { cwd });
    expect(out).toMatch(/complete\s+✓ yes\nvalid\s+✓ yes\nauthentic\s+○ no anchor/u);
    const { document, exitCode } = await runJson(
      'verify-pack-report',
      ['verify-pack', 'assets.pa', '--against', 'nowhere'],
      { cwd },
    );
    expect([exitCode, document.error?.code]).toEqual([3, 'FILE_NOT_FOUND']);
  });
});

describe('inspect', () => {
  it('exits 1 where a finding is an error, and shows it with its place', async () => {
    const { build: cwd } = await packedBuild();
    const fine = await run(['inspect', 'assets.pa'], { cwd });
    expect([fine.exitCode, fine.err]).toEqual([0, '']);
    expect(fine.out).toContain('nothing found');
    fs.appendFileSync(join(cwd, 'assets.pa'), 'more');
    const { out, exitCode } = await run(['inspect', 'assets.pa'], { cwd });
    expect(exitCode).toBe(1);
    expect(out).toContain('PAYLOAD_TRAILING');
  });
});
