import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { listBundleFiles } from './bundle-files.ts';

const scratch = useScratchFolders();

describe('listBundleFiles', () => {
  it('E10 lists regular files by URL path with their types, and no link, no hidden and no foreign file', async () => {
    const folder = scratch();
    await mkdir(join(folder, 'bundle/assets'), { recursive: true });
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(join(folder, 'bundle/index.html'), '<!doctype html>');
    await writeFile(join(folder, 'bundle/assets/index-1a.js'), '');
    await writeFile(join(folder, 'bundle/assets/font.woff2'), '');
    await writeFile(join(folder, 'bundle/.env.txt'), '');
    await writeFile(join(folder, 'bundle/a b.js'), '');
    await writeFile(join(folder, 'bundle/notes.exe'), '');
    await symlink('../secret.txt', join(folder, 'bundle/link.txt'));
    await symlink('..', join(folder, 'bundle/up'));
    const files = await listBundleFiles(join(folder, 'bundle'));
    expect([...files].map(([url, file]) => [url, file.contentType]).sort()).toEqual([
      ['/', 'text/html; charset=utf-8'],
      ['/assets/font.woff2', 'font/woff2'],
      ['/assets/index-1a.js', 'text/javascript; charset=utf-8'],
      ['/index.html', 'text/html; charset=utf-8'],
    ]);
  });

  it('fails where there is no bundle', async () => {
    const folder = scratch();
    await expect(listBundleFiles(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
