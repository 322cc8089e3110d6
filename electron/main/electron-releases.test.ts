import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { electronAgeWeeks, SUPPORTED_WEEKS } from './electron-releases.ts';

const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
const pinned = (manifest as { devDependencies: Record<string, string> }).devDependencies['electron'] ?? '';

/** The day of the build: reproducible builds name it, others are made today. */
const nowMs =
  process.env['SOURCE_DATE_EPOCH'] === undefined
    ? Date.now()
    : Number(process.env['SOURCE_DATE_EPOCH']) * 1000;

describe('electronAgeWeeks', () => {
  it('E8 counts whole weeks from the release of the major', () => {
    expect(electronAgeWeeks('45.3.4', Date.parse('2026-10-21'))).toBe(0);
    expect(electronAgeWeeks('45.0.0', Date.parse('2026-11-03'))).toBe(1);
    expect(electronAgeWeeks('45.3.4', Date.parse('2026-11-04'))).toBe(2);
  });

  it('E8 knows nothing of ranges and unlisted majors', () => {
    for (const version of ['^45.3.4', '45', '45.x', '', '44.0.0', 'latest'])
      expect(electronAgeWeeks(version, nowMs)).toBeUndefined();
  });

  it('E8 finds the pinned Electron supported: update it, and the list, where this fails', () => {
    const age = electronAgeWeeks(pinned, nowMs);
    expect(age).toBeDefined();
    expect(age).toBeLessThan(SUPPORTED_WEEKS);
  });
});
