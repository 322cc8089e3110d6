import { SAMPLE_RATES, type SampleRate } from './sound-layout.ts';

/** A file name as a POSIX shell takes it. */
function quoteForShell(path: string): string {
  const safe = path.startsWith('-') ? `./${path}` : path;
  return /^[A-Za-z0-9_./+,@%=:-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}

function derivedName(path: string, suffix: string): string {
  const stem = path.replace(/\.[^./]*$/, '');
  return `${stem}-${suffix}.wav`;
}

/** The supported rate that loses least: the lowest that is not below, else the highest of the same family. */
export function nearestRate(rate: number): SampleRate {
  const above = SAMPLE_RATES.find((supported) => supported >= rate);
  if (above !== undefined) return above;
  return rate % 44100 === 0 ? 44100 : 48000;
}

/** Command that resamples a file to a supported rate. */
export function resampleCommand(file: string, rate: number): string {
  const target = String(nearestRate(rate));
  return `sox ${quoteForShell(file)} -r ${target} ${quoteForShell(derivedName(file, target))}`;
}

/** Command that mixes all channels into one. */
export function monoCommand(file: string): string {
  return `sox ${quoteForShell(file)} -c 1 ${quoteForShell(derivedName(file, 'mono'))}`;
}

/** Command that writes a file as 16-bit PCM WAV. */
export function pcmCommand(file: string): string {
  return `sox ${quoteForShell(file)} -e signed-integer -b 16 ${quoteForShell(derivedName(file, 'pcm16'))}`;
}
