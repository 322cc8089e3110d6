import { describe, expect, it } from 'vitest';
import type { FileStat } from '#core/ports/file-system.ts';
import { factsEqual, factsOfStat, isRacilyClean, statsEqual } from './file-facts.ts';

const STAT: FileStat = {
  kind: 'file',
  size: 5,
  mtimeNs: 1_700_000_000_123_456_789n,
  ctimeNs: 1_700_000_000_223_456_789n,
  inode: 9_007_199_254_740_993n,
};

describe('file facts', () => {
  it('any difference of size, mtime, ctime or inode means another version', () => {
    const facts = factsOfStat(STAT);
    expect(factsEqual(facts, { ...STAT })).toBe(true);
    for (const changed of [
      { ...STAT, size: 6 },
      { ...STAT, mtimeNs: STAT.mtimeNs + 1n },
      { ...STAT, ctimeNs: STAT.ctimeNs + 1n },
      { ...STAT, inode: STAT.inode - 1n },
    ]) {
      expect(factsEqual(facts, changed)).toBe(false);
      expect(statsEqual(STAT, changed)).toBe(false);
    }
  });

  it('a file touched within the tick of its clock is racily clean', () => {
    expect(isRacilyClean(STAT, STAT.ctimeNs + 1_000_000n)).toBe(true);
    expect(isRacilyClean(STAT, STAT.ctimeNs - 1_000_000n)).toBe(true);
    expect(isRacilyClean(STAT, STAT.ctimeNs + 100_000_000n)).toBe(false);
  });

  it('stamps of whole seconds may be two seconds late', () => {
    const coarse = { ...STAT, mtimeNs: 1_700_000_000_000_000_000n, ctimeNs: 1_600_000_000_000_000_000n };
    expect(isRacilyClean(coarse, coarse.mtimeNs + 1_900_000_000n)).toBe(true);
    expect(isRacilyClean(coarse, coarse.mtimeNs + 2_100_000_000n)).toBe(false);
  });

  it('a modification time set into the future by hand does not make a file dirty for ever', () => {
    expect(isRacilyClean({ ...STAT, mtimeNs: STAT.mtimeNs * 2n }, STAT.ctimeNs + 100_000_000n)).toBe(false);
  });
});
