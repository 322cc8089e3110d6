import * as fs from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemRandom } from '#core/node/random.ts';
import { codeOf, useScratchFolders } from '#core/testing/scratch-folder.ts';
import { HandleRegistry } from './handles.ts';
import { sourceFileAt } from './source-files.ts';
import { UploadStore } from './uploads.ts';

const scratch = useScratchFolders();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function store(folder = scratch(), limits?: { uploadBytes: number; stagedBytes: number }) {
  const handles = new HandleRegistry(systemRandom);
  return { folder, handles, uploads: new UploadStore(folder, systemRandom, handles, limits) };
}

describe('an upload', () => {
  it('becomes files under the names that people know', () => {
    const { handles, uploads } = store();
    const id = uploads.begin([
      { name: 'hero ü.png', size_bytes: 5 },
      { name: 'empty.bin', size_bytes: 0 },
    ]);
    uploads.append(id, 0, 0, bytes('he'));
    uploads.append(id, 0, 2, bytes('llo'));
    const files = uploads.finish(id);
    expect(files.map(({ name, size_bytes }) => [name, size_bytes])).toEqual([
      ['hero ü.png', 5],
      ['empty.bin', 0],
    ]);
    const paths = files.map(({ handle }) => handles.pathOf('file', handle));
    expect(paths.map((path) => fs.readFileSync(path, 'utf8'))).toEqual(['hello', '']);
    expect(paths.map((path) => uploads.nameOf(path))).toEqual(['hero ü.png', 'empty.bin']);
    expect(fs.statSync(paths[0] ?? '').mode & 0o777).toBe(0o600);
    uploads.close();
    expect(paths.some((path) => fs.existsSync(path))).toBe(false);
  });

  it('takes ranges in order, inside the announced size, of announced files', () => {
    const { uploads } = store();
    const id = uploads.begin([{ name: 'a', size_bytes: 4 }]);
    const appending = (file: number, offset: number, text: string) => () => {
      uploads.append(id, file, offset, bytes(text));
    };
    expect(codeOf(appending(0, 1, 'x'))).toBe('UPLOAD_INVALID');
    expect(codeOf(appending(1, 0, 'x'))).toBe('UPLOAD_INVALID');
    expect(codeOf(appending(0, 0, 'five!'))).toBe('UPLOAD_INVALID');
    appending(0, 0, 'ab')();
    expect(codeOf(appending(0, 0, 'ab'))).toBe('UPLOAD_INVALID');
    expect(codeOf(() => uploads.finish(id))).toBe('UPLOAD_INVALID');
    appending(0, 2, 'cd')();
    uploads.finish(id);
    expect(codeOf(() => uploads.finish(id))).toBe('HANDLE_UNKNOWN');
    expect(codeOf(appending(0, 4, ''))).toBe('HANDLE_UNKNOWN');
    expect(codeOf(() => uploads.finish('nobody'))).toBe('HANDLE_UNKNOWN');
    uploads.close();
  });

  it.each([[''], ['.'], ['..'], ['a/b'], ['a\\b'], ['a\0b'], ['n'.repeat(256)]])(
    'H7 refuses the name %j',
    (name) => {
      const { uploads } = store();
      expect(codeOf(() => uploads.begin([{ name, size_bytes: 1 }]))).toBe('UPLOAD_INVALID');
    },
  );

  it.each([[-1], [0.5], [Number.NaN], [2 ** 60]])('refuses the size %d', (size) => {
    const { uploads } = store();
    expect(codeOf(() => uploads.begin([{ name: 'a', size_bytes: size }]))).toMatch(
      /^UPLOAD_(INVALID|TOO_LARGE)$/u,
    );
  });

  it('has limits; the oldest complete ones make room', () => {
    const { uploads } = store(scratch(), { uploadBytes: 10, stagedBytes: 12 });
    expect(
      codeOf(() =>
        uploads.begin([
          { name: 'a', size_bytes: 6 },
          { name: 'b', size_bytes: 5 },
        ]),
      ),
    ).toBe('UPLOAD_TOO_LARGE');
    const first = uploads.begin([{ name: 'a', size_bytes: 8 }]);
    expect(codeOf(() => uploads.begin([{ name: 'b', size_bytes: 5 }]))).toBe('UPLOAD_TOO_LARGE');
    uploads.append(first, 0, 0, bytes('12345678'));
    uploads.finish(first);
    const second = uploads.begin([{ name: 'b', size_bytes: 5 }]);
    uploads.append(second, 0, 0, bytes('12345'));
    expect(uploads.finish(second)).toHaveLength(1);
    uploads.close();
  });

  it('of thousands of files opens few at a time', () => {
    const { uploads } = store();
    const open = (): number => fs.readdirSync('/proc/self/fd').length;
    const before = open();
    const id = uploads.begin(
      Array.from({ length: 3000 }, (_, index) => ({ name: `f${index}`, size_bytes: 1 })),
    );
    uploads.append(id, 2999, 0, bytes('x'));
    expect(open() - before).toBeLessThan(10);
    uploads.close();
  });

  it('says so where nothing can be staged', () => {
    const folder = scratch();
    fs.writeFileSync(join(folder, 'uploads'), 'a file');
    const { uploads } = store(folder);
    expect(codeOf(() => uploads.begin([{ name: 'a', size_bytes: 1 }]))).toMatch(/^(IO_|FILE_|TARGET_)/u);
    uploads.sweep();
  });
});

describe('leftovers', () => {
  it('of dead processes are removed, those of living ones stay', () => {
    const folder = scratch();
    const dead = spawnSync('true').pid;
    const { uploads } = store(folder);
    const id = uploads.begin([{ name: 'mine', size_bytes: 1 }]);
    for (const name of [`${dead}-gone`, `${process.ppid}-alive`, 'foreign', '0-zero'])
      fs.mkdirSync(join(folder, 'uploads', name), { recursive: true });
    store(folder).uploads.sweep();
    const left = fs
      .readdirSync(join(folder, 'uploads'))
      .filter((name) => !name.startsWith(`${process.pid}-`));
    expect(left.sort()).toEqual(['0-zero', `${process.ppid}-alive`, 'foreign'].sort());
    uploads.append(id, 0, 0, bytes('x'));
    uploads.close();
  });
});

describe('handles', () => {
  it('stand for one path and one kind, and are not guessed', () => {
    const handles = new HandleRegistry(systemRandom);
    const file = handles.offer('file', '/a');
    expect(handles.offer('file', '/a')).toBe(file);
    expect(handles.offer('folder', '/a')).not.toBe(file);
    expect(handles.pathOf('file', file)).toBe('/a');
    for (const handle of ['', 'file-', '/a', `folder-${file}`, '__proto__', 'file-__proto__'])
      expect(codeOf(() => handles.pathOf('file', handle))).toBe('HANDLE_UNKNOWN');
    expect(codeOf(() => handles.pathOf('folder', file))).toBe('HANDLE_UNKNOWN');
  });

  it('H9 of a file give a regular file or say what is wrong', () => {
    const folder = scratch();
    fs.writeFileSync(join(folder, 'a'), 'abc');
    fs.symlinkSync(join(folder, 'a'), join(folder, 'link'));
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    expect(sourceFileAt(join(folder, 'a'))).toMatchObject({ name: 'a', sizeBytes: 3 });
    expect(codeOf(() => sourceFileAt(join(folder, 'none')))).toBe('FILE_NOT_FOUND');
    for (const name of ['link', 'pipe', '.'])
      expect(codeOf(() => sourceFileAt(join(folder, name)))).toBe('FILE_NOT_REGULAR');
  });
});
