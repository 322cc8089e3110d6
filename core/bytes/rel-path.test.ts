import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  collisionKey,
  portabilityOfName,
  portabilityOfPath,
  type PortabilityProblem,
} from './portability.ts';
import { parseRelPath, type RelPathReason } from './rel-path.ts';

describe('parseRelPath (H7)', () => {
  it.each([
    'a',
    'a/b.png',
    '.hidden',
    '..a/b..',
    'a b/ü/日本語.wav',
    'xy:z',
    'é'.repeat(127),
    `${'a'.repeat(255)}/b`,
  ])('takes %s', (path) => {
    expect(parseRelPath(path)).toEqual({ ok: true, path });
  });

  it.each<[string, RelPathReason]>([
    ['', 'empty'],
    ['/etc/passwd', 'absolute'],
    ['//host/share', 'absolute'],
    ['..', 'parent-segment'],
    ['a/../b', 'parent-segment'],
    ['a/..', 'parent-segment'],
    ['.', 'dot-segment'],
    ['./a', 'dot-segment'],
    ['a//b', 'empty-segment'],
    ['a/', 'empty-segment'],
    ['a\\b', 'backslash'],
    ['C:/x', 'drive'],
    ['c:x', 'drive'],
    ['a\u0000b', 'control'],
    ['a\nb', 'control'],
    ['a\u0085', 'control'],
    ['a\ud800', 'not-well-formed'],
    ['é'.repeat(128), 'segment-too-long'],
    ['a/'.repeat(2048) + 'a', 'too-long'],
    ['日'.repeat(1366), 'too-long'],
  ])('refuses %j: %s', (path, reason) => {
    expect(parseRelPath(path)).toEqual({ ok: false, reason });
  });

  it('takes nothing that can leave its root, and never throws (F1)', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '', 'a', 'C:', '\\', '\u0000', 'é'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const result = parseRelPath(parts.join('/'));
        if (!result.ok) return;
        const depths = result.path
          .split('/')
          .map((segment) => (segment === '..' || segment === '.' || segment === '' ? -1 : 1));
        expect(Math.min(...depths)).toBe(1);
        expect(result.path.includes('\\') || result.path.includes('\u0000')).toBe(false);
      }),
    );
  });
});

describe('names on other platforms (H7)', () => {
  it.each<[string, readonly PortabilityProblem[]]>([
    ['hero.png', []],
    ['CON', ['reserved-name']],
    ['aux.tar.gz', ['reserved-name']],
    ['Lpt1 .txt', ['reserved-name']],
    ['com¹', ['reserved-name']],
    ['console', []],
    ['com10', []],
    ['a.', ['trailing-dot-or-space']],
    ['a ', ['trailing-dot-or-space']],
    ['what?.png', ['reserved-character']],
    ['a:b', ['reserved-character']],
    ['tab\there', ['control-character']],
    ['gpj\u202egnp.exe', ['bidirectional-character']],
  ])('%j has %j', (name, problems) => {
    expect(portabilityOfName(name)).toEqual(problems);
  });

  it('looks at every segment of a path, each problem once', () => {
    expect(portabilityOfPath('nul/con/ok. /x')).toEqual(['reserved-name', 'trailing-dot-or-space']);
  });

  it.each([
    ['Hero.PNG', 'hero.png'],
    ['caf\u00e9', 'cafe\u0301'],
    ['CAF\u00c9', 'cafe\u0301'],
    ['stra\u00dfe', 'STRASSE'],
    ['\u1e9e', '\u00df'],
    ['\u03a3\u03c2', '\u03c3\u03c3'],
    ['\u212a', 'k'],
    ['\u0130', 'i\u0307'],
  ])('%s collides with %s', (left, right) => {
    expect(collisionKey(left)).toBe(collisionKey(right));
  });

  it.each([
    ['a', 'b'],
    ['\u0131', 'i'],
    ['e', '\u00e9'],
  ])('%s does not collide with %s', (left, right) => {
    expect(collisionKey(left)).not.toBe(collisionKey(right));
  });
});
