import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { placeText } from '../../app/parts/place-text.ts';
import { groupProblems } from './problem-groups.ts';

const problem = (over: Partial<Diagnostic>): Diagnostic => ({
  code: 'REGISTRY_UNKNOWN_KEY',
  severity: 'hint',
  message: 'm',
  remedy: 'r',
  ...over,
});

describe('problems', () => {
  it('stand by file where no asset is known, groups with errors first and errors first within', () => {
    const groups = groupProblems(
      [
        problem({ file: 'assets/a' }),
        problem({ file: 'assets/b', severity: 'warning' }),
        problem({ file: 'assets/b', severity: 'error', code: 'ROOT_MISSING' }),
      ],
      [],
    );
    expect(groups.map((group) => group.data.kind === 'group' && group.data.title)).toEqual([
      'assets/b',
      'assets/a',
    ]);
    expect(
      groups[0]?.children.map((child) => child.data.kind === 'problem' && child.data.diagnostic.severity),
    ).toEqual(['error', 'warning']);
    expect(groups[0]?.data).toMatchObject({ error: 1, warning: 1, hint: 0 });
  });
  it('names file, pointer, pixel and byte', () => {
    expect(placeText(problem({ file: 'a.png', pixel: { x: 3, y: 4 } }))).toBe('a.png · pixel 3, 4');
    expect(placeText(problem({ file: 'asset.json', pointer: '/artifacts/0', byte_offset: 7 }))).toBe(
      'asset.json · /artifacts/0 · byte 7',
    );
    expect(placeText(problem({}))).toBe('');
    expect(placeText(problem({ file: 'assets/art/hero/a.png' }), 'art/hero')).toBe('a.png');
    expect(placeText(problem({ file: 'assets/art/hero2/a.png' }), 'art/hero')).toBe('assets/art/hero2/a.png');
  });
});
