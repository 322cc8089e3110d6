import { describe, expect, it } from 'vitest';
import type { VerifyPackReport } from '#schemas/report/verify-pack.ts';
import { overallState, parseDigest, verdictsOf } from './verdicts.ts';

const overall = (verdict: VerifyPackReport['verdict']) => overallState({ verdict });

describe('the three verdicts', () => {
  it('is green only where all three are', () => {
    expect(overall({ complete: 'yes', valid: 'yes', authentic: 'yes' })).toBe('fine');
    expect(overall({ complete: 'yes', valid: 'yes', authentic: 'no-anchor' })).toBe('unanchored');
    expect(overall({ complete: 'yes', valid: 'unknown', authentic: 'no-anchor' })).toBe('unknown');
    expect(overall({ complete: 'no', valid: 'yes', authentic: 'yes' })).toBe('error');
  });
  it('tells “nothing to check with” from “checked and wrong”', () => {
    const states = (['no', 'no-anchor', 'unknown'] as const).map(
      (authentic) => verdictsOf({ complete: 'yes', valid: 'yes', authentic })[2]?.state,
    );
    expect(states).toEqual(['error', 'unanchored', 'unknown']);
  });
  it('shows a failure of the tool as its own colour, never red', () => {
    const error = { code: 'IO_FAILED', message: '', remedy: '' } as const;
    expect(overallState({ verdict: { complete: 'no', valid: 'no', authentic: 'no' }, error })).toBe('tool');
  });
  it('takes a digest as it was pasted, and nothing else', () => {
    const digest = 'a1'.repeat(32);
    expect(parseDigest(` sha256:${digest.toUpperCase()}\n`)).toBe(digest);
    expect(parseDigest(digest.slice(1))).toBeUndefined();
    expect(parseDigest(`${digest}0`)).toBeUndefined();
  });
});
