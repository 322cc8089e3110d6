import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** How Electron marks the place of its fuses; then the version, their number, and one character each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** reliability E11 */
const FUSES = new Map([
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
]);

let scratch = '';
let application = '';

/** A distribution of Electron that is nothing but a program with every fuse the wrong way round. */
function writeStubElectron(folder: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const wire = [...FUSES.values()].map((wanted) => (wanted ? '0' : '1')).join('');
  const marker = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, wire.length]), Buffer.from(wire)]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.alloc(64, 1), marker, Buffer.alloc(64, 1)]), {
    mode: 0o755,
  });
  for (const name of ['version', 'LICENSE', 'LICENSES.chromium.html'])
    writeFileSync(join(folder, name), '45.3.4');
}

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'packaging-'));
  writeStubElectron(join(scratch, 'electron'));
  await build({
    projectDir: ROOT,
    targets: Platform.LINUX.createTarget('dir'),
    config: { electronDist: join(scratch, 'electron'), directories: { output: join(scratch, 'dist') } },
  });
  application = join(
    scratch,
    'dist',
    readdirSync(join(scratch, 'dist')).find((name) => name.startsWith('linux')) ?? '',
  );
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe('the packaged application', () => {
  it('E11 has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(application, 'pack-studio'));
    for (const [fuse, wanted] of FUSES) {
      expect(wire[fuse], FuseV1Options[fuse]).toBe(wanted ? FuseState.ENABLE : FuseState.DISABLE);
    }
  });

  it('ships what was bundled and nothing else', () => {
    const files = listPackage(join(application, 'resources/app.asar'), { isPack: false });
    expect(files).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/out/main/index.js',
        '/out/preload/index.cjs',
        '/out/renderer/index.html',
      ]),
    );
    const strays = files.filter(
      (file) => !/^\/(package\.json|out(\/(main|preload|renderer)(\/.*)?)?)$/u.test(file),
    );
    expect(strays).toEqual([]);
    expect(files.filter((file) => /node_modules|\.(map|ts|tsx)$/u.test(file))).toEqual([]);
  });

  it('carries the example and the licences', () => {
    const resources = readdirSync(join(application, 'resources'), { recursive: true }).map(String);
    expect(resources).toContain(join('docs', 'third-party-licences.md'));
    expect(resources).toContain('README.md');
    expect(resources).toContain('LICENSE.pack-studio.txt');
    expect(resources.some((file) => /^examples[\\/]lantern-cave[\\/]assets[\\/]/u.test(file))).toBe(true);
    expect(resources.filter((file) => /[\\/]build[\\/]/u.test(file))).toEqual([]);
  });
});
