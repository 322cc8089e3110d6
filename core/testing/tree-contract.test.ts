import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDiskTree } from '#core/node/disk-tree.ts';
import { hashFile, nodeHash } from '#core/node/node-hash.ts';
import { REPLACE_TEMP_PREFIX } from '#core/node/durable-replace.ts';
import { sweepReplaceTemps } from '#core/node/sweep-temps.ts';
import type { WriteTree } from '#core/ports/file-system.ts';
import { CrashTree } from './crash-tree.ts';
import { MemoryTree } from './memory-tree.ts';
import { codeOf, useScratchFolders } from './scratch-folder.ts';

const scratch = useScratchFolders();

/** One scene on each kind of tree: what tests learn from memory must be what the disk does. */
const FILES = { 'a/one': '1', 'a/b/two': 'two', top: '' };

function onDisk(): WriteTree {
  const root = scratch();
  for (const [path, content] of Object.entries(FILES)) {
    fs.mkdirSync(dirname(join(root, path)), { recursive: true });
    fs.writeFileSync(join(root, path), content);
  }
  fs.symlinkSync('one', join(root, 'a/link'));
  fs.symlinkSync('a', join(root, 'folder-link'));
  execFileSync('mkfifo', [join(root, 'pipe')]);
  return openDiskTree(root, { writable: true });
}

