import { describe, expect, it } from 'vitest';
import { DEFAULT_SIZE, MINIMUM_SIZE, placeWindow } from './window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const left = { x: -1280, y: 0, width: 1280, height: 1024 };
const saved = { x: 100, y: 50, width: 1200, height: 800, maximized: false };

describe('placeWindow', () => {
  it('gives the default size where nothing was saved', () => {
    expect(placeWindow(null, [screen])).toEqual({ bounds: DEFAULT_SIZE, maximized: false });
  });

  it('gives back what was saved, also on a second display', () => {
    expect(placeWindow(saved, [screen])).toEqual({
      bounds: { x: 100, y: 50, width: 1200, height: 800 },
      maximized: false,
    });
    expect(placeWindow({ ...saved, x: -1200 }, [screen, left]).bounds).toMatchObject({ x: -1200, y: 50 });
  });

  it.each([
    ['a display that is gone', { x: -1200 }],
    ['right of every display', { x: 1900 }],
    ['above', { y: -10 }],
    ['below', { y: 1070 }],
    ['no position', { x: null, y: null }],
  ])('drops the position: %s', (_, change) => {
    expect(placeWindow({ ...saved, ...change }, [screen])).toEqual({
      bounds: { width: 1200, height: 800 },
      maximized: false,
    });
  });

  it('fits the size to the display and to what the window needs', () => {
    expect(placeWindow({ ...saved, width: 9000, height: 9000 }, [screen]).bounds).toMatchObject({
      width: 1920,
      height: 1080,
    });
    expect(placeWindow({ ...saved, width: 320, height: 240 }, [screen]).bounds).toMatchObject(MINIMUM_SIZE);
  });

  it('keeps that it was maximized', () => {
    expect(placeWindow({ ...saved, maximized: true }, [screen]).maximized).toBe(true);
  });

  it('works without a display', () => {
    expect(placeWindow(saved, []).bounds).toEqual({ width: 1200, height: 800 });
  });
});
