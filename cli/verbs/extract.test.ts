import * as fs from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskProject } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { runJson } from '../testing/captured-run.ts';

const scratch = useScratchFolders();

async function packedProject(): Promise<DiskProject> {
  const project = DiskProject.small(scratch());
  await runJson('pack-report', ['pack', project.root]);
  return project;
}

async function extract(project: DiskProject, out: string, ...args: readonly string[]) {
  return await runJson('extract-report', ['extract', 'build/assets.pa', '--out', out, ...args], {
    cwd: project.root,
  });
}

describe('extract', () => {
  it('writes the stored bytes, with the digest that sha256sum confirms', async () => {
    const project = await packedProject();
    const out = join(scratch(), 'new/folder');
    const { document, exitCode } = await extract(project, out, '--asset', '1', '--asset', '3');
    expect(exitCode).toBe(0);
    expect(document.files.map(({ name, size_bytes, state }) => [name, size_bytes, state])).toEqual([
      ['1.bin', 34816, 'written'],
      ['3.bin', 9, 'written'],
    ]);
    for (const { name, sha256 } of document.files) {
      expect(execFileSync('sha256sum', [join(out, name)], { encoding: 'utf8' })).toContain(sha256);
    }
    expect(fs.readFileSync(join(out, '3.bin'), 'utf8')).toBe('level one');
    expect(fs.readdirSync(out).sort()).toEqual(['1.bin', '3.bin']);
  });

  it('--decoded writes a sheet and samples that other tools read', async () => {
    const project = await packedProject();
    const out = scratch();
    const { document } = await extract(
      project,
      out,
      '--asset',
      '1',
      '--asset',
      '2',
      '--asset',
      '3',
      '--decoded',
    );
    expect(document.files.map(({ name, content }) => [name, content])).toEqual([
      ['1.png', 'sheet'],
      ['2-0.wav', 'sample'],
      ['3.bin', 'raw'],
    ]);
    // Red and green as RGB565 expand to themselves; palette entry 1 and 2 in order of appearance.
    const pixels = execFileSync('convert', [
      join(out, '1.png'),
      '-crop',
      '16x1+0+0',
      '-depth',
      '8',
      'rgba:-',
    ]);
    expect([...pixels.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
    expect([...pixels.subarray(8 * 4, 8 * 4 + 4)]).toEqual([0, 255, 0, 255]);
    const samples = execFileSync('sox', ['-D', join(out, '2-0.wav'), '-t', 's16', '-L', '-']);
    expect([...new Int16Array(samples.buffer.slice(samples.byteOffset, samples.byteOffset + 8))]).toEqual([
      0, 100, -100, 32767,
    ]);
  });

  it('keeps a file with the same bytes, refuses another one, and replaces it on request', async () => {
    const project = await packedProject();
    const out = scratch();
    await extract(project, out, '--asset', '3');
    expect((await extract(project, out, '--asset', '3')).document.files[0]?.state).toBe('kept');
    fs.writeFileSync(join(out, '3.bin'), 'mine');
    const refused = await extract(project, out, '--asset', '1', '--asset', '3');
    expect([refused.exitCode, refused.document.error?.code]).toEqual([3, 'TARGET_EXISTS']);
    expect(refused.document.files.map(({ name }) => name)).toEqual(['1.bin']);
    expect(fs.readFileSync(join(out, '3.bin'), 'utf8')).toBe('mine');
    expect((await extract(project, out, '--asset', '3', '--force')).document.files[0]?.state).toBe(
      'replaced',
    );
    expect(fs.readFileSync(join(out, '3.bin'), 'utf8')).toBe('level one');
    expect(fs.readdirSync(out).sort()).toEqual(['1.bin', '3.bin']);
  });

  it('H8 writes through no link in the target', async () => {
    const project = await packedProject();
    const out = scratch();
    const victim = join(scratch(), 'victim');
    fs.writeFileSync(victim, 'precious');
    fs.symlinkSync(victim, join(out, '3.bin'));
    for (const force of [[], ['--force']]) {
      const { document } = await extract(project, out, '--asset', '3', ...force);
      expect(document.error?.code).toBe('TARGET_EXISTS');
    }
    expect(fs.readFileSync(victim, 'utf8')).toBe('precious');
  });

  it('leaves nothing where it is cancelled, and refuses what is no pack', async () => {
    const project = await packedProject();
    const out = scratch();
    const args = ['extract', 'build/assets.pa', '--asset', '1', '--out', out];
    const cancelled = await runJson('extract-report', args, {
      cwd: project.root,
      signal: AbortSignal.abort(),
    });
    expect([cancelled.exitCode, cancelled.document.status, fs.readdirSync(out)]).toEqual([
      4,
      'cancelled',
      [],
    ]);
    fs.writeFileSync(join(out, 'x.pa'), 'no pack at all');
    const refused = await runJson('extract-report', ['extract', 'x.pa', '--asset', '1'], { cwd: out });
    expect([refused.exitCode, refused.document.error?.code]).toEqual([1, 'PACK_UNREADABLE']);
    const absent = await extract(project, out, '--asset', '99');
    expect([absent.exitCode, absent.document.error?.code]).toEqual([2, 'ASSET_NOT_FOUND']);
  });
});
