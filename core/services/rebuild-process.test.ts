import { describe, expect, it } from 'vitest';
import { rejectionCodeOf } from '#core/testing/scratch-folder.ts';
import { rebuildInProcess } from './rebuild-process.ts';

const SHA = 'a'.repeat(64);

/** A second process that prints what the script says. */
function answering(script: string, jobs?: number): ReturnType<typeof rebuildInProcess> {
  return rebuildInProcess([process.execPath, '-e', script, '--'], jobs);
}

const print = (document: unknown): string => `console.log(${JSON.stringify(JSON.stringify(document))})`;

describe('rebuildInProcess', () => {
  it('gives the digests of the outputs and nothing else', async () => {
    const rebuild = answering(
      print({ digests: { 'assets.pa': SHA, 'preload.json': SHA, 'other.txt': SHA } }),
    );
    expect([...(await rebuild('/project', undefined))]).toEqual([
      ['assets.pa', SHA],
      ['preload.json', SHA],
    ]);
  });

  it.each([
    [1, '2'],
    [4, '1'],
  ])('D1 runs with another time zone, locale and number of workers than %i', async (jobs, otherJobs) => {
    const seen =
      'JSON.stringify([process.env.TZ, process.env.LANG, process.env.LC_ALL, process.argv.slice(1)])';
    const script = `console.log(JSON.stringify({ digests: {}, error: { code: 'INTERNAL', message: ${seen}, remedy: '' } }))`;
    const failure = await answering(script, jobs)('/project', undefined).catch((error: unknown) => error);
    const message = failure instanceof Error ? failure.message : '';
    const [timeZone, language, locale, args]: unknown[] = JSON.parse(message.slice(message.indexOf('[')));
    expect(timeZone).not.toBe(process.env['TZ']);
    expect(language).not.toBe(process.env['LANG']);
    expect(locale).not.toBe(process.env['LC_ALL']);
    expect(args).toEqual(['rebuild-digests', '/project', '--json', '--jobs', otherJobs]);
  });

  it.each([
    [
      'what it says',
      print({ digests: {}, error: { code: 'IO_NO_SPACE', message: 'full', remedy: '' } }),
      'IO_NO_SPACE',
    ],
    ['that it says nothing', '', 'INTERNAL'],
    ['that it says nonsense', "console.log('{}')", 'INTERNAL'],
  ])('fails with %s', async (_what, script, code) => {
    expect(await rejectionCodeOf(answering(script)('/project', undefined))).toBe(code);
  });

  it('fails where the program is not there, and stops it when it is cancelled', async () => {
    expect(await rejectionCodeOf(rebuildInProcess(['/no/such/program'])('/project', undefined))).toBe(
      'IO_FAILED',
    );
    const stop = new AbortController();
    const waiting = answering('setInterval(() => undefined, 1000)')('/project', stop.signal);
    setTimeout(() => stop.abort(), 100);
    expect(await rejectionCodeOf(waiting)).toBe('CANCELLED');
  });
});
