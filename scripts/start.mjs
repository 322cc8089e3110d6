/**
 * `npm start`: from a fresh clone to the example project on screen. With the Electron runtime and a display it
 * opens the window; otherwise it says why not, packs the example and serves the studio on 127.0.0.1 until Ctrl-C.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './setup/freshness.mjs';
import { requireNode, runToEnd } from './setup/node-runtime.mjs';
import { prepare } from './setup/prepare.mjs';

const EXAMPLE = 'examples/lantern-cave';
const COMMAND_LINE = join(ROOT, 'out/cli/main.js');

/** Path of the Electron program, or why there can be no window. @returns {{electron: string} | {reason: string}} */
function findWindow() {
  const program = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const name =
    process.platform === 'darwin' || process.platform === 'win32' ? program[process.platform] : 'electron';
  const electron = join(ROOT, 'node_modules/electron/dist', name);
  if (!existsSync(electron)) {
    return { reason: 'the Electron runtime is not installed (`npx install-electron` downloads it)' };
  }
  if (process.platform === 'linux') {
    if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return { reason: 'there is no display' };
    if (process.getuid?.() === 0) return { reason: 'Chromium keeps its sandbox, which does not run as root' };
  }
  return { electron };
}

await requireNode(fileURLToPath(import.meta.url));
await prepare();
process.chdir(ROOT);

const window = findWindow();
if ('electron' in window) {
  await runToEnd(window.electron, [ROOT, join(ROOT, EXAMPLE)]);
} else {
  process.stdout.write(`Running in the browser instead of a window: ${window.reason}.\n\n`);
  const packed = spawnSync(process.execPath, [COMMAND_LINE, 'pack', EXAMPLE], { stdio: 'inherit' });
  if (packed.error !== undefined) throw packed.error;
  process.stdout.write('\n');
  await runToEnd(process.execPath, [COMMAND_LINE, 'serve', EXAMPLE]);
}
