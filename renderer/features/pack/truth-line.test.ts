import { describe, expect, it } from 'vitest';
import type { PackReport } from '#schemas/report/pack.ts';
import { truthLine } from './truth-line.ts';

const report = (part: Partial<PackReport>): PackReport => ({
  status: 'packed',
  pack: { path: 'build/assets.pa', size_bytes: 1_080_033, sha256: 'a'.repeat(64) },
  assets: { included: 12, packed: 1, reused: 11 },
  inputs: { files_hashed: 1, bytes_hashed: 10 },
  diagnostics: [],
  gate: [],
  changes: [],
  removed: [],
  duration_ms: 84,
  ...part,
});
const line = (part: Partial<PackReport>) =>
  truthLine({ pack: null, freshness: 'fresh', last_report: report(part) });

describe('the line of truth', () => {
  it('says what was packed, how large, how long, how much of it anew', () => {
    expect(line({})).toEqual({
      state: 'fine',
      text: 'Packed 12 assets, 1.03 MiB, in 84 ms: 11 reused, 1 encoded',
    });
  });
  it('says that a second build gave the same bytes, and is an error where it did not', () => {
    expect(line({ rebuild: 'identical' }).text).toContain('identical to a clean build');
    expect(line({ rebuild: 'different' }).state).toBe('error');
  });
  it('counts errors alone where a pack is blocked', () => {
    const diagnostic = { code: 'REGISTRY_UNKNOWN_KEY', message: '', remedy: '' } as const;
    const blocked = line({
      status: 'blocked',
      diagnostics: [
        { ...diagnostic, severity: 'error' },
        { ...diagnostic, severity: 'warning' },
      ],
    });
    expect(blocked).toEqual({ state: 'error', text: 'Not packed: 1 error stands in the way' });
  });
  it('shows a failure of the tool as one, never as an error of the assets', () => {
    expect(line({ status: 'failed' }).state).toBe('tool');
    expect(line({ status: 'cancelled' }).state).toBe('unknown');
  });
  it('knows a project that was never packed', () => {
    expect(truthLine({ pack: null, freshness: 'none', last_report: null }).state).toBe('unknown');
  });
});
