import { homedir } from 'node:os';
import { join } from 'node:path';
import type { HostInfo } from '#schemas/contract/views.ts';

const NAME = 'pack-studio';

/** The platform as hosts name it. */
export function platformName(platform: NodeJS.Platform): HostInfo['platform'] {
  switch (platform) {
    case 'linux':
      return 'linux';
    case 'darwin':
      return 'macos';
    case 'win32':
      return 'windows';
    default:
      return 'other';
  }
}

/** Where the settings of a person are on this platform; `PACK_STUDIO_CONFIG` names another folder. */
export function configFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string = homedir(),
): string {
  const named = env['PACK_STUDIO_CONFIG'];
  if (named !== undefined && named !== '') return named;
  if (platform === 'darwin') return join(home, 'Library/Application Support', NAME);
  const base = platform === 'win32' ? env['APPDATA'] : env['XDG_CONFIG_HOME'];
  return join(base === undefined || base === '' ? join(home, '.config') : base, NAME);
}
