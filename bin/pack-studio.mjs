#!/usr/bin/env node
/**
 * The command line in a clone: fetches Node where it is too old, installs and builds where that is due (telling so
 * on standard error), then runs `out/cli/main.js`. Works on Node 18 and later.
 */
import { readFileSync } from 'node:fs';

const argument = process.argv[2];
if (process.argv.length === 3 && (argument === '--version' || argument === '-V')) {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else {
  const { runCommandLine } = await import('../scripts/setup/command-line.mjs');
  await runCommandLine();
}
