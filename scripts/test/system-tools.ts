import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

interface SystemTool {
  /** Debian package. */
  readonly name: string;
  /** A file that is there when the package is. */
  readonly probe: string;
  readonly reason: string;
}

/** Programs of the system that tests use where they are: independent oracles, a browser, a fault injector. */
const TOOLS: readonly SystemTool[] = [
  { name: 'chromium', probe: '/usr/bin/chromium', reason: 'the journeys through the studio in a browser' },
  {
    name: 'fonts-liberation',
    probe: '/usr/share/fonts/truetype/liberation',
    reason: 'text in those journeys',
  },
  { name: 'strace', probe: '/usr/bin/strace', reason: 'killing a pack at every write, fsync and rename' },
  { name: 'sox', probe: '/usr/bin/sox', reason: 'an independent reader and writer of sound' },
  { name: 'imagemagick', probe: '/usr/bin/convert', reason: 'an independent reader and writer of images' },
  { name: 'xxd', probe: '/usr/bin/xxd', reason: 'bytes by another tool' },
  { name: 'jq', probe: '/usr/bin/jq', reason: 'documents of the command line by another JSON reader' },
  { name: 'zip', probe: '/usr/bin/zip', reason: 'the yardstick of the benchmarks' },
];

function missingTools(): readonly SystemTool[] {
  return TOOLS.filter(({ probe }) => !existsSync(probe));
}

function run(command: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}

/**
 * Installs what is missing where this process may (root on a Debian system), and says what is left out otherwise:
 * a test that needs an absent tool counts as skipped.
 */
export function provideSystemTools(): void {
  const missing = missingTools();
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write(`Installing with apt-get: ${names.join(' ')} …\n`);
    if (run('apt-get', ['update', '-qq'])) {
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names]);
    }
  }
  for (const { name, reason } of missingTools()) {
    process.stdout.write(`Without ${name}, skipped: ${reason}. (Debian: apt-get install ${name})\n`);
  }
}

/** The browser of the journeys, undefined where there is none. */
export function findChromium(): string | undefined {
  const path = process.env['PACK_STUDIO_CHROMIUM'] ?? '/usr/bin/chromium';
  return existsSync(path) ? path : undefined;
}
