import { describe, expect, it } from 'vitest';
import type { GestureRequest } from '#core/services/contract/gesture.ts';
import { rejectionCodeOf } from '#core/testing/scratch-folder.ts';
import { CODE_LIFETIME_MS, createGestureCodes, MAX_WRONG_CODES, refuseGestures } from './gesture-codes.ts';
import { randomCode } from './secrets.ts';

const sha256 = 'ab'.repeat(32);

function rig() {
  const lines: string[] = [];
  const clock = { nowMs: 0 };
  let made = 0;
  const confirm = createGestureCodes({
    print: (line) => lines.push(line),
    makeCode: () => `CODE${String((made += 1))}`,
    nowMs: () => clock.nowMs,
  });
  const ask = (code?: string, more: Partial<GestureRequest> = {}): Promise<string> =>
    rejectionCodeOf(confirm({ method: 'sign', params: { sha256 }, sha256, code, ...more }));
  return { ask, clock, lines };
}

describe('gestures by a one-time code', () => {
  it('E13 print the code with the method and the digest, and take it once', async () => {
    const { ask, lines } = rig();
    expect(await ask()).toBe('GESTURE_REQUIRED');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('CODE1');
    expect(lines[0]).toContain('sign');
    expect(lines[0]).toContain(sha256);
    expect(await ask('CODE1')).toBe('nothing thrown');
    expect(await ask('CODE1')).toBe('GESTURE_REQUIRED');
  });

  it('E13 bind a code to its method and params', async () => {
    const { ask } = rig();
    await ask();
    expect(await ask('CODE1', { method: 'purge' })).toBe('GESTURE_REQUIRED');
    expect(await ask('CODE1', { params: { sha256, more: 1 } })).toBe('GESTURE_REQUIRED');
    expect(await ask('CODE1')).toBe('nothing thrown');
  });

  it('void a code after wrong ones, and after its time', async () => {
    const { ask, clock } = rig();
    await ask();
    for (let wrong = 0; wrong < MAX_WRONG_CODES; wrong += 1)
      expect(await ask('WRONG')).toBe('GESTURE_DECLINED');
    expect(await ask('CODE1')).toBe('GESTURE_REQUIRED');
    clock.nowMs += CODE_LIFETIME_MS;
    expect(await ask('CODE2')).toBe('GESTURE_REQUIRED');
    expect(await ask('CODE3')).toBe('nothing thrown');
  });

  it('are refused with the reason where there is no terminal', async () => {
    const refusing = refuseGestures('no terminal');
    await expect(refusing({ method: 'sign', params: {}, sha256, code: 'X' })).rejects.toMatchObject({
      code: 'NOT_SUPPORTED',
      message: 'no terminal',
    });
  });

  it('use codes that differ and that a person can read', () => {
    const codes = Array.from({ length: 100 }, randomCode);
    expect(new Set(codes).size).toBe(100);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/u);
  });
});
