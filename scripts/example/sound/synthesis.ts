import { seededRandom } from '../seeded-random.ts';

/** Sound from additions and multiplications alone: these round the same way everywhere, library sines do not. */

const TABLE_STEPS = 4096;

/** Sine over a quarter turn as a Taylor polynomial; `x` is in turns × 4, −1 … 1. */
function quarterSine(x: number): number {
  const angle = x * 1.5707963267948966;
  const square = angle * angle;
  return (
    angle *
    (1 - (square / 6) * (1 - (square / 20) * (1 - (square / 42) * (1 - (square / 72) * (1 - square / 110)))))
  );
}

const SINE = Float64Array.from({ length: TABLE_STEPS }, (_, step) => {
  const turns = (step / TABLE_STEPS) * 4;
  if (turns <= 1) return quarterSine(turns);
  if (turns <= 3) return quarterSine(2 - turns);
  return quarterSine(turns - 4);
});

/** Sine of a phase in turns. */
export function sine(turns: number): number {
  return SINE[Math.floor((turns - Math.floor(turns)) * TABLE_STEPS)] ?? 0;
}

/** Mono sound: −1 … 1 a frame. */
export type Sound = Float64Array;

export function silence(rate: number, seconds: number): Sound {
  return new Float64Array(Math.round(rate * seconds));
}

/** Adds `from`, `delayFrames` later and `gain` times as loud; what passes the end is dropped, or wraps for loops. */
export function mix(into: Sound, from: Sound, delayFrames: number, gain: number, wrap = false): void {
  for (let frame = 0; frame < from.length; frame += 1) {
    const at = wrap ? (frame + delayFrames) % into.length : frame + delayFrames;
    if (at < into.length) into[at] = (into[at] ?? 0) + (from[frame] ?? 0) * gain;
  }
}

export interface Tone {
  readonly rate: number;
  readonly seconds: number;
  /** Pitch in Hz at the start and at the end, moving in a straight line. */
  readonly from: number;
  readonly to: number;
  /** Loudness that is left after each tenth of a second. */
  readonly decay: number;
  /** Seconds until full loudness. */
  readonly attack: number;
}

/** A sine tone that glides and fades. */
export function tone(settings: Tone): Sound {
  const sound = silence(settings.rate, settings.seconds);
  const attackFrames = Math.max(1, settings.attack * settings.rate);
  const frameDecay = 1 - (1 - settings.decay) / (settings.rate / 10);
  let phase = 0;
  let loudness = 1;
  for (let frame = 0; frame < sound.length; frame += 1) {
    const done = frame / sound.length;
    phase += (settings.from + (settings.to - settings.from) * done) / settings.rate;
    loudness *= frameDecay;
    const end = Math.min(1, (sound.length - frame) / 64);
    sound[frame] = sine(phase) * loudness * Math.min(1, frame / attackFrames) * end;
  }
  return sound;
}

/** Noise through a low pass (`smooth` 0 … 1, the higher the darker), fading as a tone does. */
export function noise(seed: number, rate: number, seconds: number, smooth: number, decay: number): Sound {
  const random = seededRandom(seed);
  const sound = silence(rate, seconds);
  const frameDecay = 1 - (1 - decay) / (rate / 10);
  let low = 0;
  let loudness = 1;
  for (let frame = 0; frame < sound.length; frame += 1) {
    low = low * smooth + ((random.below(65536) - 32768) / 32768) * (1 - smooth);
    loudness *= frameDecay;
    sound[frame] = low * loudness * Math.min(1, (sound.length - frame) / 64);
  }
  return sound;
}

/** Blends the part after `frames` into the start, so that the first `frames` frames repeat without a click. */
export function seamless(sound: Sound, frames: number): Sound {
  const overlap = sound.length - frames;
  const loop = sound.slice(0, frames);
  for (let frame = 0; frame < overlap; frame += 1) {
    const share = frame / overlap;
    loop[frame] = (sound[frame] ?? 0) * share + (sound[frames + frame] ?? 0) * (1 - share);
  }
  return loop;
}

/** Frames as 16-bit integers, the loudest at `peak` (0 … 1). */
export function toFrames(sound: Sound, peak: number): Int16Array {
  const loudest = sound.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return Int16Array.from(sound, (value) => Math.round((value / loudest) * peak * 32767));
}
