import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PROGRAMS: Readonly<Record<string, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** The program that shows the window, or why there can be none. */
export function findDesktop(
  folder: string,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): { readonly program: string } | { readonly reason: string } {
  const program = join(folder, 'node_modules/electron/dist', PROGRAMS[platform] ?? 'electron');
  if (!existsSync(program)) return { reason: 'the Electron runtime is not installed' };
  if (platform === 'linux') {
    if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return { reason: 'there is no display' };
    if (process.getuid?.() === 0) return { reason: 'Chromium keeps its sandbox, which does not run as root' };
  }
  return { program };
}
