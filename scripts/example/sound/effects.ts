import { writeWav } from '../wav-writer.ts';
import { mix, noise, silence, toFrames, tone, type Sound } from './synthesis.ts';

const RATE = 22050;

function echoes(dry: Sound, seconds: number, everySeconds: number, gain: number): Sound {
  const wet = silence(RATE, seconds);
  let loudness = 1;
  for (let delay = 0; delay < wet.length; delay += Math.round(everySeconds * RATE)) {
    mix(wet, dry, delay, loudness);
    loudness *= gain;
  }
  return wet;
}

function drip(pitch: number): Sound {
  const drop = tone({ rate: RATE, seconds: 0.07, from: pitch, to: pitch * 2.1, decay: 0.1, attack: 0.002 });
  return echoes(drop, 0.5, 0.11, 0.38);
}

function step(seed: number): Sound {
  const sound = silence(RATE, 0.14);
  mix(sound, noise(seed, RATE, 0.1, 0.82, 0.02), 0, 1.4);
  mix(sound, tone({ rate: RATE, seconds: 0.06, from: 140, to: 70, decay: 0.05, attack: 0.001 }), 0, 0.7);
  mix(sound, noise(seed + 7, RATE, 0.03, 0.3, 0.01), 900, 0.25);
  return sound;
}

function lanternClick(): Sound {
  const sound = silence(RATE, 0.22);
  for (const [delay, gain] of [
    [0, 0.7],
    [1500, 1],
  ] as const) {
    mix(sound, noise(91 + delay, RATE, 0.015, 0.2, 0.01), delay, gain);
    mix(
      sound,
      tone({ rate: RATE, seconds: 0.08, from: 3150, to: 3100, decay: 0.02, attack: 0.001 }),
      delay,
      gain * 0.4,
    );
    mix(
      sound,
      tone({ rate: RATE, seconds: 0.08, from: 4720, to: 4700, decay: 0.01, attack: 0.001 }),
      delay,
      gain * 0.25,
    );
  }
  return sound;
}

function lanternLight(): Sound {
  const sound = silence(RATE, 0.7);
  const breath = noise(505, RATE, 0.7, 0.93, 0.55);
  for (let frame = 0; frame < breath.length; frame += 1) {
    const swell = Math.min(1, frame / 3000);
    breath[frame] = (breath[frame] ?? 0) * swell * swell;
  }
  mix(sound, breath, 0, 4);
  for (let crackle = 0; crackle < 9; crackle += 1) {
    mix(
      sound,
      noise(40 + crackle, RATE, 0.008, 0.1, 0.01),
      2600 + crackle * 1330 + (crackle % 3) * 411,
      0.35,
    );
  }
  return sound;
}

function pickup(): Sound {
  const sound = silence(RATE, 0.5);
  [660, 880, 990, 1320].forEach((pitch, note) => {
    const delay = note * 1400;
    mix(
      sound,
      tone({ rate: RATE, seconds: 0.25, from: pitch, to: pitch, decay: 0.25, attack: 0.003 }),
      delay,
      0.7,
    );
    mix(
      sound,
      tone({ rate: RATE, seconds: 0.2, from: pitch * 2, to: pitch * 2, decay: 0.1, attack: 0.003 }),
      delay,
      0.25,
    );
  });
  return sound;
}

function hop(): Sound {
  const sound = silence(RATE, 0.24);
  mix(sound, tone({ rate: RATE, seconds: 0.1, from: 420, to: 150, decay: 0.4, attack: 0.004 }), 0, 0.8);
  mix(sound, tone({ rate: RATE, seconds: 0.14, from: 160, to: 520, decay: 0.3, attack: 0.01 }), 1900, 1);
  return sound;
}

function wings(): Sound {
  const sound = silence(RATE, 0.36);
  for (let flap = 0; flap < 3; flap += 1)
    mix(sound, noise(300 + flap, RATE, 0.09, 0.75, 0.05), flap * 2500, 1 - flap * 0.25);
  return sound;
}

/** A struck crystal: partials of a bar, not of a string. 44.1 kHz, because it is bright. */
function chime(): Int16Array {
  const rate = 44100;
  const sound = silence(rate, 1);
  for (const [ratio, gain, decay] of [
    [1, 1, 0.72],
    [2.76, 0.5, 0.55],
    [5.4, 0.28, 0.35],
    [8.93, 0.12, 0.15],
  ] as const) {
    mix(sound, tone({ rate, seconds: 1, from: 830 * ratio, to: 829 * ratio, decay, attack: 0.002 }), 0, gain);
  }
  return toFrames(sound, 0.7);
}

/** The short sounds by file name, in the order of their sample indices. */
export const EFFECTS: ReadonlyMap<string, Uint8Array> = new Map([
  ['drip-high.wav', writeWav(RATE, toFrames(drip(980), 0.7))],
  ['drip-low.wav', writeWav(RATE, toFrames(drip(610), 0.7))],
  ['step-1.wav', writeWav(RATE, toFrames(step(11), 0.6))],
  ['step-2.wav', writeWav(RATE, toFrames(step(29), 0.6))],
  ['lantern-click.wav', writeWav(RATE, toFrames(lanternClick(), 0.6))],
  ['lantern-light.wav', writeWav(RATE, toFrames(lanternLight(), 0.7))],
  ['crystal-chime.wav', writeWav(44100, chime())],
  ['pick-up.wav', writeWav(RATE, toFrames(pickup(), 0.6))],
  ['slime-hop.wav', writeWav(RATE, toFrames(hop(), 0.7))],
  ['bat-wings.wav', writeWav(RATE, toFrames(wings(), 0.6))],
]);
