import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StudioError } from '#core/errors.ts';
import type { WriteTree } from '#core/ports/file-system.ts';
import { checkEveryCrash } from '#core/testing/crash-tree.ts';
import { MemoryTree } from '#core/testing/memory-tree.ts';
import { codeOf, useScratchFolders } from '#core/testing/scratch-folder.ts';
import { openDiskTree } from './disk-tree.ts';
import { encodeJournal } from './promote-journal.ts';
import { promoteSet, recoverSet, type StagedFile, stageSet } from './promote-set.ts';

const scratch = useScratchFolders();

const NAMES = ['assets.pa', 'asset_table.json', 'preload.json', 'asset_table_metadata.json'];
type OutputSet = Readonly<Record<string, string>>;
const setOf = (version: string): OutputSet =>
  Object.fromEntries(NAMES.map((name) => [name, `${name} ${version}`]));
const OLD = setOf('old');
const NEW = { ...setOf('new'), 'preload.json': OLD['preload.json'] ?? '' };
const bytesOf = (content: string): Uint8Array => new TextEncoder().encode(content);

function staged(name: string, content: string): StagedFile {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name, sha256, sizeBytes: bytesOf(content).byteLength };
}

function pack(tree: WriteTree, outputs: OutputSet): readonly string[] {
  const area = stageSet(tree);
  const files = Object.entries(outputs).map(([name, content]) => {
    const handle = area.create(name);
    handle.write(bytesOf(content));
    handle.sync();
    handle.close();
    return staged(name, content);
  });
  return promoteSet(tree, { files }).promoted;
}

function outputsOf(tree: MemoryTree): OutputSet {
  const inBuild = [...tree.files()].filter(([path]) => path.startsWith('build/'));
  return Object.fromEntries(
    inBuild.map(([path, bytes]) => [path.slice('build/'.length), new TextDecoder().decode(bytes)]),
  );
}

function oldTree(): MemoryTree {
  const tree = new MemoryTree();
  for (const [name, content] of Object.entries(OLD)) tree.putFile(`build/${name}`, content);
  return tree;
}

/** One of the given sets, whatever the order of keys. */
function expectOneOf(actual: OutputSet, lawful: readonly OutputSet[], label: string): void {
  expect(
    lawful.map((set) => sorted(set)),
    label,
  ).toContain(sorted(actual));
}
const sorted = (set: OutputSet): string => JSON.stringify(Object.entries(set).sort());

