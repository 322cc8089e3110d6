import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, useScratchFolders } from '#core/testing/scratch-folder.ts';
import { openDiskTree } from './disk-tree.ts';

const scratch = useScratchFolders();

function write(root: string, path: string, content: string): void {
  fs.mkdirSync(join(root, path, '..'), { recursive: true });
  fs.writeFileSync(join(root, path), content);
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('openDiskTree, reading', () => {
  it('reads a file with the facts that lstat tells', () => {
    const root = scratch();
    write(root, 'a/b/c.txt', 'hello');
    const { bytes, stat } = openDiskTree(root).readFile('a/b/c.txt', 100);
    const expected = fs.lstatSync(join(root, 'a/b/c.txt'), { bigint: true });
    expect(text(bytes)).toBe('hello');
    expect(stat).toEqual({
      kind: 'file',
      size: 5,
      mtimeNs: expected.mtimeNs,
      ctimeNs: expected.ctimeNs,
      inode: expected.ino,
    });
  });

  it('lists names with their kinds and without following', () => {
    const root = scratch();
    write(root, 'd/file', '');
    fs.mkdirSync(join(root, 'd/folder'));
    fs.symlinkSync('/', join(root, 'd/link'));
    execFileSync('mkfifo', [join(root, 'd/pipe')]);
    const kinds = Object.fromEntries(
      openDiskTree(root)
        .list('d')
        .map((entry) => [entry.name, entry.kind]),
    );
    expect(kinds).toEqual({ file: 'file', folder: 'directory', link: 'link', pipe: 'other' });
  });

  it('tells a missing file, a missing folder and a file used as a folder', () => {
    const root = scratch();
    write(root, 'file', 'x');
    const tree = openDiskTree(root);
    expect(tree.stat('none')).toBeUndefined();
    expect(tree.stat('none/deeper')).toBeUndefined();
    expect(tree.stat('file/inner')).toBeUndefined();
    expect(codeOf(() => tree.openRead('none'))).toBe('FILE_NOT_FOUND');
    expect(codeOf(() => tree.openRead('none/deeper/file'))).toBe('FILE_NOT_FOUND');
    expect(codeOf(() => tree.list('none'))).toBe('FILE_NOT_FOUND');
    expect(codeOf(() => tree.list('file'))).toBe('FILE_NOT_REGULAR');
  });

  it('H1 refuses a file above the limit', () => {
    const root = scratch();
    write(root, 'big', '123456');
    expect(codeOf(() => openDiskTree(root).readFile('big', 5))).toBe('IO_FAILED');
  });

  it.each(['/etc/passwd', '..', 'a/../b', './a', 'a//b', 'a/', 'a/.', 'nul\0'])(
    'H7 refuses the path %j',
    (path) => {
      const tree = openDiskTree(scratch());
      expect(codeOf(() => tree.stat(path))).toBe('INTERNAL');
      expect(codeOf(() => tree.openRead(path))).toBe('INTERNAL');
      expect(codeOf(() => tree.list(path))).toBe('INTERNAL');
    },
  );

  it('takes names that only look strange', () => {
    const root = scratch();
    for (const name of ['...', '..a', 'a..', ' ', '__proto__', 'é\u0301', 'new\nline']) {
      fs.writeFileSync(join(root, name), name);
      expect(text(openDiskTree(root).readFile(name, 100).bytes)).toBe(name);
    }
  });

  it('H8 follows no link: not as the file, not as any folder above it', () => {
    const outside = scratch();
    write(outside, 'secret/deep/file', 'secret');
    const root = scratch();
    fs.mkdirSync(join(root, 'plain'));
    fs.symlinkSync(join(outside, 'secret/deep/file'), join(root, 'plain/file'));
    fs.symlinkSync(join(outside, 'secret'), join(root, 'folder'));
    const tree = openDiskTree(root);
    expect(tree.stat('plain/file')?.kind).toBe('link');
    expect(codeOf(() => tree.openRead('plain/file'))).toBe('FILE_NOT_REGULAR');
    expect(tree.stat('folder')?.kind).toBe('link');
    expect(tree.stat('folder/deep')).toBeUndefined();
    expect(tree.stat('folder/deep/file')).toBeUndefined();
    expect(codeOf(() => tree.openRead('folder/deep/file'))).toBe('FILE_NOT_REGULAR');
    expect(codeOf(() => tree.list('folder'))).toBe('FILE_NOT_REGULAR');
  });

  it('H8 notices a folder that became a link after it was checked', () => {
    const outside = scratch();
    write(outside, 'file', 'secret');
    const root = scratch();
    write(root, 'a/b/file', 'own');
    const tree = openDiskTree(root);
    expect(text(tree.readFile('a/b/file', 100).bytes)).toBe('own');
    fs.renameSync(join(root, 'a/b'), join(root, 'a/old'));
    fs.symlinkSync(outside, join(root, 'a/b'));
    expect(codeOf(() => tree.openRead('a/b/file'))).toBe('FILE_NOT_REGULAR');
  });

  it('takes a root that is itself given through a link', () => {
    const real = scratch();
    write(real, 'file', 'x');
    const link = join(scratch(), 'link');
    fs.symlinkSync(real, link);
    expect(openDiskTree(link).readFile('file', 10).bytes).toHaveLength(1);
  });

  it('H9 neither blocks on a pipe nor reads a device, a socket or a folder', () => {
    const root = scratch();
    execFileSync('mkfifo', [join(root, 'pipe')]);
    fs.mkdirSync(join(root, 'folder'));
    const tree = openDiskTree(root);
    expect(codeOf(() => tree.openRead('pipe'))).toBe('FILE_NOT_REGULAR');
    expect(codeOf(() => tree.readFile('pipe', 100))).toBe('FILE_NOT_REGULAR');
    expect(codeOf(() => tree.openRead('folder'))).toBe('FILE_NOT_REGULAR');
    expect(codeOf(() => openDiskTree('/dev').openRead('null'))).toBe('FILE_NOT_REGULAR');
    expect(codeOf(() => openDiskTree('/dev').readFile('zero', 100))).toBe('FILE_NOT_REGULAR');
  });

  it('tells an unreadable file', ({ skip }) => {
    skip(process.getuid?.() === 0, 'root reads everything');
    const root = scratch();
    write(root, 'file', 'x');
    fs.chmodSync(join(root, 'file'), 0);
    expect(codeOf(() => openDiskTree(root).openRead('file'))).toBe('IO_DENIED');
  });

  it('H10 shows through restat that a file changed while it was open', () => {
    const root = scratch();
    write(root, 'file', 'before');
    const handle = openDiskTree(root).openRead('file');
    fs.appendFileSync(join(root, 'file'), ' and after');
    expect(handle.stat.size).toBe(6);
    expect(handle.restat().size).toBe(16);
    handle.close();
    handle.close();
  });

  it('H10 reads whole versions while another process replaces the file all the time', async () => {
    const root = scratch();
    write(root, 'file', 'start');
    const program = `
      const fs = require('node:fs');
      const end = Date.now() + 400;
      for (let turn = 0; Date.now() < end; turn += 1) {
        fs.writeFileSync(process.argv[1] + '/next', String.fromCharCode(97 + (turn % 26)).repeat(20000));
        fs.renameSync(process.argv[1] + '/next', process.argv[1] + '/file');
      }
      console.log('done');`;
    const writer = spawn(process.execPath, ['-e', program, root], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = { yet: false };
    writer.once('exit', () => {
      ended.yet = true;
    });
    const tree = openDiskTree(root);
    let read = 0;
    while (!ended.yet) {
      for (let turn = 0; turn < 50; turn += 1) {
        try {
          const seen = new Set(text(tree.readFile('file', 1 << 20).bytes));
          if (seen.size === 1) read += 1;
          else expect([...seen].join('')).toBe('star');
        } catch (failure) {
          expect(failure).toMatchObject({ code: 'FILE_CHANGED' });
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(read).toBeGreaterThan(10);
  });

  it('reads ranges at any position, 0 bytes at the end', () => {
    const root = scratch();
    write(root, 'file', '0123456789');
    const handle = openDiskTree(root).openRead('file');
    const target = new Uint8Array(8);
    expect(handle.readAt(6, target, 8)).toBe(4);
    expect(text(target.subarray(0, 4))).toBe('6789');
    expect(handle.readAt(10, target, 8)).toBe(0);
    handle.close();
  });

  it('names a root that is missing or is a file', () => {
    const root = scratch();
    write(root, 'file', '');
    expect(codeOf(() => openDiskTree(join(root, 'none')))).toBe('PROJECT_NOT_FOUND');
    expect(codeOf(() => openDiskTree(join(root, 'file')))).toBe('PROJECT_NOT_A_FOLDER');
  });
});

describe('openDiskTree, writing', () => {
  it('makes folders with their parents, creates, renames and removes', () => {
    const root = scratch();
    const tree = openDiskTree(root, { writable: true });
    tree.makeFolder('a/b/c');
    tree.makeFolder('a/b/c');
    const handle = tree.createFile('a/b/c/file');
    handle.write(new TextEncoder().encode('one'));
    handle.write(new TextEncoder().encode(' two'));
    handle.sync();
    expect(handle.restat().size).toBe(7);
    handle.close();
    tree.rename('a/b/c/file', 'a/moved');
    tree.syncFolder('a');
    expect(fs.readFileSync(join(root, 'a/moved'), 'utf8')).toBe('one two');
    tree.removeFile('a/moved');
    tree.removeFile('a/moved');
    tree.removeFolder('a/b');
    tree.removeFolder('a/b');
    expect(fs.readdirSync(join(root, 'a'))).toEqual([]);
  });

  it('creates only what is not there', () => {
    const root = scratch();
    write(root, 'file', 'x');
    fs.symlinkSync('nowhere', join(root, 'dangling'));
    const tree = openDiskTree(root, { writable: true });
    expect(codeOf(() => tree.createFile('file'))).toBe('TARGET_EXISTS');
    expect(codeOf(() => tree.createFile('dangling'))).toBe('TARGET_EXISTS');
    expect(codeOf(() => tree.createFile('none/file'))).toBe('FILE_NOT_FOUND');
    expect(codeOf(() => tree.makeFolder('file/inner'))).toBe('TARGET_EXISTS');
  });

  it('H8 writes, renames and removes nothing behind a link', () => {
    const outside = scratch();
    write(outside, 'file', 'theirs');
    const root = scratch();
    write(root, 'own', 'own');
    fs.symlinkSync(outside, join(root, 'link'));
    const tree = openDiskTree(root, { writable: true });
    const bytes = new Uint8Array(1);
    expect(codeOf(() => tree.createFile('link/new'))).toBe('FILE_NOT_REGULAR');
    expect(
      codeOf(() => {
        tree.replaceFile('link/file', bytes);
      }),
    ).toBe('FILE_NOT_REGULAR');
    expect(
      codeOf(() => {
        tree.rename('own', 'link/own');
      }),
    ).toBe('FILE_NOT_REGULAR');
    expect(
      codeOf(() => {
        tree.rename('link/file', 'taken');
      }),
    ).toBe('FILE_NOT_REGULAR');
    expect(
      codeOf(() => {
        tree.makeFolder('link/new');
      }),
    ).toBe('TARGET_EXISTS');
    expect(
      codeOf(() => {
        tree.removeFolder('link');
      }),
    ).toBe('FILE_NOT_REGULAR');
    tree.removeFile('link/file');
    expect(fs.readdirSync(outside)).toEqual(['file']);
    expect(fs.readFileSync(join(outside, 'file'), 'utf8')).toBe('theirs');
  });

  it('H8 removes a folder with links in it and leaves their targets', () => {
    const outside = scratch();
    write(outside, 'file', 'theirs');
    const root = scratch();
    write(root, 'folder/deep/file', 'own');
    fs.symlinkSync(outside, join(root, 'folder/link'));
    fs.symlinkSync(join(outside, 'file'), join(root, 'folder/deep/link'));
    openDiskTree(root, { writable: true }).removeFolder('folder');
    expect(fs.existsSync(join(root, 'folder'))).toBe(false);
    expect(fs.readFileSync(join(outside, 'file'), 'utf8')).toBe('theirs');
  });

  it('refuses to replace what is not a file', () => {
    const root = scratch();
    fs.mkdirSync(join(root, 'folder'));
    fs.symlinkSync('folder', join(root, 'link'));
    const tree = openDiskTree(root, { writable: true });
    expect(
      codeOf(() => {
        tree.replaceFile('folder', new Uint8Array(1));
      }),
    ).toBe('FILE_NOT_REGULAR');
    expect(
      codeOf(() => {
        tree.replaceFile('link', new Uint8Array(1));
      }),
    ).toBe('FILE_NOT_REGULAR');
    expect(fs.readdirSync(root).sort()).toEqual(['folder', 'link']);
  });
});
