import { describe, expect, it } from 'vitest';
import { lineDifference } from './line-difference.ts';

const short = (before: string, after: string) =>
  lineDifference(before, after).map(
    (line) => `${{ same: ' ', added: '+', removed: '-', skipped: '~' }[line.kind]}${line.text}`,
  );

describe('difference by lines', () => {
  it('shows a changed line with its surroundings and cuts the rest', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `l${index}`);
    const after = lines.map((line) => (line === 'l6' ? 'new' : line));
    expect(short(lines.join('\n'), after.join('\n'))).toEqual([
      '~3 lines',
      ' l3',
      ' l4',
      ' l5',
      '-l6',
      '+new',
      ' l7',
      ' l8',
      ' l9',
      '~2 lines',
    ]);
  });
  it('shows a new file as added and a removed one as removed', () => {
    expect(short('', 'a\nb\n')).toEqual(['+a', '+b']);
    expect(short('a\n', '')).toEqual(['-a']);
  });
  it('keeps a moved line as one removal and one addition', () => {
    expect(short('a\nb\nc\n', 'b\nc\na\n')).toEqual(['-a', ' b', ' c', '+a']);
  });
});
