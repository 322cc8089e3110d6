import { describe, expect, it } from 'vitest';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { promoteTarget } from './promote-target.ts';
import { canTrace, type Fault } from './strace.ts';
import { spread, torment } from './torment.ts';

const scratch = useScratchFolders();

describe('a program killed or failed at its system calls', () => {
  const faults: Readonly<Record<string, Fault>> = {
    killed: { kind: 'kill' },
    ENOSPC: { kind: 'fail', errno: 'ENOSPC' },
  };
  for (const [name, fault] of Object.entries(faults)) {
    it(`C1 C2 C5 leaves the old or the new set and heals: ${name}`, ({ skip }) => {
      skip(!canTrace(), 'strace is missing or may not trace here');
      const calls = ['write', 'fsync', 'rename', 'unlink', 'link'] as const;
      const result = torment(promoteTarget(scratch()), { calls, fault, maxRunsPerCall: 2 });
      expect(result.runs).toBeGreaterThanOrEqual(8);
      expect(result.broken).toBeGreaterThan(result.runs / 2);
    });
  }

  it('spreads few runs evenly', () => {
    expect(spread([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5]);
    expect(spread([1, 2], 3)).toEqual([1, 2]);
    expect(spread([1, 2, 3], 1)).toEqual([3]);
  });
});
