import { describe, expect, it } from 'vitest';
import { DiskProject } from '#core/testing/disk-project.ts';
import { useScratchFolders } from '#core/testing/scratch-folder.ts';
import type { SchemaId } from '#schemas/registry.ts';
import { documentOf, run, runJson } from './testing/captured-run.ts';

const scratch = useScratchFolders();

/** Every reporting verb with what makes it fail before it begins. */
const FAILURES: readonly (readonly [id: SchemaId, args: readonly string[], code: string, exit: number])[] = [
  ['pack-report', ['pack', 'missing'], 'PROJECT_NOT_FOUND', 3],
  ['pack-report', ['pack', '--watch', 'missing'], 'PROJECT_NOT_FOUND', 3],
  ['pack-report', ['pack', '--jobs', '0'], 'USAGE', 2],
  ['pack-report', ['pack', 'one', 'two'], 'USAGE', 2],
  ['doctor-report', ['doctor', 'missing'], 'PROJECT_NOT_FOUND', 3],
  ['doctor-report', ['doctor', '--bogus'], 'USAGE', 2],
  ['asset-list', ['assets', 'list', 'missing'], 'PROJECT_NOT_FOUND', 3],
  ['asset-show-report', ['assets', 'show', 'missing', '--asset', '1'], 'PROJECT_NOT_FOUND', 3],
  ['asset-show-report', ['assets', 'show'], 'USAGE', 2],
  ['mutation-report', ['assets', 'create', 'missing', '--type', 'raw'], 'PROJECT_NOT_FOUND', 3],
  ['mutation-report', ['assets', 'create', '--type', 'movie'], 'USAGE', 2],
  ['mutation-report', ['assets', 'relocate', '--asset', '1'], 'USAGE', 2],
  ['mutation-report', ['assets', 'purge', 'missing', '--quarantine', 'x'], 'PROJECT_NOT_FOUND', 3],
  ['inspect-report', ['inspect', 'missing.pa'], 'FILE_NOT_FOUND', 3],
  ['inspect-report', ['inspect'], 'USAGE', 2],
  ['verify-pack-report', ['verify-pack', 'missing.pa'], 'FILE_NOT_FOUND', 3],
  ['verify-pack-report', ['verify-pack', 'x.pa', '--expect-sha256', 'abc'], 'USAGE', 2],
  ['extract-report', ['extract', 'missing.pa', '--asset', '1'], 'FILE_NOT_FOUND', 3],
  ['extract-report', ['extract', 'missing.pa', '--asset', 'assets/art/hero'], 'USAGE', 2],
  ['extract-report', ['extract', 'missing.pa'], 'USAGE', 2],
  ['serve-report', ['serve', 'missing'], 'PROJECT_NOT_FOUND', 3],
  ['open-report', ['open', 'here', '--example'], 'USAGE', 2],
  ['rebuild-report', ['rebuild-digests', 'missing'], 'PROJECT_NOT_FOUND', 3],
  ['failure-report', ['assets'], 'USAGE', 2],
  ['failure-report', ['nonsense'], 'USAGE', 2],
  ['failure-report', [], 'USAGE', 2],
];

describe('--json', () => {
  it.each(FAILURES)('prints a %s also where %j fails', async (id, args, code, exit) => {
    const { exitCode, document } = await runJson(id, args, { cwd: scratch() });
    expect(document).toMatchObject({ error: { code } });
    expect(exitCode).toBe(exit);
  });

  it('prints one document that fits its schema for every verb that succeeds', async () => {
    const { root } = DiskProject.small(scratch());
    const cwd = root;
    expect((await runJson('pack-report', ['pack'], { cwd })).document.status).toBe('packed');
    expect((await runJson('doctor-report', ['doctor', '--all'], { cwd })).document.status).toBe('ok');
    const { document: list } = await runJson('asset-list', ['assets', 'list'], { cwd });
    expect(list.addresses).toEqual({ 'assets/art/hero': 1, 'assets/sfx/steps': 2, 'assets/data/level': 3 });
    const { document: shown } = await runJson(
      'asset-show-report',
      ['assets', 'show', '--asset', 'art/hero'],
      { cwd },
    );
    expect(shown.asset?.asset_id).toBe(1);
    const { document: inspected } = await runJson('inspect-report', ['inspect', 'build/assets.pa'], { cwd });
    expect(inspected.asset_table).toHaveLength(3);
    const verify = ['verify-pack', 'build/assets.pa', '--against', 'build'];
    const { document: verified, exitCode } = await runJson('verify-pack-report', verify, { cwd });
    expect([verified.verdict, exitCode]).toEqual([
      { complete: 'yes', valid: 'yes', authentic: 'no-anchor' },
      0,
    ]);
    const { document: extracted } = await runJson(
      'extract-report',
      ['extract', 'build/assets.pa', '--asset', '3'],
      { cwd },
    );
    expect(extracted.files.map(({ name, size_bytes }) => [name, size_bytes])).toEqual([['3.bin', 9]]);
    const { document: rebuilt } = await runJson('rebuild-report', ['rebuild-digests', root]);
    expect(Object.keys(rebuilt.digests)).toHaveLength(4);
  });

  it('tells the version as a document', async () => {
    const { out, exitCode } = await run(['--version', '--json']);
    expect(documentOf('version-report', out).version).toMatch(/^\d+\.\d+\.\d+$/u);
    expect(exitCode).toBe(0);
  });

  it('H11 escapes what cannot be seen, and says the same', async () => {
    const { root } = DiskProject.small(scratch());
    const args = [
      'assets',
      'duplicate',
      '--asset',
      '3',
      '--root',
      'data/copy',
      '--name',
      'a\u202Eb\u200Bc\u0007',
    ];
    await runJson('mutation-report', args, { cwd: root });
    const { out } = await run(['assets', 'list', '--json'], { cwd: root });
    expect(out).toMatch(/^[\x20-\x7e]*\n$/u);
    expect(documentOf('asset-list', out).assets.map(({ name }) => name)).toContain('a\u202Eb\u200Bc\u0007');
  });
});

describe('help', () => {
  it.each([
    ['init'],
    ['doctor'],
    ['pack'],
    ['inspect'],
    ['verify-pack'],
    ['extract'],
    ['serve'],
    ['open'],
    ['completion'],
    ['assets'],
    ...[
      'list',
      'show',
      'create',
      'duplicate',
      'register',
      'adopt',
      'forget',
      'include',
      'exclude',
      'relocate',
      'quarantine',
      'restore',
      'purge',
    ].map((verb) => ['assets', verb]),
  ])('of %s %s has examples and ends well', async (...verb) => {
    const { out, err, exitCode } = await run([...verb, '--help']);
    expect(out).toContain(`Examples:\n  $ `);
    expect(out).toContain(`pack-studio ${verb.join(' ')}`);
    expect([err, exitCode]).toEqual(['', 0]);
  });

  it('does not show the second process of --verify-rebuild', async () => {
    expect((await run(['--help'])).out).not.toContain('rebuild-digests');
  });

  it('is where a faulty command line is sent, with the exit code of one', async () => {
    const { out, err, exitCode } = await run(['pack', '--bogus']);
    expect([out, exitCode]).toEqual(['', 2]);
    expect(err).toContain('--help');
  });
});
