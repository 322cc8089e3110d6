import { StudioError } from '#core/errors.ts';
import type { ConfirmGesture } from '#core/services/contract/gesture.ts';
import { equalSecrets } from './secrets.ts';

/** How long a printed code may be used. */
export const CODE_LIFETIME_MS = 5 * 60 * 1000;
/** Wrong codes after which the printed one is void. */
export const MAX_WRONG_CODES = 3;

export interface GestureCodeOptions {
  /** Writes one line to the terminal that the host was started in. */
  readonly print: (line: string) => void;
  /** A fresh secret that a person can type. */
  readonly makeCode: () => string;
  readonly nowMs: () => number;
}

interface PendingCode {
  readonly code: string;
  readonly expiresMs: number;
  wrong: number;
}

/**
 * Confirms gestures by a one-time code (architecture "Contract"): a request without a code prints one, and the same
 * request repeated with that code is confirmed, once. A code fits only the method and params it was printed for.
 */
export function createGestureCodes(options: GestureCodeOptions): ConfirmGesture {
  const pending = new Map<string, PendingCode>();

  const printCode = (key: string, method: string, sha256: string): StudioError => {
    const code = options.makeCode();
    pending.set(key, { code, expiresMs: options.nowMs() + CODE_LIFETIME_MS, wrong: 0 });
    options.print(
      `The studio asks to ${method} for sha256 ${sha256}. If you want that, enter the code ${code} there.`,
    );
    return new StudioError('GESTURE_REQUIRED', undefined, { method, sha256 });
  };

  return ({ method, params, sha256, code }) => {
    for (const [key, { expiresMs }] of pending) if (expiresMs <= options.nowMs()) pending.delete(key);
    const key = JSON.stringify([method, params]);
    const waiting = pending.get(key);
    if (waiting === undefined || code === undefined) return Promise.reject(printCode(key, method, sha256));
    if (equalSecrets(code, waiting.code)) {
      pending.delete(key);
      return Promise.resolve();
    }
    waiting.wrong += 1;
    if (waiting.wrong >= MAX_WRONG_CODES) pending.delete(key);
    return Promise.reject(
      new StudioError('GESTURE_DECLINED', 'The code is not the one that the terminal shows.', {
        method,
        sha256,
      }),
    );
  };
}

/** For hosts without a terminal: nobody could read a code. */
export function refuseGestures(reason: string): ConfirmGesture {
  return ({ method }) => Promise.reject(new StudioError('NOT_SUPPORTED', reason, { method }));
}
