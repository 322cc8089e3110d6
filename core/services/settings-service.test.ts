import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '#core/node/clock.ts';
import { codeOf, useScratchFolders } from '#core/testing/scratch-folder.ts';
import { SettingsService } from './settings-service.ts';

const scratch = useScratchFolders();

function written(folder: string): unknown {
  return JSON.parse(fs.readFileSync(join(folder, 'settings.json'), 'utf8'));
}

describe('settings', () => {
  it('have defaults, and write nothing until something changes', () => {
    const folder = join(scratch(), 'new');
    const settings = new SettingsService(folder, systemClock);
    expect(settings.view()).toEqual({
      theme: 'system',
      density: 'comfortable',
      pack_on_change: false,
      jobs: null,
      settings_path: `${folder}/settings.json`,
      notice: null,
    });
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('survive a restart', () => {
    const folder = scratch();
    const settings = new SettingsService(folder, systemClock);
    settings.update({ theme: 'dark', jobs: 2 });
    settings.rememberProject('/a');
    settings.rememberProject('/b');
    settings.rememberProject('/a');
    settings.update({ window: { x: 1, y: 2, width: 800, height: 600, maximized: false } });
    const again = new SettingsService(folder, systemClock);
    expect(again.view()).toMatchObject({ theme: 'dark', jobs: 2, notice: null });
    expect(again.read().recent_projects.map(({ path }) => path)).toEqual(['/a', '/b']);
    again.forgetProject('/a');
    expect(new SettingsService(folder, systemClock).read()).toMatchObject({
      recent_projects: [{ path: '/b' }],
      window: { width: 800 },
    });
  });

  it('keep at most twenty projects', () => {
    const settings = new SettingsService(scratch(), systemClock);
    for (let index = 0; index < 30; index += 1) settings.rememberProject(`/p${index}`);
    expect(settings.read().recent_projects.map(({ path }) => path)).toHaveLength(20);
    expect(settings.read().recent_projects[0]?.path).toBe('/p29');
  });

  it.each([
    ['{'],
    [''],
    ['[]'],
    ['null'],
    ['{"schema_version":1,"theme":"plaid"}'],
    ['{"schema_version":2}'],
    ['{"schema_version":1,"schema_version":1}'],
    ['\ufeff{}'],
    ['{"recent_projects":{"__proto__":[]}}'],
  ])('C4 H5 that cannot be read are set aside and told, never overwritten: %s', (text) => {
    const folder = scratch();
    fs.writeFileSync(join(folder, 'settings.json'), text);
    const settings = new SettingsService(folder, systemClock);
    expect(settings.read()).toMatchObject({ theme: 'system', recent_projects: [] });
    expect(settings.view().notice).toContain('set aside');
    settings.update({ theme: 'light' });
    const [aside] = fs.readdirSync(folder).filter((name) => name.startsWith('settings.unreadable-'));
    expect(fs.readFileSync(join(folder, aside ?? ''), 'utf8')).toBe(text);
    expect(written(folder)).toMatchObject({ theme: 'light' });
  });

  it('keep keys of a later version', () => {
    const folder = scratch();
    fs.writeFileSync(
      join(folder, 'settings.json'),
      '{"schema_version":1,"theme":"dark","later":{"__proto__":1}}',
    );
    const settings = new SettingsService(folder, systemClock);
    expect(settings.view()).toMatchObject({ theme: 'dark', notice: null });
    settings.update({ density: 'compact' });
    expect(fs.readFileSync(join(folder, 'settings.json'), 'utf8')).toContain(
      '"later": {\n    "__proto__": 1',
    );
  });

  it('C5 of two studios do not undo one another', () => {
    const folder = scratch();
    const one = new SettingsService(folder, systemClock);
    const two = new SettingsService(folder, systemClock);
    one.update({ theme: 'dark' });
    two.update({ density: 'compact' });
    one.rememberProject('/a');
    expect(two.read()).toMatchObject({
      theme: 'dark',
      density: 'compact',
      recent_projects: [{ path: '/a' }],
    });
  });

  it('that cannot be kept let the studio work, and say so', () => {
    const folder = join(scratch(), 'file');
    fs.writeFileSync(folder, 'in the way');
    const settings = new SettingsService(folder, systemClock);
    expect(settings.read().theme).toBe('system');
    expect(settings.view().notice).toContain('nothing will be remembered');
    settings.rememberProject('/a');
    expect(codeOf(() => settings.update({ theme: 'dark' }))).not.toBe('nothing thrown');
  });

  it('H8 are not read through a link', () => {
    const folder = scratch();
    fs.writeFileSync(join(folder, 'elsewhere.json'), '{"schema_version":1,"theme":"dark"}');
    fs.symlinkSync(join(folder, 'elsewhere.json'), join(folder, 'settings.json'));
    const settings = new SettingsService(folder, systemClock);
    expect(settings.read().theme).toBe('system');
    settings.update({ theme: 'light' });
    expect(fs.readFileSync(join(folder, 'elsewhere.json'), 'utf8')).toContain('dark');
  });
});
