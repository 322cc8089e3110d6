import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promoteTarget } from './promote-target.ts';
import { canTrace, type Fault, WRITING_CALLS } from './strace.ts';
import { torment } from './torment.ts';

/** Every fault at every call: `node scripts/crash/long.ts`. The short form runs with the tests. */
const FAULTS: readonly Fault[] = [
  { kind: 'kill' },
  { kind: 'fail', errno: 'ENOSPC' },
  { kind: 'fail', errno: 'EIO' },
];

function main(): number {
  if (!canTrace()) {
    process.stderr.write('strace is missing or may not trace here; nothing was tried.\n');
    return 1;
  }
  const root = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'crash ü-')));
  try {
    for (const fault of FAULTS) {
      const { runs, broken } = torment(promoteTarget(root), { calls: WRITING_CALLS, fault });
      if (fault.kind === 'kill' && broken < runs * 0.9)
        throw new Error(`only ${broken} of ${runs} kills hit the program`);
      const name = fault.kind === 'kill' ? 'killed' : fault.errno;
      process.stdout.write(
        `promote, ${name}: ${runs} runs, ${broken} ended early, all left old or new and healed\n`,
      );
    }
    return 0;
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

process.exitCode = main();
