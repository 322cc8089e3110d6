import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { StudioError } from '#core/errors.ts';
import { ENDLESS_SLICE, LATER, ProjectScene, uuidNumber } from '#core/testing/project-scene.ts';
import { rejectionCodeOf } from '#core/testing/scratch-folder.ts';
import { makeDiagnostic } from '#core/workspace/make-diagnostic.ts';
import { ScanMemory } from '#core/workspace/scan-memory.ts';
import { scanWorkspace } from '#core/workspace/scan.ts';
import { validate } from '#schemas/validate.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { blockingTest, isBlocking } from './blocking.ts';
import { completeDiagnostic } from './complete-diagnostic.ts';
import { diagnose } from './diagnose.ts';
import { mergeDiagnostics } from './order.ts';

function messyScene(seed: number): ProjectScene {
  const scene = new ProjectScene({ seed });
  scene
    .addRaw(3, 'c', { name: '' })
    .addRaw(1, 'a', { artifacts: [{ file: 'gone.bin', index: 0 }], extra: 1 })
    .addRaw(2, 'A', { output: { format: 'X', codec: 'Y' } })
    .register(4, 'nowhere')
    .putRaw(1, 'copy')
    .putRaw(9, 'z');
  scene.tree.putFile('assets/a/unused.txt', '').putFile('assets/loose?.txt', '');
  scene.nextAssetId = 2;
  return scene;
}

describe('diagnose', () => {
  it('D1 gives one order: by asset, file, code and place, whatever the order of listing', async () => {
    const expected = await messyScene(1).diagnose('whole');
    expect(expected.map(({ asset_id: id, code }) => [id, code])).toEqual([
      [undefined, 'REGISTRY_NEXT_ID_LOW'],
      [undefined, 'UUID_COPIED'],
      [undefined, 'NAME_NOT_PORTABLE'],
      [undefined, 'ROOT_UNREGISTERED'],
      [1, 'NAME_COLLISION'],
      [1, 'DECLARATION_UNKNOWN_KEY'],
      [1, 'INPUT_MISSING'],
      [1, 'FILE_UNUSED'],
      [1, 'FILE_UNUSED'],
      [2, 'CODEC_UNSUPPORTED'],
      [2, 'FORMAT_UNSUPPORTED'],
      [3, 'DECLARATION_INVALID'],
      [4, 'ROOT_MISSING'],
    ]);
    for (let seed = 2; seed < 20; seed += 1)
      expect(await messyScene(seed).diagnose('whole')).toEqual(expected);
  });

  it('every diagnostic fits its schema', async () => {
    for (const diagnostic of await messyScene(1).diagnose('whole')) {
      expect(validate('diagnostic', diagnostic)).toMatchObject({ ok: true });
    }
  });

  it('looks at the managed world by default', async () => {
    const found = await messyScene(1).diagnose();
    expect(found.filter(({ asset_id: id }) => id === undefined).map(({ code }) => code)).toEqual([
      'REGISTRY_NEXT_ID_LOW',
    ]);
  });

  it('sees in kept objects what it saw in new ones', async () => {
    const scene = new ProjectScene().addRaw(1, 'a').addRaw(2, 'a/b');
    scene.putRaw(1, 'a', { artifacts: [{ file: 'b/data.bin', index: 0 }], inputs: { x: ['data.bin'] } });
    const memory = new ScanMemory();
    const options = { scope: 'managed', slice: ENDLESS_SLICE } as const;
    await diagnose(await scene.scan(false, memory), options);
    scene.tree.removeFolder('assets/a/b');
    const codes = async (): Promise<readonly string[]> => {
      const kept = await scanWorkspace(scene.tree, {
        whole: false,
        slice: ENDLESS_SLICE,
        clock: LATER,
        memory,
      });
      const fresh = await scanWorkspace(scene.tree, { whole: false, slice: ENDLESS_SLICE, clock: LATER });
      const found = await diagnose(kept, options);
      expect(found).toEqual(await diagnose(fresh, options));
      return found.map(({ code }) => code);
    };
    expect(await codes()).toEqual(['INPUT_MISSING', 'OWNERSHIP_AMBIGUOUS', 'ROOT_MISSING']);
    scene.entries.pop();
    await scene.scan(false, memory);
    expect(await codes()).toEqual(['INPUT_MISSING']);
    scene.tree.putFile('assets/a/b/data.bin', '');
    expect(await codes()).toEqual([]);
    scene.tree.removeFile('assets/a/data.bin');
    expect(await codes()).toEqual(['INPUT_MISSING']);
  });

  it('stops when the job is cancelled', async () => {
    const snapshot = await messyScene(1).scan();
    const slice = { due: () => true, pause: () => Promise.reject(new StudioError('CANCELLED')) };
    expect(await rejectionCodeOf(diagnose(snapshot, { scope: 'managed', slice }))).toBe('CANCELLED');
  });
});

