import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import { findDesktop } from './find-desktop.ts';

const scratch = useScratchFolders();

function programAt(name: string): { readonly folder: string; readonly program: string } {
  const folder = scratch();
  const program = join(folder, 'node_modules/electron/dist', name);
  fs.mkdirSync(join(program, '..'), { recursive: true });
  fs.writeFileSync(program, '');
  return { folder, program };
}

describe('findDesktop', () => {
  it('says that the runtime is not installed', () => {
    expect(findDesktop(scratch(), 'linux', { DISPLAY: ':0' })).toHaveProperty('reason');
  });

  it('says that there is no display', () => {
    const { folder } = programAt('electron');
    expect(findDesktop(folder, 'linux', { DISPLAY: '', WAYLAND_DISPLAY: '' })).toEqual({
      reason: 'there is no display',
    });
  });

  it('finds the program where the platform has it', () => {
    const { folder, program } = programAt('Electron.app/Contents/MacOS/Electron');
    expect(findDesktop(folder, 'darwin', {})).toEqual({ program });
    const windows = programAt('electron.exe');
    expect(findDesktop(windows.folder, 'win32', {})).toEqual({ program: windows.program });
  });
});
