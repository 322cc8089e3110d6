import { describe, expect, it } from 'vitest';
import { hexLine, wholeHexText } from './hex-lines.ts';

const BYTES = new Uint8Array([0x41, 0x53, 0x50, 0x41, 1, 0, 0, 0, 0x7f]);

describe('lines of bytes', () => {
  it('counts offsets from the start of the file and groups by four', () => {
    expect(hexLine(BYTES, 0, 8, 0x1000)).toEqual({
      offset: '00001000',
      hex: '41 53 50 41  01 00 00 00',
      text: 'ASPA····',
    });
  });
  it('keeps the columns of a line that is not full', () => {
    const { hex, text } = hexLine(BYTES, 8, 8, 0);
    expect(hex).toHaveLength('41 53 50 41  01 00 00 00'.length);
    expect(hex.trim()).toBe('7f');
    expect(text).toBe('·');
  });
  it('gives bytes as one run of digits', () => {
    expect(wholeHexText(BYTES.subarray(0, 5))).toBe('4153504101');
  });
});
