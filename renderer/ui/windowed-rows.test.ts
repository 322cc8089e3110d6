import { describe, expect, it } from 'vitest';
import { windowRows } from './windowed-rows.ts';

describe('rows in view', () => {
  it('starts at the first row and renders a view and a margin', () => {
    expect(windowRows(10_000, 28, { scrollTop: 0, viewPx: 280 })).toEqual({
      start: 0,
      end: 16,
      heightPx: 280_000,
      shiftPx: 0,
    });
  });
  it('reaches the last row when scrolled to the end', () => {
    expect(windowRows(100_000, 28, { scrollTop: 2_800_000 - 280, viewPx: 280 }).end).toBe(100_000);
  });
  it('scales the scrollbar where the element would be too tall, and still reaches the last row', () => {
    const count = 268_435_456;
    const atEnd = windowRows(count, 20, { scrollTop: 16_000_000 - 400, viewPx: 400 });
    expect(atEnd.heightPx).toBe(16_000_000);
    expect(atEnd.end).toBe(count);
    expect(atEnd.start).toBeLessThanOrEqual(count - 20);
  });
  it('renders nothing for nothing', () => {
    expect(windowRows(0, 28, { scrollTop: 0, viewPx: 280 })).toMatchObject({ start: 0, end: 0, heightPx: 0 });
  });
});
