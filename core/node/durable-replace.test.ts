import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkEveryCrash } from '#core/testing/crash-tree.ts';
import { MemoryTree } from '#core/testing/memory-tree.ts';
import { codeOf, useScratchFolders } from '#core/testing/scratch-folder.ts';
import { openDiskTree } from './disk-tree.ts';
import { durableReplace } from './durable-replace.ts';
import { NODE_FILE_CALLS } from './file-calls.ts';

const scratch = useScratchFolders();
const bytesOf = (content: string): Uint8Array => new TextEncoder().encode(content);

describe('durableReplace in the crash model', () => {
  it('C1 leaves the old bytes or the new ones, whole, after a crash at any moment', () => {
    const count = checkEveryCrash(
      new MemoryTree().putFile('d/file', 'old bytes').putFile('d/other', 'other'),
      (tree) => {
        durableReplace(tree, 'd/file', bytesOf('new bytes, longer'));
      },
      (left, label) => {
        expect(['old bytes', 'new bytes, longer'], label).toContain(
          new TextDecoder().decode(left.files().get('d/file')),
        );
        expect(left.files().get('d/other')).toEqual(bytesOf('other'));
      },
    );
    expect(count.states).toBeGreaterThan(4);
  });

  it('C1 is durable when it returns', () => {
    const tree = new MemoryTree().putFile('d/file', 'old');
    let ended = false;
    checkEveryCrash(
      tree,
      (crashing) => {
        durableReplace(crashing, 'd/file', bytesOf('new'));
        ended = true;
      },
      (left) => {
        if (ended) expect(left.files().get('d/file')).toEqual(bytesOf('new'));
      },
    );
    expect(ended).toBe(true);
  });

  it('the model itself finds a replace that forgets to flush', () => {
    const bad = new Set<string>();
    checkEveryCrash(
      new MemoryTree().putFile('d/file', 'old'),
      (tree) => {
        const handle = tree.createFile('d/temp');
        handle.write(bytesOf('new'));
        handle.close();
        tree.rename('d/temp', 'd/file');
        tree.syncFolder('d');
      },
      (left) => {
        bad.add(new TextDecoder().decode(left.files().get('d/file')));
      },
    );
    expect([...bad].sort()).toEqual(['', '\0\0\0', 'n', 'new', 'old']);
  });
});

describe('C1 durable replace on the disk', () => {
  const failing = (code: string): Error => Object.assign(new Error(code), { code });
  const oldAndNew = { old: 'old content', new: new TextEncoder().encode('new content that is longer') };

  function prepare(): string {
    const root = scratch();
    fs.writeFileSync(join(root, 'file'), oldAndNew.old);
    return root;
  }

  it('C1 replaces the bytes and leaves no temp', () => {
    const root = prepare();
    openDiskTree(root, { writable: true }).replaceFile('file', oldAndNew.new);
    expect(fs.readFileSync(join(root, 'file'))).toEqual(Buffer.from(oldAndNew.new));
    expect(fs.readdirSync(root)).toEqual(['file']);
  });

  it('C1 goes on after short writes and interrupted calls', () => {
    const root = prepare();
    let calls = 0;
    const tree = openDiskTree(root, {
      writable: true,
      calls: {
        ...NODE_FILE_CALLS,
        write: (fd, bytes, offset, length) => {
          calls += 1;
          if (calls % 2 === 0) throw failing('EINTR');
          return NODE_FILE_CALLS.write(fd, bytes, offset, Math.min(length, 3));
        },
      },
    });
    tree.replaceFile('file', oldAndNew.new);
    expect(fs.readFileSync(join(root, 'file'))).toEqual(Buffer.from(oldAndNew.new));
    expect(calls).toBeGreaterThan(8);
  });

  it.each([
    ['write', 'ENOSPC', 'IO_NO_SPACE'],
    ['write', 'EDQUOT', 'IO_NO_SPACE'],
    ['write', 'EIO', 'IO_FAILED'],
    ['fsync', 'EIO', 'IO_FAILED'],
    ['fsync', 'ENOSPC', 'IO_NO_SPACE'],
    ['close', 'EIO', 'IO_FAILED'],
    ['close', 'EDQUOT', 'IO_NO_SPACE'],
    ['rename', 'EACCES', 'IO_DENIED'],
    ['open', 'EROFS', 'IO_DENIED'],
    ['open', 'ENOSPC', 'IO_NO_SPACE'],
  ] as const)(
    'C1 a failing %s (%s) fails with %s, keeps the old file and leaves no temp',
    (call, errno, code) => {
      const root = prepare();
      const tree = openDiskTree(root, {
        writable: true,
        calls: {
          ...NODE_FILE_CALLS,
          close: (fd) => {
            NODE_FILE_CALLS.close(fd);
            if (call === 'close') throw failing(errno);
          },
          ...(call === 'close'
            ? {}
            : {
                [call]: () => {
                  throw failing(errno);
                },
              }),
        },
      });
      expect(
        codeOf(() => {
          tree.replaceFile('file', oldAndNew.new);
        }),
      ).toBe(code);
      expect(fs.readFileSync(join(root, 'file'), 'utf8')).toBe(oldAndNew.old);
      expect(fs.readdirSync(root)).toEqual(['file']);
    },
  );

  it('C1 a write that makes no progress fails', () => {
    const root = prepare();
    const tree = openDiskTree(root, { writable: true, calls: { ...NODE_FILE_CALLS, write: () => 0 } });
    expect(
      codeOf(() => {
        tree.replaceFile('file', oldAndNew.new);
      }),
    ).toBe('IO_FAILED');
    expect(fs.readdirSync(root)).toEqual(['file']);
  });

  it('C1 fails whole on a full disk', ({ skip }) => {
    const root = scratch();
    skip(!mountTmpfs(root, '64k'), 'a tmpfs cannot be mounted here');
    try {
      fs.writeFileSync(join(root, 'file'), oldAndNew.old);
      const tree = openDiskTree(root, { writable: true });
      expect(
        codeOf(() => {
          tree.replaceFile('file', new Uint8Array(1 << 20));
        }),
      ).toBe('IO_NO_SPACE');
      expect(fs.readFileSync(join(root, 'file'), 'utf8')).toBe(oldAndNew.old);
      expect(fs.readdirSync(root)).toEqual(['file']);
      tree.replaceFile('file', oldAndNew.new);
      expect(fs.readFileSync(join(root, 'file'))).toEqual(Buffer.from(oldAndNew.new));
    } finally {
      execFileSync('umount', [root]);
    }
  });
});

function mountTmpfs(folder: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
