import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { portabilityOfPath } from '#core/bytes/portability.ts';
import { ProjectScene } from '#core/testing/project-scene.ts';

async function found(
  scene: ProjectScene,
  scope: 'managed' | 'whole' = 'managed',
): Promise<readonly (readonly [string, string | undefined, number | undefined])[]> {
  const diagnostics = await scene.diagnose(scope);
  return diagnostics
    .filter(({ code }) => code.startsWith('NAME_'))
    .map(({ code, file, asset_id: id }) => [code, file, id]);
}

describe('NAME_COLLISION', () => {
  it('H7 for files of one folder that differ by case or Unicode form', async () => {
    const scene = new ProjectScene().addRaw(1, 'a');
    scene.tree
      .putFile('assets/a/Data.bin', '')
      .putFile('assets/a/sub/caf\u00e9.png', '')
      .putFile('assets/a/sub/cafe\u0301.png', '')
      .putFile('assets/a/other/cafe.png', '');
    expect(await found(scene)).toEqual([
      ['NAME_COLLISION', 'assets/a/data.bin', 1],
      ['NAME_COLLISION', 'assets/a/sub/caf\u00e9.png', 1],
    ]);
  });

  it('for roots and for folders on the way to them, once', async () => {
    const scene = new ProjectScene().addRaw(1, 'UI/a').addRaw(2, 'ui/b').addRaw(3, 'ui/B').addRaw(4, 'ui/c');
    expect(await found(scene)).toEqual([
      ['NAME_COLLISION', 'assets/ui', 2],
      ['NAME_COLLISION', 'assets/ui/b', 2],
    ]);
  });

  it('looks at unregistered roots and loose files only with the whole workspace', async () => {
    const scene = new ProjectScene().addRaw(1, 'a').putRaw(9, 'A');
    scene.tree.putFile('assets/note.txt', '').putFile('assets/Note.txt', '');
    expect(await found(scene)).toEqual([]);
    expect(await found(scene, 'whole')).toEqual([
      ['NAME_COLLISION', 'assets/note.txt', undefined],
      ['NAME_COLLISION', 'assets/a', 1],
    ]);
  });
});

describe('NAME_NOT_PORTABLE', () => {
  it('H7 for reserved names, trailing dots and spaces, control and bidirectional characters', async () => {
    const scene = new ProjectScene().addRaw(1, 'Con.d/a');
    const names = ['aux', 'COM1.png', 'dot.', 'space ', 'tab\t', 'flip\u202e.png', 'a:b', 'what?'];
    for (const name of names) scene.tree.putFile(`assets/Con.d/a/${name}`, '');
    for (const name of ['console.png', 'comet', 'nullify', '.hidden', 'ä.png', 'a b.png']) {
      scene.tree.putFile(`assets/Con.d/a/${name}`, '');
    }
    const expected = names.map((name) => ['NAME_NOT_PORTABLE', `assets/Con.d/a/${name}`, 1]);
    expect(new Set(await found(scene))).toEqual(
      new Set([...expected, ['NAME_NOT_PORTABLE', 'assets/Con.d', 1]]),
    );
  });

  it('tells every name that the portability rules refuse', async () => {
    const character = fc.constantFrom(
      'a',
      'A',
      'c',
      'C',
      'o',
      'O',
      'n',
      'N',
      'u',
      'x',
      '1',
      '.',
      ' ',
      ':',
      '?',
      '\\',
      '\t',
      '\u202e',
      'é',
    );
    const name = fc
      .string({ unit: character, minLength: 1, maxLength: 6 })
      .filter((text) => !/^\.{1,2}$/.test(text));
    await fc.assert(
      fc.asyncProperty(name, async (text) => {
        const scene = new ProjectScene().addRaw(1, 'a');
        scene.tree.putFile(`assets/a/${text}`, '');
        const told = (await found(scene)).some(([code]) => code === 'NAME_NOT_PORTABLE');
        expect(told).toBe(portabilityOfPath(text).length > 0);
      }),
    );
  });
});
