import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, useScratchFolders } from '#core/testing/scratch-folder.ts';
import { makeFolders } from './make-folders.ts';

const scratch = useScratchFolders();

describe('making folders', () => {
  it('makes every level, and is content with what is there', () => {
    const path = join(scratch(), 'a/b/c');
    makeFolders(path);
    makeFolders(path);
    expect(fs.statSync(path).isDirectory()).toBe(true);
  });

  it('says that a file is in the way', () => {
    const folder = scratch();
    fs.writeFileSync(join(folder, 'a'), '');
    expect(codeOf(() => makeFolders(join(folder, 'a')))).toBe('TARGET_EXISTS');
    expect(codeOf(() => makeFolders(join(folder, 'a/b')))).toBe('TARGET_EXISTS');
  });

  it.runIf(fs.existsSync('/proc/self'))('ends where a file system makes no folders', () => {
    expect(codeOf(() => makeFolders('/proc/nope/deeper'))).toBe('FILE_NOT_FOUND');
  });
});