describe('isBlocking', () => {
  it('errors of included assets block, warnings and hints do not', async () => {
    const scene = new ProjectScene().addRaw(1, 'a', { name: '', x: 1 });
    scene.tree.putFile('assets/a/con', '');
    const snapshot = await scene.scan();
    const found = await scene.diagnose();
    expect(found.map((diagnostic) => [diagnostic.code, isBlocking(diagnostic, snapshot)])).toEqual([
      ['DECLARATION_INVALID', true],
      ['NAME_NOT_PORTABLE', false],
    ]);
  });

  it('errors of excluded and unregistered assets keep their severity and do not block', async () => {
    const scene = new ProjectScene()
      .putRaw(1, 'a', { name: '' })
      .register(1, 'a', { included_in_build: false })
      .register(2, 'gone', { included_in_build: false })
      .putRaw(9, 'new', { name: '' });
    const snapshot = await scene.scan(true);
    const errors = (await scene.diagnose('whole')).filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code }) => code)).toEqual([
      'DECLARATION_INVALID',
      'DECLARATION_INVALID',
      'ROOT_MISSING',
    ]);
    expect(errors.some(blockingTest(snapshot))).toBe(false);
  });

  it('identity errors block whoever they concern', async () => {
    const excluded = { included_in_build: false };
    const scene = new ProjectScene()
      .addRaw(1, 'a')
      .putRaw(1, 'b')
      .register(2, 'b', { ...excluded, asset_uuid: uuidNumber(1) })
      .putRaw(3, 'c')
      .register(1, 'c', { ...excluded, asset_uuid: uuidNumber(3) })
      .putRaw(8, 'd')
      .register(4, 'd', excluded)
      .putRaw(5, 'a/in')
      .register(5, 'a/in', excluded)
      .register(6, 'a/in', { ...excluded, asset_uuid: uuidNumber(5) });
    const snapshot = await scene.scan();
    const errors = (await scene.diagnose()).filter(({ severity }) => severity === 'error');
    expect(new Set(errors.map(({ code }) => code))).toEqual(
      new Set([
        'DUPLICATE_ASSET_ID',
        'DUPLICATE_ASSET_UUID',
        'IDENTITY_MISMATCH',
        'OWNERSHIP_AMBIGUOUS',
        'DUPLICATE_ROOT',
      ]),
    );
    expect(errors.every(blockingTest(snapshot))).toBe(true);
  });

  it('registry errors and errors without an asset block', async () => {
    const scene = new ProjectScene();
    scene.registryText = '';
    const snapshot = await scene.scan();
    expect((await scene.diagnose()).map((diagnostic) => isBlocking(diagnostic, snapshot))).toEqual([true]);
    expect(isBlocking(makeDiagnostic('HEADER_TOO_LARGE', { message: '' }), snapshot)).toBe(true);
  });
});

describe('completeDiagnostic', () => {
  const entry = { asset_id: 4, asset_uuid: uuidNumber(4), root: 'ui/hero', included_in_build: true };

  it('adds asset, project-relative file, severity and the remedy of the catalogue', () => {
    expect(
      completeDiagnostic({ code: 'PNG_UNREADABLE', message: 'm', file: 't/a.png', byteOffset: 8 }, { entry }),
    ).toMatchObject({
      code: 'PNG_UNREADABLE',
      severity: 'error',
      asset_id: 4,
      file: 'assets/ui/hero/t/a.png',
      byte_offset: 8,
      message: 'm',
    });
  });

  it('stands at asset.json without a file, and a better remedy or a fix stays', () => {
    const found = completeDiagnostic(
      {
        code: 'SOUND_CHANNELS',
        message: 'm',
        pointer: '/x',
        pixel: { x: 1, y: 2 },
        remedy: 'r',
        fixId: 'set-channels-mix',
      },
      { entry },
    );
    expect(found).toMatchObject({
      file: 'assets/ui/hero/asset.json',
      pointer: '/x',
      pixel: { x: 1, y: 2 },
      remedy: 'r',
      fix_id: 'set-channels-mix',
    });
  });
});

describe('mergeDiagnostics', () => {
  const at = (pointer: string, message = ''): Diagnostic =>
    makeDiagnostic('INPUT_MISSING', { message, assetId: 1, file: 'f', pointer });

  it('sorts indices by number and drops what two sources say in the same words', () => {
    const merged = mergeDiagnostics(
      [at('/artifacts/10/file'), at('/artifacts/2/file')],
      [at('/artifacts/2/file'), at('/artifacts/2/file', 'x')],
    );
    expect(merged.map(({ pointer, message }) => [pointer, message])).toEqual([
      ['/artifacts/2/file', ''],
      ['/artifacts/2/file', 'x'],
      ['/artifacts/10/file', ''],
    ]);
  });

  it('D1 does not depend on the order of its sources', () => {
    const one = fc.record({
      pointer: fc.constantFrom('', '/a', '/a/1', '/a/02', '/a/10', '/b'),
      message: fc.constantFrom('x', 'y'),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (found) => {
        const diagnostics = found.map(({ pointer, message }) => at(pointer, message));
        expect(mergeDiagnostics(diagnostics.toReversed())).toEqual(mergeDiagnostics(diagnostics));
      }),
    );
  });
});
