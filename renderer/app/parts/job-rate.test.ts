import { describe, expect, it } from 'vitest';
import { jobProgressText } from './job-rate.ts';

const job = (progress: Parameters<typeof jobProgressText>[0]['progress']) => ({
  job_id: 'a',
  project_id: null,
  kind: 'pack' as const,
  title: 'Pack',
  state: 'running' as const,
  progress,
  started_ms: 1000,
  finished_ms: null,
  message: null,
});

describe('progress of a job', () => {
  it('tells bytes, rate and time left', () => {
    expect(
      jobProgressText(job({ phase: 'encode', done: 1_048_576, total: 4_194_304, unit: 'bytes' }), 3000),
    ).toBe('encode · 1.00 MiB of 4.00 MiB · 512 KiB/s · 6.0 s left');
  });
  it('tells no rate before half a second, and no rest without a total', () => {
    expect(jobProgressText(job({ phase: 'scan', done: 10, total: null, unit: 'items' }), 1200)).toBe(
      'scan · 10',
    );
    expect(jobProgressText(job(null), 1200)).toBe('starting');
  });
});
