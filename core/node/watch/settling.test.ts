import { describe, expect, it } from 'vitest';
import { MemoryTree } from '#core/testing/memory-tree.ts';
import { ChangeBatches } from './change-batches.ts';
import { Settling } from './settling.ts';
import { isWatchedPath } from './watched-paths.ts';

function scene(): { tree: MemoryTree; settling: Settling } {
  const tree = new MemoryTree();
  return { tree, settling: new Settling((path) => tree.stat(path)) };
}

describe('Settling', () => {
  it('W1 takes a small saved file 25 ms after its last event', () => {
    const { tree, settling } = scene();
    tree.putFile('a', 'x');
    settling.note('a', 0);
    settling.note('a', 10);
    expect(settling.takeSettled(34)).toEqual([]);
    expect(settling.takeSettled(35)).toEqual(['a']);
    expect(settling.size).toBe(0);
  });

  it('W1 takes what is gone, a folder and a link as soon', () => {
    const { tree, settling } = scene();
    tree.putFolder('folder').putLink('link', 'x');
    for (const path of ['folder', 'gone', 'link']) settling.note(path, 0);
    expect(settling.takeSettled(25)).toEqual(['folder', 'gone', 'link']);
  });

  it.each([
    ['empty', new Uint8Array()],
    ['large', new Uint8Array(2_000_000)],
  ])('W1 looks twice at an %s file', (_name, bytes) => {
    const { tree, settling } = scene();
    tree.putFile('a', bytes);
    settling.note('a', 0);
    expect(settling.takeSettled(25)).toEqual([]);
    expect(settling.isSlow).toBe(true);
    expect(settling.takeSettled(99)).toEqual([]);
    expect(settling.takeSettled(100)).toEqual(['a']);
    expect(settling.isSlow).toBe(false);
  });

  it('W1 waits as long as a slow write goes on, with events and without', () => {
    const { tree, settling } = scene();
    tree.putFile('a', new Uint8Array(2_000_000));
    settling.note('a', 0);
    let nowMs = 25;
    for (let turn = 0; turn < 50; turn += 1) {
      expect(settling.takeSettled(nowMs)).toEqual([]);
      tree.putFile('a', new Uint8Array(2_000_000 + turn));
      if (turn % 2 === 0) settling.note('a', nowMs);
      nowMs += 75;
    }
    expect(settling.takeSettled(nowMs)).toEqual([]);
    expect(settling.takeSettled(nowMs + 75)).toEqual(['a']);
  });

  it('W1 is more patient with a file that grows after it was told', () => {
    const { tree, settling } = scene();
    tree.putFile('a', 'x');
    settling.note('a', 0);
    expect(settling.takeSettled(25)).toEqual(['a']);
    tree.putFile('a', 'xx');
    settling.note('a', 60);
    expect(settling.takeSettled(134)).toEqual([]);
    expect(settling.takeSettled(135)).toEqual([]);
    expect(settling.takeSettled(210)).toEqual(['a']);
    tree.putFile('a', 'xxx');
    settling.note('a', 5_000);
    expect(settling.takeSettled(5_025)).toEqual(['a']);
  });

  it('W1 stays quick with a file that is saved again and again by rename', () => {
    const { tree, settling } = scene();
    for (let nowMs = 0; nowMs < 500; nowMs += 50) {
      tree.putFile('next', 'x'.repeat(nowMs + 1));
      tree.rename('next', 'a');
      settling.note('a', nowMs);
      expect(settling.takeSettled(nowMs + 25)).toEqual(['a']);
    }
  });

  it('W1 looks twice at what only polling saw', () => {
    const { tree, settling } = scene();
    tree.putFile('a', 'x');
    settling.note('a', 0, true);
    expect(settling.takeSettled(25)).toEqual([]);
    expect(settling.takeSettled(100)).toEqual(['a']);
  });
});

describe('ChangeBatches', () => {
  const names = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, index) => `f${index}`);

  it('tells a single save at once, sorted and once', () => {
    const batches = new ChangeBatches();
    batches.add(['b', 'a', 'b']);
    expect(batches.take(0, 0)).toEqual({ paths: ['a', 'b'], whole: false });
    expect(batches.take(1, 0)).toBeUndefined();
  });

  it('W1 tells 10,000 files in few batches, and at its end that everything is to be looked at', () => {
    const batches = new ChangeBatches();
    const told: { paths: number; whole: boolean }[] = [];
    const files = names(10_000);
    for (let nowMs = 0; nowMs < 1_000; nowMs += 1) {
      const part = files.slice(nowMs * 10, nowMs * 10 + 10);
      for (const _ of part) batches.countEvent();
      batches.add(part);
      const batch = batches.take(nowMs, nowMs === 999 ? 0 : 300);
      if (batch !== undefined) told.push({ paths: batch.paths.length, whole: batch.whole });
    }
    expect(told.length).toBeLessThanOrEqual(5);
    expect(told.at(-1)?.whole).toBe(true);
  });

  it('W1 names no more than 2,000 paths', () => {
    const batches = new ChangeBatches();
    batches.add(names(2_000));
    expect(batches.take(0, 0)).toMatchObject({ whole: false });
    batches.add(names(2_001));
    expect(batches.take(1, 0)).toEqual({ paths: [], whole: true });
  });
});

describe('isWatchedPath', () => {
  it.each([
    ['assets', true],
    ['assets/hero/a.png', true],
    ['assets/.hidden', true],
    ['assets/.prometeu', true],
    ['assets/.prometeu/index.json', true],
    ['assets/.prometeu/cache.json', false],
    ['assets/.prometeu/lock', false],
    ['assets/.prometeu/index.json.bak', false],
    ['assets/.prometeu/runs/1/index.json', false],
    ['assets/hero/.pack-studio-tmp-1-asset.json', false],
    ['assets2/x', false],
    ['build/assets.pa', false],
    ['', false],
  ])('%j: %s', (path, watched) => {
    expect(isWatchedPath(path)).toBe(watched);
  });
});
