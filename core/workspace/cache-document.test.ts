import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { MemoryTree } from '#core/testing/memory-tree.ts';
import type { Cache, DigestedFile } from '#schemas/workspace/cache.ts';
import { emptyCache, parseCache, readCache, writeCache } from './cache-document.ts';

const VERSION = '1.0.0';
const FILE: DigestedFile = {
  size: 3,
  mtime_ns: '1700000000000000001',
  ctime_ns: '2',
  inode: '18446744073709551615',
  sha256: 'a'.repeat(64),
};

function cacheOf(...ids: readonly number[]): Cache {
  const asset = {
    files: { 'b.bin': FILE, 'a.bin': FILE },
    build_key: 'b'.repeat(64),
    payload_sha256: 'c'.repeat(64),
  };
  return {
    ...emptyCache(VERSION),
    assets: Object.fromEntries(ids.map((id) => [String(id), asset])),
    outputs: { 'assets.pa': FILE },
  };
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('cache document', () => {
  it('comes back as it was written', () => {
    const cache = cacheOf(1, 12);
    expect(parseCache(writeCache(cache, [1, 12]), VERSION)).toEqual(cache);
  });

  it('keeps nothing for assets that are not registered', () => {
    expect(Object.keys(parseCache(writeCache(cacheOf(1, 2, 3), [3, 1]), VERSION).assets)).toEqual(['1', '3']);
  });

  it('D1 gives the same bytes for the same content', () => {
    const bytes = writeCache(cacheOf(2, 1), [2, 1]);
    expect(writeCache(cacheOf(1, 2), [1, 2])).toEqual(bytes);
    expect(new TextDecoder().decode(bytes)).toMatch(/"a\.bin".*"b\.bin".*\n$/u);
  });

  it('is empty where it is missing, unreadable, a link, broken, newer or of another packer', () => {
    const empty = emptyCache(VERSION);
    const path = 'assets/.prometeu/cache.json';
    const good = writeCache(cacheOf(1), [1]);
    expect(readCache(new MemoryTree(), VERSION)).toEqual(empty);
    expect(readCache(new MemoryTree().putFile(path, good).setUnreadable(path), VERSION)).toEqual(empty);
    expect(readCache(new MemoryTree().putFile('x', good).putLink(path, '../../x'), VERSION)).toEqual(empty);
    expect(readCache(new MemoryTree().putFile(path, good), VERSION)).toEqual(cacheOf(1));
    const text = new TextDecoder().decode(good);
    for (const broken of [
      '',
      '{',
      '[]',
      text.slice(0, -9),
      text.replace('"size":3', '"size":-3'),
      text.replace('_version":1', '_version":2'),
    ]) {
      expect(parseCache(encode(broken), VERSION)).toEqual(empty);
    }
    expect(parseCache(good, '1.0.1')).toEqual(emptyCache('1.0.1'));
  });

  it('F1 is a cache for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(parseCache(bytes, VERSION)).toEqual(emptyCache(VERSION));
      }),
    );
  });
});