describe('promoteSet', () => {
  it('C2 promotes what differs, keeps what is equal and leaves no staging', () => {
    const tree = oldTree().putFile('build/mine.txt', 'mine');
    const before = tree.stat('build/preload.json');
    expect(pack(tree, NEW)).toEqual(['assets.pa', 'asset_table.json', 'asset_table_metadata.json']);
    expect(outputsOf(tree)).toEqual({ ...NEW, 'mine.txt': 'mine' });
    expect(tree.stat('build/preload.json')).toEqual(before);
    expect(tree.stat('build/.pack-studio')).toBeUndefined();
  });

  it('C2 promotes nothing when all are equal', () => {
    const tree = oldTree();
    const before = NAMES.map((name) => tree.stat(`build/${name}`));
    expect(pack(tree, OLD)).toEqual([]);
    expect(NAMES.map((name) => tree.stat(`build/${name}`))).toEqual(before);
    expect(tree.stat('build/.pack-studio')).toBeUndefined();
  });

  it('C2 leaves the old set or the new one after a crash at any moment, and a rerun heals', () => {
    const count = checkEveryCrash(
      oldTree(),
      (tree) => {
        pack(tree, NEW);
      },
      (left, label) => {
        recoverSet(left);
        expectOneOf(outputsOf(left), [OLD, NEW], label);
        expect(recoverSet(left)).toBe('clean');
        expectOneOf(outputsOf(left), [OLD, NEW], `${label}, recovered twice`);
        pack(left, NEW);
        expect(outputsOf(left)).toEqual(NEW);
      },
    );
    expect(count.points).toBeGreaterThan(20);
    expect(count.states).toBeGreaterThan(100);
  });

  it('C2 leaves no set or a whole one when the very first pack crashes', () => {
    checkEveryCrash(
      new MemoryTree().putFile('assets/a', 'a'),
      (tree) => {
        pack(tree, NEW);
      },
      (left, label) => {
        recoverSet(left);
        expectOneOf(outputsOf(left), [{}, NEW], label);
      },
    );
  });

  it('C2 leaves one of three sets when two packs follow each other', () => {
    const third = setOf('third');
    checkEveryCrash(
      oldTree(),
      (tree) => {
        pack(tree, NEW);
        pack(tree, third);
      },
      (left, label) => {
        recoverSet(left);
        expectOneOf(outputsOf(left), [OLD, NEW, third], label);
      },
    );
  });

  it('C2 survives a crash during the recovery', () => {
    const crashed: MemoryTree[] = [];
    checkEveryCrash(
      oldTree(),
      (tree) => {
        pack(tree, NEW);
      },
      (left) => {
        crashed.push(left);
      },
    );
    for (const initial of crashed.filter((_, index) => index % 7 === 0)) {
      checkEveryCrash(
        initial,
        (tree) => {
          recoverSet(tree);
        },
        (left, label) => {
          recoverSet(left);
          expectOneOf(outputsOf(left), [OLD, NEW], `recovery: ${label}`);
        },
      );
    }
  });

  it('C2 fails whole when the disk is full', () => {
    const tree = new MemoryTree({ capacityBytes: 330 });
    for (const [name, content] of Object.entries(OLD)) tree.putFile(`build/${name}`, content);
    expect(codeOf(() => pack(tree, NEW))).toBe('IO_NO_SPACE');
    recoverSet(tree);
    expect(outputsOf(tree)).toEqual(OLD);
  });

  it.each([
    [1, 'at once'],
    [2, 'after the next start'],
  ])('C2 leaves the new set where %i renames of one output fail: %s', (times) => {
    const tree = oldTree();
    const area = stageSet(tree);
    let left = 0;
    const failing = new Proxy(tree, {
      get(target, property) {
        if (property === 'rename') {
          return (from: string, to: string) => {
            if (to === 'build/asset_table.json' && left-- > 0) throw new StudioError('IO_FAILED');
            target.rename(from, to);
          };
        }
        const member: unknown = Reflect.get(target, property, target);
        return typeof member === 'function'
          ? (...args: unknown[]): unknown => Reflect.apply(member, target, args)
          : member;
      },
    });
    area.discard();
    left = times;
    if (times === 1) {
      pack(failing, NEW);
    } else {
      expect(codeOf(() => pack(failing, NEW))).toBe('IO_FAILED');
      area.discard();
      expect(recoverSet(tree)).toBe('rolled-forward');
    }
    expect(outputsOf(tree)).toEqual(NEW);
    expect(tree.stat('build/.pack-studio')).toBeUndefined();
  });

  it('C2 forgets a journal whose files were taken away by hand', () => {
    const tree = oldTree();
    const ghost = { name: 'assets.pa', sha256: 'a'.repeat(64), sizeBytes: 3 };
    tree.putFile('build/.pack-studio/journal.json', encodeJournal([ghost]));
    expect(recoverSet(tree)).toBe('rolled-back');
    expect(outputsOf(tree)).toEqual(OLD);
    tree.putFile(
      'build/.pack-studio/journal.json',
      encodeJournal([ghost, staged('preload.json', OLD['preload.json'] ?? '')]),
    );
    expect(recoverSet(tree)).toBe('mixed');
    expect(outputsOf(tree)).toEqual(OLD);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"schema_version":1,"files":[]}',
    '{"schema_version":1,"files":[{"name":"../../x","sha256":"","size_bytes":0}]}\n',
    `{"schema_version":1,"files":[{"name":"../x","sha256":"${createHash('sha256').update('x').digest('hex')}","size_bytes":1}]}\n`,
  ])('C2 H7 takes %j for no journal', (content) => {
    const tree = oldTree().putFile('build/.pack-studio/journal.json', content).putFile('build/x', 'x');
    expect(recoverSet(tree)).toBe('rolled-back');
    expect(outputsOf(tree)).toEqual({ ...OLD, x: 'x' });
  });

  it('refuses a staged file that is not what was announced', () => {
    const tree = oldTree();
    const area = stageSet(tree);
    area.create('assets.pa').write(bytesOf('short'));
    expect(codeOf(() => promoteSet(tree, { files: [staged('assets.pa', 'something longer')] }))).toBe(
      'IO_FAILED',
    );
    expect(outputsOf(tree)).toEqual(OLD);
    expect(tree.stat('build/.pack-studio')).toBeUndefined();
  });
});

describe('promoteSet on the disk', () => {
  it('C2 keeps inode and mtime of equal outputs', () => {
    const root = scratch();
    const tree = openDiskTree(root, { writable: true });
    pack(tree, OLD);
    const before = fs.lstatSync(join(root, 'build/preload.json'), { bigint: true });
    expect(pack(tree, NEW)).toHaveLength(3);
    const after = fs.lstatSync(join(root, 'build/preload.json'), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
    expect(fs.readdirSync(join(root, 'build')).sort()).toEqual([...NAMES].sort());
    for (const [name, content] of Object.entries(NEW)) {
      expect(fs.readFileSync(join(root, 'build', name), 'utf8')).toBe(content);
    }
  });

  it('H8 refuses an output folder, a staging folder or an output that is a link', () => {
    const outside = scratch();
    const root = scratch();
    const tree = openDiskTree(root, { writable: true });
    fs.symlinkSync(outside, join(root, 'build'));
    expect(codeOf(() => pack(tree, NEW))).toBe('TARGET_EXISTS');
    fs.rmSync(join(root, 'build'));
    fs.mkdirSync(join(root, 'build'));
    fs.symlinkSync(outside, join(root, 'build/.pack-studio'));
    expect(codeOf(() => pack(tree, NEW))).toBe('FILE_NOT_REGULAR');
    fs.rmSync(join(root, 'build/.pack-studio'));
    fs.writeFileSync(join(outside, 'file'), 'theirs');
    fs.symlinkSync(join(outside, 'file'), join(root, 'build/assets.pa'));
    expect(codeOf(() => pack(tree, NEW))).toBe('FILE_NOT_REGULAR');
    expect(fs.readFileSync(join(outside, 'file'), 'utf8')).toBe('theirs');
    expect(fs.readdirSync(outside)).toEqual(['file']);
    expect(fs.readdirSync(join(root, 'build'))).toEqual(['assets.pa']);
  });
});
