import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { firstPack, MUTATION_CASES, packAgain } from './command-line-cases.ts';
import { canTrace, type Fault, type WritingCall } from './strace.ts';
import { spread, torment } from './torment.ts';

const scratch = useScratchFolders();
const PROGRAM = process.env['PACK_STUDIO_CLI'] ?? join(import.meta.dirname, '../../out/cli/main.js');
const KILL: Fault = { kind: 'kill' };
const NO_TRACE = 'strace is missing or may not trace here';

const FAILING: Readonly<Record<string, readonly WritingCall[]>> = {
  ENOSPC: ['write', 'rename'],
  EIO: ['fsync', 'unlink'],
};

/** The long form is `npm run crash`: every call, every fault, every verb. */
describe('the command line killed or failed at its system calls', () => {
  it('is built', () => {
    expect(existsSync(PROGRAM), `${PROGRAM}: npm run build`).toBe(true);
  });

  it('C1 C2 C5 a killed pack leaves the old set or the new one, and the next one heals', ({ skip }) => {
    skip(!canTrace(), NO_TRACE);
    const result = torment(packAgain(PROGRAM, scratch()), {
      calls: ['write', 'fsync', 'rename', 'unlink', 'rmdir'],
      fault: KILL,
      maxRunsPerCall: 2,
    });
    expect(result.runs).toBeGreaterThanOrEqual(8);
    expect(result.broken).toBeGreaterThan(result.runs * 0.7);
  });

  it('C1 C2 a killed first pack leaves no set or a whole one', ({ skip }) => {
    skip(!canTrace(), NO_TRACE);
    const calls: readonly WritingCall[] = ['rename', 'mkdir'];
    const result = torment(firstPack(PROGRAM, scratch()), { calls, fault: KILL, maxRunsPerCall: 2 });
    expect(result.broken).toBeGreaterThanOrEqual(2);
  });

  it('C1 C2 a pack whose calls fail says so with a code and exit 3', ({ skip }) => {
    skip(!canTrace(), NO_TRACE);
    const target = packAgain(PROGRAM, scratch());
    for (const [errno, calls] of Object.entries(FAILING)) {
      const fault: Fault = { kind: 'fail', errno: errno === 'ENOSPC' ? 'ENOSPC' : 'EIO' };
      const result = torment(target, { calls, fault, maxRunsPerCall: 2 });
      expect(result.runs).toBe(2 * calls.length);
      expect(result.broken).toBeGreaterThanOrEqual(1);
    }
  });

  it('C1 C4 killed changes of the workspace never lose the registry or a file', ({ skip }) => {
    skip(!canTrace(), NO_TRACE);
    for (const make of MUTATION_CASES) {
      const result = torment(make(PROGRAM, scratch()), { calls: ['rename'], fault: KILL, maxRunsPerCall: 1 });
      expect(result.runs).toBe(1);
    }
  });

  it('spreads few runs evenly', () => {
    expect(spread([1, 2, 3, 4, 5], 3)).toEqual([1, 3, 5]);
    expect(spread([1, 2], 3)).toEqual([1, 2]);
    expect(spread([1, 2, 3], 1)).toEqual([3]);
  });
});
