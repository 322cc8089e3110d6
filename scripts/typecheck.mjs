/**
 * Type-checks every layer with its own tsconfig: the list is the `references` of the root tsconfig.json.
 * Layers run in parallel and incrementally (`.tsbuild/`). Arguments limit it to layers whose path contains one.
 */
import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = join(root, 'node_modules/typescript/bin/tsc');

/** @returns {string[]} tsconfig files, relative to the project */
function layerConfigs() {
  /** @type {{references: {path: string}[]}} */
  const solution = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  const wanted = process.argv.slice(2);
  return solution.references
    .map(({ path }) => join(root, path))
    .map((path) => (statSync(path).isDirectory() ? join(path, 'tsconfig.json') : path))
    .map((path) => relative(root, path))
    .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)));
}

/** @param {string} config @returns {Promise<{config: string, ok: boolean, output: string}>} */
function check(config) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [compiler, '-p', config, '--pretty', process.stdout.isTTY ? 'true' : 'false'],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => {
      // TS18003, no input: the window may have no worker of its own.
      const empty = config.endsWith('tsconfig.workers.json') && output.includes('error TS18003');
      resolve({ config, ok: code === 0 || empty, output: empty ? '' : output });
    });
  });
}

const queue = layerConfigs();
/** @type {string[]} */
const failures = [];
async function worker() {
  for (let config = queue.shift(); config !== undefined; config = queue.shift()) {
    const result = await check(config);
    if (!result.ok) failures.push(result.config);
    process.stdout.write(`${result.ok ? 'ok  ' : 'FAIL'} ${result.config}\n${result.output}`);
  }
}
await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
process.exitCode = failures.length === 0 ? 0 : 1;
