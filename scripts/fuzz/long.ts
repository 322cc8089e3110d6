/**
 * `npm run fuzz [-- factor]`: every file with property tests, with new random cases and `factor` times as many of them
 * (50 unless told). A failure prints its seed and the smallest case; add that as a named test.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';

const factor = process.argv[2] ?? '50';
const files = globSync('{schemas,core,cli,electron}/**/*.test.ts').filter((file) =>
  readFileSync(file, 'utf8').includes("from 'fast-check'"),
);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--testTimeout=3600000', ...files],
  { stdio: 'inherit', env: { ...process.env, PACK_STUDIO_FUZZ_FACTOR: factor } },
);
process.exitCode = status ?? 1;
