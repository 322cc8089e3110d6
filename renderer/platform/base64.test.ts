import { describe, expect, it } from 'vitest';
import { base64ToBytes, bytesToBase64 } from './base64.ts';

describe('base64 ranges', () => {
  it('agrees with the implementation of Node for every byte and across the inner step', () => {
    const bytes = Uint8Array.from({ length: 0x8000 + 257 }, (_, index) => index & 255);
    const expected = Buffer.from(bytes).toString('base64');
    expect(bytesToBase64(bytes)).toBe(expected);
    expect(base64ToBytes(expected)).toEqual(bytes);
  });
});
