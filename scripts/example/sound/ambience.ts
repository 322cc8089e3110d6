import { seededRandom } from '../seeded-random.ts';
import { writeWav } from '../wav-writer.ts';
import { mix, noise, seamless, silence, sine, toFrames, tone, type Sound } from './synthesis.ts';

const RATE = 22050;

/** Frames of the fade-in of the cave air, after which it loops to its end. */
export const CAVE_AIR_LOOP = { start: RATE, end: RATE * 6 } as const;

/** A low draught through the cave with far drips; one second to fade in, then five that repeat. */
function caveAir(): Sound {
  const loopFrames = CAVE_AIR_LOOP.end - CAVE_AIR_LOOP.start;
  const loopSeconds = loopFrames / RATE;
  const air = seamless(noise(8080, RATE, loopSeconds + 1, 0.985, 1), loopFrames);
  const loop = silence(RATE, loopSeconds);
  for (let frame = 0; frame < loopFrames; frame += 1) {
    const turn = frame / loopFrames;
    const swell = 0.65 + 0.35 * sine(turn);
    // Whole numbers of turns per loop, so that the drone meets its own beginning.
    const drone = sine(turn * 275) * 0.05 + sine(turn * 412) * 0.03 * (0.5 + 0.5 * sine(turn * 2));
    loop[frame] = (air[frame] ?? 0) * 3.2 * swell + drone;
  }
  for (const [delay, pitch, gain] of [
    [14000, 900, 0.12],
    [51000, 1240, 0.08],
    [88000, 760, 0.1],
  ] as const) {
    const drop = tone({ rate: RATE, seconds: 0.07, from: pitch, to: pitch * 2, decay: 0.1, attack: 0.003 });
    for (let echo = 0; echo < 5; echo += 1)
      mix(loop, drop, delay + echo * 2600, gain / (1 + echo * echo), true);
  }
  const sound = silence(RATE, CAVE_AIR_LOOP.end / RATE);
  for (let frame = 0; frame < sound.length; frame += 1) {
    const at = (frame - CAVE_AIR_LOOP.start + loopFrames) % loopFrames;
    sound[frame] = (loop[at] ?? 0) * Math.min(1, frame / CAVE_AIR_LOOP.start);
  }
  return sound;
}

/** Running water: many short bubbles over a bright hiss, three seconds without a seam. */
function brook(): Sound {
  const frames = RATE * 3;
  const loop = silence(RATE, 3);
  mix(loop, seamless(noise(616, RATE, 3.5, 0.7, 1), frames), 0, 0.25);
  const random = seededRandom(2024);
  for (let bubble = 0; bubble < 150; bubble += 1) {
    const pitch = 350 + random.below(900);
    const sound = tone({
      rate: RATE,
      seconds: 0.05,
      from: pitch,
      to: pitch * 1.5,
      decay: 0.2,
      attack: 0.006,
    });
    mix(loop, sound, random.below(frames), (20 + random.below(60)) / 250, true);
  }
  return loop;
}

/** The flame of a lantern, close by; it does not loop. */
function flame(): Sound {
  const sound = silence(RATE, 1.2);
  mix(sound, noise(73, RATE, 1.2, 0.96, 0.95), 0, 2);
  const random = seededRandom(99);
  for (let crackle = 0; crackle < 14; crackle += 1) {
    mix(
      sound,
      noise(700 + crackle, RATE, 0.006, 0.1, 0.01),
      random.below(sound.length - 200),
      0.3 + random.below(50) / 100,
    );
  }
  return sound;
}

/** The long sounds by file name, in the order of their sample indices. The brook carries its loop in the file. */
export const AMBIENCE: ReadonlyMap<string, Uint8Array> = new Map([
  ['cave-air.wav', writeWav(RATE, toFrames(caveAir(), 0.5))],
  ['brook.wav', writeWav(RATE, toFrames(brook(), 0.5), { firstFrame: 0, lastFrame: RATE * 3 - 1 })],
  ['flame.wav', writeWav(RATE, toFrames(flame(), 0.4))],
]);
