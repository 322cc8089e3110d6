import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MUTATION_CASES, PACK_CASES } from './command-line-cases.ts';
import { promoteTarget } from './promote-target.ts';
import { canTrace, type Fault, WRITING_CALLS } from './strace.ts';
import { type CrashTarget, torment } from './torment.ts';

/**
 * Every fault at every call of every program: `npm run crash [-- name …]` after `npm run build`. The short form runs
 * with the tests.
 */
const FAULTS: readonly Fault[] = [
  { kind: 'kill' },
  { kind: 'fail', errno: 'ENOSPC' },
  { kind: 'fail', errno: 'EIO' },
];
const PROGRAM = process.env['PACK_STUDIO_CLI'] ?? join(import.meta.dirname, '../../out/cli/main.js');

function targets(root: string): readonly CrashTarget[] {
  const folder = (name: string): string => {
    const path = join(root, name);
    fs.mkdirSync(path);
    return path;
  };
  return [
    promoteTarget(folder('set ü-promoted')),
    ...[...PACK_CASES, ...MUTATION_CASES].map((make, index) => make(PROGRAM, folder(`case ü ${index}`))),
  ];
}

function main(wanted: readonly string[]): number {
  if (!canTrace()) {
    process.stderr.write('strace is missing or may not trace here; nothing was tried.\n');
    return 1;
  }
  const root = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'torment-')));
  let failures = 0;
  try {
    for (const target of targets(root)) {
      if (wanted.length > 0 && !wanted.includes(target.name)) continue;
      for (const fault of FAULTS) {
        const name = fault.kind === 'kill' ? 'killed' : fault.errno;
        const { runs, broken, wrong } = torment(target, { calls: WRITING_CALLS, fault, goOn: true });
        failures += wrong.length;
        process.stdout.write(
          `${target.name}, ${name}: ${runs} runs, ${broken} ended early, ${wrong.length} left wrong\n`,
        );
        for (const told of wrong) process.stdout.write(`  ${told}\n`);
        if (fault.kind === 'kill' && broken < runs * 0.9) {
          failures += 1;
          process.stdout.write(`  only ${broken} of ${runs} kills hit the program\n`);
        }
      }
    }
    return failures === 0 ? 0 : 1;
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

process.exitCode = main(process.argv.slice(2));
