import { describe, expect, it } from 'vitest';
import { hexLines } from './hex-head.tsx';

describe('first bytes', () => {
  it('reads as xxd prints them, with a dot for what is no printable ASCII', () => {
    expect(hexLines(new TextEncoder().encode('ASPA\u0001<b>0123456789'))).toEqual([
      '000000  41 53 50 41 01 3c 62 3e 30 31 32 33 34 35 36 37  ASPA·<b>01234567',
      '000010  38 39                                            89',
    ]);
  });
});
