/** Plays PCM16 mono samples through Web Audio; one sound at a time in the whole window. */
export interface PlayableSound {
  readonly sampleRate: number;
  /** Signed 16-bit little-endian. */
  readonly pcm: Uint8Array;
  readonly loop: { readonly start: number; readonly end: number } | null;
}

interface Playing {
  readonly source: AudioBufferSourceNode;
  readonly stop: () => void;
}

let context: AudioContext | undefined;
let playing: Playing | undefined;

/** Seconds of the loop at the beginning: where playback stands after `elapsedSeconds`. */
export function playbackFrame(
  elapsedSeconds: number,
  sampleRate: number,
  frames: number,
  loop: PlayableSound['loop'],
): number {
  const frame = elapsedSeconds * sampleRate;
  if (loop === null) return Math.min(frame, frames);
  return frame < loop.end ? frame : loop.start + ((frame - loop.end) % (loop.end - loop.start));
}

/** Starts a sound and stops any other. `onFrame` gets the frame that is heard, on every picture; `onEnd` comes once. */
export async function playSound(
  sound: PlayableSound,
  onFrame: (frame: number) => void,
  onEnd: () => void,
): Promise<void> {
  stopSound();
  context ??= new AudioContext();
  await context.resume();
  const frames = sound.pcm.length >> 1;
  if (frames === 0) return onEnd();
  const buffer = context.createBuffer(1, frames, sound.sampleRate);
  const channel = buffer.getChannelData(0);
  const view = new DataView(sound.pcm.buffer, sound.pcm.byteOffset, sound.pcm.byteLength);
  for (let frame = 0; frame < frames; frame += 1) channel[frame] = view.getInt16(frame * 2, true) / 32768;
  const source = context.createBufferSource();
  source.buffer = buffer;
  if (sound.loop !== null) {
    source.loop = true;
    source.loopStart = sound.loop.start / sound.sampleRate;
    source.loopEnd = sound.loop.end / sound.sampleRate;
  }
  source.connect(context.destination);
  const startedAt = context.currentTime;
  const { currentTime } = context;
  const clock = context;
  let picture = 0;
  const tick = () => {
    onFrame(playbackFrame(clock.currentTime - startedAt, sound.sampleRate, frames, sound.loop));
    picture = requestAnimationFrame(tick);
  };
  const stop = () => {
    if (playing?.source !== source) return;
    playing = undefined;
    cancelAnimationFrame(picture);
    source.onended = null;
    source.stop();
    source.disconnect();
    onEnd();
  };
  playing = { source, stop };
  source.onended = stop;
  source.start(currentTime);
  tick();
}

/** Stops what is heard, if anything is. */
export function stopSound(): void {
  playing?.stop();
}
