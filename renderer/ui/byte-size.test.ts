import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount } from './byte-size.ts';

describe('sizes for people', () => {
  it('keeps bytes exact below 1 KiB and three digits above', () => {
    expect([0, 812, 1023, 1024, 34816, 1081344, 4294967296].map(formatBytes)).toEqual([
      '0 B',
      '812 B',
      '1023 B',
      '1.00 KiB',
      '34.0 KiB',
      '1.03 MiB',
      '4.00 GiB',
    ]);
  });
  it('groups counts', () => {
    expect(formatCount(1234567)).toBe('1,234,567');
  });
});
