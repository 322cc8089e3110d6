import { describe, expect, it } from 'vitest';
import { playbackFrame } from './sound-player.ts';

describe('play head', () => {
  it('goes to the end and stays', () => {
    expect(playbackFrame(0.5, 48000, 96000, null)).toBe(24000);
    expect(playbackFrame(9, 48000, 96000, null)).toBe(96000);
  });
  it('goes round the loop, whose end is exclusive', () => {
    const loop = { start: 100, end: 300 };
    expect(playbackFrame(299 / 1000, 1000, 400, loop)).toBe(299);
    expect(playbackFrame(300 / 1000, 1000, 400, loop)).toBe(100);
    expect(playbackFrame(750 / 1000, 1000, 400, loop)).toBe(150);
  });
});