function inMemory(): MemoryTree {
  const tree = new MemoryTree();
  for (const [path, content] of Object.entries(FILES)) tree.putFile(path, content);
  return tree.putLink('a/link', 'one').putLink('folder-link', 'a').putDevice('pipe');
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe.each<[string, () => WriteTree]>([
  ['disk', onDisk],
  ['memory', inMemory],
])('a tree in %s', (_name, open) => {
  it('tells kinds and sizes', () => {
    const tree = open();
    const kinds = ['', 'a', 'a/one', 'a/link', 'folder-link', 'pipe'].map((path) => tree.stat(path)?.kind);
    expect(kinds).toEqual(['directory', 'directory', 'file', 'link', 'link', 'other']);
    expect(tree.stat('a/b/two')?.size).toBe(3);
    expect(['none', 'none/x', 'top/x', 'folder-link/one'].map((path) => tree.stat(path))).toEqual(
      Array(4).fill(undefined),
    );
  });

  it('lists entries', () => {
    const names = open()
      .list('a')
      .map(({ name, kind }) => `${name} ${kind}`);
    expect([...names].sort()).toEqual(['b directory', 'link link', 'one file']);
  });

  it('reads and hashes', () => {
    const tree = open();
    expect(text(tree.readFile('a/b/two', 3).bytes)).toBe('two');
    expect(hashFile(tree, 'a/b/two', new Uint8Array(2)).sha256).toBe(
      '3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3',
    );
    expect(hashFile(tree, 'top').sha256).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('H8 H9 refuses with the same codes', () => {
    const tree = open();
    expect({
      missing: codeOf(() => tree.openRead('none')),
      missingFolder: codeOf(() => tree.openRead('none/x')),
      folder: codeOf(() => tree.openRead('a')),
      link: codeOf(() => tree.openRead('a/link')),
      behindLink: codeOf(() => tree.openRead('folder-link/one')),
      device: codeOf(() => tree.openRead('pipe')),
      large: codeOf(() => tree.readFile('a/b/two', 2)),
      listMissing: codeOf(() => tree.list('none')),
      listFile: codeOf(() => tree.list('top')),
      listLink: codeOf(() => tree.list('folder-link')),
      create: codeOf(() => tree.createFile('top')),
      createMissing: codeOf(() => tree.createFile('none/x')),
      createBehindLink: codeOf(() => tree.createFile('folder-link/x')),
      makeOverFile: codeOf(() => {
        tree.makeFolder('top');
      }),
      replaceFolder: codeOf(() => {
        tree.replaceFile('a', new Uint8Array());
      }),
      replaceLink: codeOf(() => {
        tree.replaceFile('a/link', new Uint8Array());
      }),
      renameMissing: codeOf(() => {
        tree.rename('none', 'x');
      }),
      renameOverFull: codeOf(() => {
        tree.makeFolder('c');
        tree.rename('c', 'a');
      }),
      removeFile: codeOf(() => {
        tree.removeFolder('top');
      }),
      syncMissing: codeOf(() => {
        tree.syncFolder('none');
      }),
      leave: codeOf(() => tree.stat('a/../..')),
    }).toEqual({
      missing: 'FILE_NOT_FOUND',
      missingFolder: 'FILE_NOT_FOUND',
      folder: 'FILE_NOT_REGULAR',
      link: 'FILE_NOT_REGULAR',
      behindLink: 'FILE_NOT_REGULAR',
      device: 'FILE_NOT_REGULAR',
      large: 'IO_FAILED',
      listMissing: 'FILE_NOT_FOUND',
      listFile: 'FILE_NOT_REGULAR',
      listLink: 'FILE_NOT_REGULAR',
      create: 'TARGET_EXISTS',
      createMissing: 'FILE_NOT_FOUND',
      createBehindLink: 'FILE_NOT_REGULAR',
      makeOverFile: 'TARGET_EXISTS',
      replaceFolder: 'FILE_NOT_REGULAR',
      replaceLink: 'FILE_NOT_REGULAR',
      renameMissing: 'FILE_NOT_FOUND',
      renameOverFull: 'TARGET_EXISTS',
      removeFile: 'FILE_NOT_REGULAR',
      syncMissing: 'FILE_NOT_FOUND',
      leave: 'INTERNAL',
    });
  });

  it('writes: create, replace, rename, remove', () => {
    const tree = open();
    tree.makeFolder('x/y');
    const handle = tree.createFile('x/y/new');
    handle.write(new TextEncoder().encode('abc'));
    handle.sync();
    expect(handle.restat().size).toBe(3);
    handle.close();
    const before = tree.stat('x/y/new');
    tree.replaceFile('x/y/new', new TextEncoder().encode('abcd'));
    expect(tree.stat('x/y/new')?.inode).not.toBe(before?.inode);
    tree.rename('x/y/new', 'a/one');
    expect(text(tree.readFile('a/one', 10).bytes)).toBe('abcd');
    tree.removeFile('a/one');
    tree.removeFile('a/one');
    tree.removeFile('folder-link/b/two');
    expect(tree.stat('a/one')).toBeUndefined();
    tree.removeFolder('a');
    tree.removeFolder('a');
    expect(
      tree
        .list('')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['folder-link', 'pipe', 'top', 'x']);
  });

  it('C1 sweeps what killed replaces left, and nothing else', () => {
    const tree = open();
    tree.createFile(`a/${REPLACE_TEMP_PREFIX}1-1-asset.json`).close();
    expect(sweepReplaceTemps(tree, 'a')).toBe(1);
    expect(sweepReplaceTemps(tree, 'none')).toBe(0);
    expect(tree.list('a')).toHaveLength(3);
  });
});

describe('MemoryTree', () => {
  it('D1 lists in an order that the seed decides', () => {
    const names = (seed: number): string => {
      const tree = new MemoryTree({ seed });
      for (let index = 0; index < 20; index += 1) tree.putFile(`f${index}`, '');
      return tree
        .list('')
        .map(({ name }) => name)
        .join();
    };
    expect(names(1)).toBe(names(1));
    expect(new Set([1, 2, 3, 4].map(names)).size).toBe(4);
  });

  it('H10 changes a file at the moment of reading', () => {
    const tree = new MemoryTree().putFile('a', 'one');
    tree.onRead(() => {
      tree.putFile('a', 'two');
    });
    expect(codeOf(() => tree.readFile('a', 10))).toBe('FILE_CHANGED');
    expect(codeOf(() => hashFile(tree, 'a'))).toBe('FILE_CHANGED');
    let left = 1;
    tree.onRead(() => {
      if (left-- > 0) tree.putFile('a', 'three');
    });
    expect(text(tree.readFile('a', 10).bytes)).toBe('three');
  });

  it('refuses what is unreadable or does not fit', () => {
    const tree = new MemoryTree({ capacityBytes: 5 }).putFile('a', 'abc').setUnreadable('a');
    expect(codeOf(() => tree.openRead('a'))).toBe('IO_DENIED');
    expect(
      codeOf(() => {
        tree.replaceFile('b', new Uint8Array(3));
      }),
    ).toBe('IO_NO_SPACE');
    expect([...tree.files().keys()]).toEqual(['a']);
  });

  it('keeps the facts that a test sets', () => {
    const tree = new MemoryTree().putFile('a', 'abc', { mtimeNs: 5n, ctimeNs: 7n });
    expect(tree.stat('a')).toMatchObject({ size: 3, mtimeNs: 5n, ctimeNs: 7n });
  });
});

describe('CrashTree', () => {
  it('forgets what was not flushed and keeps what was', () => {
    const tree = new CrashTree(new MemoryTree().putFile('d/old', 'old'));
    const handle = tree.createFile('d/new');
    handle.write(new TextEncoder().encode('1234'));
    const possible = (): readonly string[] => {
      const found = [...tree.statesAfterCrash()].map((left) => {
        const bytes = left.files().get('d/new');
        return bytes === undefined ? 'none' : text(bytes);
      });
      return [...new Set(found)].sort();
    };
    expect(possible()).toEqual(['', '\0\0\0\0', '12', '1234', 'none']);
    handle.sync();
    expect(possible()).toEqual(['1234', 'none']);
    tree.syncFolder('d');
    expect(possible()).toEqual(['1234']);
  });
});

describe('nodeHash', () => {
  it('gives the digests of FIPS 180-4', () => {
    const abc = new TextEncoder().encode('abc');
    const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const hash = nodeHash.create();
    for (const byte of abc) hash.update(Uint8Array.of(byte));
    expect([hash.hex(), nodeHash.sha256Hex(abc)]).toEqual([expected, expected]);
  });
});
