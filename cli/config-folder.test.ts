import { describe, expect, it } from 'vitest';
import { configFolder, platformName } from './config-folder.ts';

describe('configFolder', () => {
  it.each([
    ['linux', {}, '/home/ada/.config/pack-studio'],
    ['linux', { XDG_CONFIG_HOME: '/cfg' }, '/cfg/pack-studio'],
    ['linux', { XDG_CONFIG_HOME: '' }, '/home/ada/.config/pack-studio'],
    ['darwin', { XDG_CONFIG_HOME: '/cfg' }, '/home/ada/Library/Application Support/pack-studio'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/pack-studio'],
    ['linux', { PACK_STUDIO_CONFIG: '/mine' }, '/mine'],
  ] as const)('on %s with %j is %s', (platform, env, folder) => {
    expect(configFolder(platform, env, '/home/ada')).toBe(folder);
  });

  it('names platforms as hosts do', () => {
    expect((['linux', 'darwin', 'win32', 'aix'] as const).map(platformName)).toEqual([
      'linux',
      'macos',
      'windows',
      'other',
    ]);
  });
});
