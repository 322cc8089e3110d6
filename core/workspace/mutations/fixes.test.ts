import { describe, expect, it } from 'vitest';
import { BANK_FIX_CASES } from '#core/testing/bank-fix-cases.ts';
import { glyphs } from '#core/testing/fix-cases.ts';
import { colorsPalette, drawImage, opaque } from '#core/testing/glyph-art.ts';
import { MutationScene } from '#core/testing/mutation-scene.ts';
import { rejectionCodeOf } from '#core/testing/scratch-folder.ts';
import { WORKSPACE_FIX_CASES } from '#core/testing/workspace-fix-cases.ts';
import type { Action } from '#schemas/contract/actions.ts';
import { FIX_IDS } from '#schemas/errors/codes.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { undoSteps } from './undo-steps.ts';

const CASES = [...WORKSPACE_FIX_CASES, ...BANK_FIX_CASES];

function actionFor({ fix_id: fixId, code, asset_id: assetId, file, pointer }: Diagnostic): Action {
  if (fixId === undefined) throw new Error('no fix');
  return {
    kind: 'apply_fix',
    fix_id: fixId,
    code,
    ...(assetId === undefined ? {} : { asset_id: assetId }),
    ...(file === undefined ? {} : { file }),
    ...(pointer === undefined ? {} : { pointer }),
  };
}

function changedPaths(
  before: ReadonlyMap<string, Uint8Array>,
  after: ReadonlyMap<string, Uint8Array>,
): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => {
    const [old, now] = [before.get(path), after.get(path)];
    return old === undefined || now === undefined || !Buffer.from(old).equals(now);
  });
}

describe.each(CASES)('$fix for $name', ({ fix, code, build, touches, check, leaves = [] }) => {
  it('makes the diagnostic go away and changes nothing else', async () => {
    const scene = new MutationScene();
    build(scene);
    const { diagnostics } = await scene.examine();
    const found = diagnostics.find((diagnostic) => diagnostic.code === code && diagnostic.fix_id === fix);
    if (found === undefined) throw new Error(`not found among ${JSON.stringify(diagnostics)}`);
    const before = new Map(scene.tree.files());
    const print = scene.fingerprint();
    const undo = await scene.perform(actionFor(found));
    check(scene);
    expect([...(await scene.codes())].sort()).toEqual([...leaves].sort());
    expect(changedPaths(before, scene.tree.files()).toSorted()).toEqual(touches.toSorted());
    expect(await rejectionCodeOf(scene.plan(actionFor(found)))).toBe('FIX_NOT_AVAILABLE');
    expect(undoSteps(scene.tree, undo ?? [])).toEqual([]);
    expect(scene.fingerprint()).toBe(print);
  });
});

describe('every fix of the catalogue', () => {
  it('is one of the cases above', () => {
    expect([...new Set(CASES.map(({ fix }) => fix))].sort()).toEqual([...FIX_IDS].sort());
  });

  it('is refused where there is no room for what it would insert', async () => {
    const scene = new MutationScene();
    const full = Array.from(
      { length: 16 },
      (_, index) => `#${(index * 0x080808).toString(16).padStart(6, '0')}`,
    );
    scene.add(
      glyphs(
        { 'a.png': drawImage(8, 8, () => opaque('#000000')) },
        { palettes: [colorsPalette(0, ...full)] },
        [{ file: 'a.png', index: 0 }],
      ),
    );
    const found = (await scene.examine()).diagnostics.find(
      ({ code }) => code === 'GLYPH_COLOR_AT_TRANSPARENT_ENTRY',
    );
    expect(found).toBeDefined();
    expect(found?.fix_id).toBeUndefined();
  });
});
