import { describe, expect, it } from 'vitest';
import { rejectionCodeOf } from '#core/testing/scratch-folder.ts';
import { systemClock } from './clock.ts';
import { systemRandom } from './random.ts';
import { createTimeSlice } from './time-slice.ts';

describe('createTimeSlice', () => {
  it('is due when its time is used up, and gives other work a turn', async () => {
    const slice = createTimeSlice(undefined, 0);
    let turn = false;
    setImmediate(() => (turn = true));
    expect(slice.due()).toBe(true);
    await slice.pause();
    expect(turn).toBe(true);
    expect(createTimeSlice(undefined, 1e9).due()).toBe(false);
  });

  it('throws where the job was cancelled', async () => {
    const abort = new AbortController();
    const slice = createTimeSlice(abort.signal);
    await slice.pause();
    abort.abort();
    expect(await rejectionCodeOf(slice.pause())).toBe('CANCELLED');
  });
});

describe('systemClock and systemRandom', () => {
  it('agree with the wall clock', () => {
    const before = BigInt(Date.now() - 5) * 1_000_000n;
    const times = Array.from({ length: 1000 }, () => systemClock.nowNs());
    const after = BigInt(Date.now() + 5) * 1_000_000n;
    expect(times.every((time) => time > before && time < after)).toBe(true);
  });

  it('gives version 4 uuids', () => {
    const uuids = new Set(Array.from({ length: 100 }, () => systemRandom.uuidV4()));
    expect(uuids.size).toBe(100);
    for (const uuid of uuids)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
