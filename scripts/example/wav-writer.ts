/** A forward loop as a WAV file carries it: frames, both ends inclusive. */
export interface WavLoop {
  readonly firstFrame: number;
  readonly lastFrame: number;
}

/** PCM 16-bit mono WAV of `frames` (values outside −32768 … 32767 are clamped), with a `smpl` chunk when looped. */
export function writeWav(sampleRate: number, frames: ArrayLike<number>, loop?: WavLoop): Uint8Array {
  const dataBytes = frames.length * 2;
  const samplerBytes = loop === undefined ? 0 : 8 + 60;
  const bytes = new Uint8Array(44 + dataBytes + samplerBytes);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string): void => bytes.set(new TextEncoder().encode(text), at);
  tag(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  tag(36, 'data');
  view.setUint32(40, dataBytes, true);
  for (let frame = 0; frame < frames.length; frame += 1) {
    const value = Math.trunc(frames[frame] ?? 0);
    view.setInt16(44 + frame * 2, Math.max(-32768, Math.min(32767, value)), true);
  }
  if (loop !== undefined) {
    const at = 44 + dataBytes;
    tag(at, 'smpl');
    view.setUint32(at + 4, 60, true);
    view.setUint32(at + 8 + 8, Math.round(1_000_000_000 / sampleRate), true);
    view.setUint32(at + 8 + 12, 60, true);
    view.setUint32(at + 8 + 28, 1, true);
    view.setUint32(at + 8 + 44, loop.firstFrame, true);
    view.setUint32(at + 8 + 48, loop.lastFrame, true);
  }
  return bytes;
}
